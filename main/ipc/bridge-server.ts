import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import * as v from 'valibot';
import {
  channel,
  type Call,
  type Contract,
  type Event,
  type Handlers,
  type Push,
} from '../../preload/contract/define.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';

export interface BridgeServerDeps {
  readonly ipc: Pick<IpcMain, 'handle'>;
  /** Whether a call comes from where calls may come from. Asked for every call, before anything else. */
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  /** A refused or broken call, for the log: channel and code only, never the input. */
  readonly report: (channel: string, error: AppError, cause?: unknown) => void;
}

type AnyHandler = (input?: unknown) => Result<unknown, AppError> | Promise<Result<unknown, AppError>>;

/**
 * Binds a contract to its handlers: for every call check the sender, parse the input, run the handler, parse the
 * output. It happens here and nowhere else, so no handler can forget it. What crosses back is always a `Result`;
 * of an exception only the code `internal` crosses.
 */
export function serveBridge<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  deps: BridgeServerDeps,
): void {
  for (const [group, members] of Object.entries(contract)) {
    for (const [name, member] of Object.entries(members)) {
      if (member.kind !== 'call') continue;
      const handler = (handlers as Record<string, Record<string, AnyHandler>>)[group]?.[name];
      if (handler === undefined) throw new TypeError(`The contract's call ${group}.${name} has no handler`);
      const id = channel(group, name);
      deps.ipc.handle(id, (event, input: unknown) => answer(id, member, handler, event, input, deps));
    }
  }
}

async function answer(
  id: string,
  { input, output }: Call,
  handler: AnyHandler,
  event: IpcMainInvokeEvent,
  given: unknown,
  { isTrusted, report }: BridgeServerDeps,
): Promise<Result<unknown, AppError>> {
  const fail = (error: AppError, cause?: unknown) => {
    report(id, error, cause);
    return err(error);
  };
  if (!isTrusted(event)) return fail(appError('bridge.refused'));
  const parsed = v.safeParse(input, given);
  if (!parsed.success)
    return fail(appError('bridge.invalid_input', { field: v.getDotPath(parsed.issues[0]) ?? '' }));
  try {
    const result = await handler(parsed.output);
    if (!result.ok) return err(result.error);
    const value = v.safeParse(output, result.value);
    // A handler that says more than its schema does is a defect, and might be a leak: it says nothing at all.
    return value.success ? ok(value.output) : fail(appError('internal'), new v.ValiError(value.issues));
  } catch (error) {
    return fail(appError('internal'), error);
  }
}

/**
 * Derives the function with which main tells the window. Without a window it does nothing; nor with what the schema does
 * not allow, which is a defect, reported, and no reason to stop whatever it tells of: that is done by then.
 */
export function createPush<C extends Contract>(
  contract: C,
  target: () => Pick<WebContents, 'send' | 'isDestroyed'> | null,
  report: (channel: string, cause: unknown) => void,
): Push<C> {
  return (group, name, payload) => {
    const webContents = target();
    if (webContents === null || webContents.isDestroyed()) return;
    const { payload: schema } = contract[group]?.[name] as unknown as Event;
    const value = v.safeParse(schema, payload);
    const id = channel(group, name);
    if (value.success) webContents.send(id, value.output);
    else report(id, new v.ValiError(value.issues));
  };
}
