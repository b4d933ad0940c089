import * as v from 'valibot';
import { errorCodes } from './errors.ts';

/** The ways of signing in, as the deployment file enables them. `browser` and `device-code` are both OpenID Connect. */
export const SignInMethod = v.picklist(['browser', 'device-code', 'connector-pin', 'token']);
export type SignInMethod = v.InferOutput<typeof SignInMethod>;

const Account = v.strictObject({
  /** What the program calls it: unique, and no secret. */
  name: v.string(),
  method: v.picklist(['oidc', 'connector-pin', 'token']),
  /** For people: a name or address at the sign-in service, the connector's id, or nothing of use for a token. */
  label: v.string(),
});
export type Account = v.InferOutput<typeof Account>;

/** A sign-in that a person is in the middle of. Nothing in it is secret. */
const Pending = v.variant('method', [
  v.strictObject({
    method: v.literal('browser'),
    /** Finding the provider · waiting for the person · exchanging what the browser brought. */
    phase: v.picklist(['starting', 'waiting', 'finishing']),
    /** Whether the system's browser could be opened; if not, the link can still be copied. */
    opened: v.boolean(),
  }),
  v.strictObject({
    method: v.literal('device-code'),
    phase: v.picklist(['starting', 'waiting']),
    /** What to enter there; null while starting. */
    userCode: v.nullable(v.string()),
    /** Where to enter it. */
    verificationUri: v.nullable(v.string()),
    /** Milliseconds since the epoch at which the code runs out. */
    until: v.nullable(v.number()),
  }),
]);
export type Pending = v.InferOutput<typeof Pending>;

export const SessionView = v.strictObject({
  /** Who is signed in; null: nobody. Never a secret. */
  account: v.nullable(Account),
  /** Everybody who is known on this PC, the one who is signed in included. */
  accounts: v.array(Account),
  /** Reading the keychain at start has not come back yet. */
  restoring: v.boolean(),
  /** The service refused the sign-in (401) since it was made: it must be renewed before anything is sent. */
  refused: v.boolean(),
  /** When the sign-in ends by itself, in milliseconds since the epoch; null: it is renewed, or nobody said. */
  expiresAt: v.nullable(v.number()),
  /** It is renewed by itself as long as the sign-in service agrees. */
  renews: v.boolean(),
  /** Where the sign-in is kept. `session`: in memory only, gone when the program ends; `storageProblem` says why. */
  storedIn: v.picklist(['keychain', 'session', 'nowhere']),
  storageProblem: v.nullable(v.picklist(errorCodes)),
  /** What the system says of it, where there is no better word. */
  storageMessage: v.nullable(v.string()),
  /** The keychain may hold a sign-in still that was removed here. It is deleted as soon as that can be. */
  undeleted: v.boolean(),
  pending: v.nullable(Pending),
  /** How the last sign-in in a browser ended, when it ended badly; gone with the next one. */
  signInProblem: v.nullable(
    v.strictObject({
      code: v.picklist(errorCodes),
      /** The sign-in service's words. */
      message: v.nullable(v.string()),
    }),
  ),
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
