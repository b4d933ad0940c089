import type { GenericSchema, InferInput, InferOutput } from 'valibot';
import type { AppError } from './errors.ts';
import type { Result } from './result.ts';

/** Something the renderer asks of main, answered once. */
export interface Call<I extends GenericSchema = GenericSchema, O extends GenericSchema = GenericSchema> {
  readonly kind: 'call';
  readonly input: I;
  readonly output: O;
}

/** Something main tells the renderer, whenever it happens. */
export interface Event<P extends GenericSchema = GenericSchema> {
  readonly kind: 'event';
  readonly payload: P;
}

export type Contract = Readonly<Record<string, Readonly<Record<string, Call | Event>>>>;

export const call = <I extends GenericSchema, O extends GenericSchema>(input: I, output: O): Call<I, O> => ({
  kind: 'call',
  input,
  output,
});
export const event = <P extends GenericSchema>(payload: P): Event<P> => ({ kind: 'event', payload });

/** The one place where channel names are made. */
export const channel = (group: string, name: string): string => `workshop:${group}.${name}`;

type CallNames<G> = { [K in keyof G]: G[K] extends Call ? K : never }[keyof G] & string;
export type EventNames<G> = { [K in keyof G]: G[K] extends Event ? K : never }[keyof G] & string;
type InputOf<C> = C extends Call<infer I> ? InferInput<I> : never;
type OutputOf<C> = C extends Call<GenericSchema, infer O> ? InferOutput<O> : never;
export type PayloadOf<E> = E extends Event<infer P> ? InferOutput<P> : never;

/** A call whose input is `undefined` is called without an argument. */
type Arguments<I> = [I] extends [undefined] ? [] : [input: I];

/** What the renderer sees: `bridge.group.call(input)` and `bridge.group.on('event', listener)`. */
export type Bridge<C extends Contract> = {
  readonly [G in keyof C]: {
    readonly [K in CallNames<C[G]>]: (
      ...args: Arguments<InputOf<C[G][K]>>
    ) => Promise<Result<OutputOf<C[G][K]>, AppError>>;
  } & {
    /** Returns the function that ends the subscription. */
    readonly on: <K extends EventNames<C[G]>>(
      name: K,
      listener: (payload: PayloadOf<C[G][K]>) => void,
    ) => () => void;
  };
};

/** What main implements: one handler per call. */
export type Handlers<C extends Contract> = {
  readonly [G in keyof C]: {
    readonly [K in CallNames<C[G]>]: (
      ...args: Arguments<InputOf<C[G][K]>>
    ) => Result<OutputOf<C[G][K]>, AppError> | Promise<Result<OutputOf<C[G][K]>, AppError>>;
  };
};

/** What main uses to tell: `push('connector', 'changed', payload)`. */
export type Push<C extends Contract> = <G extends keyof C & string, K extends EventNames<C[G]>>(
  group: G,
  name: K,
  payload: PayloadOf<C[G][K]>,
) => void;

/** How a derived bridge reaches the other side: Electron's IPC in the program, a double in tests. */
export interface Wire {
  invoke(channel: string, input: unknown): Promise<unknown>;
  /** Returns the function that ends the subscription. */
  listen(channel: string, listener: (payload: unknown) => void): () => void;
}

/** Derives the renderer's side from the contract. */
export function deriveBridge<C extends Contract>(contract: C, wire: Wire): Bridge<C> {
  const groups = Object.entries(contract).map(([group, members]) => {
    const calls = Object.entries(members)
      .filter(([, member]) => member.kind === 'call')
      .map(([name]) => [name, (input?: unknown) => wire.invoke(channel(group, name), input)] as const);
    const on = (name: string, listener: (payload: unknown) => void) => {
      // Only events of the contract can be listened to: the bridge is no door to other channels.
      if (!Object.hasOwn(members, name) || members[name]?.kind !== 'event') {
        throw new TypeError(`The contract has no event ${group}.${name}`);
      }
      return wire.listen(channel(group, name), listener);
    };
    return [group, Object.freeze({ ...Object.fromEntries(calls), on })] as const;
  });
  return Object.freeze(Object.fromEntries(groups)) as Bridge<C>;
}
