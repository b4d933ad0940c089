import type { WorkshopBridge, WorkshopContract } from '../../preload/contract/contract.ts';
import { contract } from '../../preload/contract/contract.ts';
import { channel, deriveBridge, type Handlers, type Push } from '../../preload/contract/define.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { AppError } from '../../preload/contract/errors.ts';

type Partially<T> = { readonly [G in keyof T]?: Partial<T[G]> };
type Listener = (payload: unknown) => void;

/**
 * The bridge for tests of the window's state: derived from the same contract as the real one, with handlers of the
 * test's own. A call without a handler fails the test.
 */
export function bridgeDouble(handlers: Partially<Handlers<WorkshopContract>>): {
  readonly bridge: WorkshopBridge;
  readonly push: Push<WorkshopContract>;
} {
  const listeners = new Map<string, Set<Listener>>();
  const invoke = async (id: string, input?: unknown): Promise<Result<unknown, AppError>> => {
    for (const [group, calls] of Object.entries(handlers)) {
      for (const [name, handler] of Object.entries(calls)) {
        if (channel(group, name) === id)
          return (handler as (input?: unknown) => Promise<Result<unknown, AppError>>)(input);
      }
    }
    throw new Error(`The test has no handler for ${id}`);
  };
  const listen = (id: string, listener: Listener) => {
    const all = listeners.get(id) ?? new Set();
    listeners.set(id, all.add(listener));
    return () => void all.delete(listener);
  };
  return {
    bridge: deriveBridge(contract, { invoke, listen }),
    push: (group, name, payload) => {
      for (const listener of listeners.get(channel(group, name)) ?? []) listener(payload);
    },
  };
}
