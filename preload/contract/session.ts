import * as v from 'valibot';
import { errorCodes } from './errors.ts';

export const SessionView = v.strictObject({
  /** Who is signed in; null: nobody. Never a secret. */
  account: v.nullable(
    v.strictObject({
      method: v.picklist(['connector-pin', 'token']),
      /** For people: the connector id, or a name given to the token. */
      label: v.string(),
    }),
  ),
  /** Reading the keychain at start has not come back yet. */
  restoring: v.boolean(),
  /** The service refused the sign-in (401) since it was made: it must be renewed before anything is sent. */
  refused: v.boolean(),
  /** Where the sign-in is kept. `session`: in memory only, gone when the program ends; `storageProblem` says why. */
  storedIn: v.picklist(['keychain', 'session', 'nowhere']),
  storageProblem: v.nullable(v.picklist(errorCodes)),
});
export type SessionView = v.InferOutput<typeof SessionView>;

/** Whether the service can be reached, from the last real connection to it. A hint: it decides no outcome. */
export const ServiceView = v.strictObject({
  state: v.picklist(['unknown', 'checking', 'reachable', 'unreachable']),
  /** Why it cannot be reached. */
  problem: v.nullable(v.picklist(errorCodes)),
  /** Milliseconds since the epoch of that last connection. */
  checkedAt: v.nullable(v.number()),
});
export type ServiceView = v.InferOutput<typeof ServiceView>;
