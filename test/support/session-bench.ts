import { AccountBook, type AccountMemory } from '../../main/auth/account-book.ts';
import type { Clock } from '../../main/auth/clock.ts';
import type { Credentials } from '../../main/auth/credentials.ts';
import type { CredentialStore } from '../../main/auth/credential-store.ts';
import { Session, type SessionDeps } from '../../main/auth/session.ts';
import { appError, type ErrorCode } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import { sample } from '../sandbox/sandbox.ts';
import { createMemoryCredentialStore } from './memory-credential-store.ts';
import type { ServiceBench } from './service-bench.ts';

/** What the settings remember of sign-ins, without a file. */
export function memoryBook(memory: Partial<AccountMemory> = {}): {
  book: AccountBook;
  memory: AccountMemory;
} {
  const kept: AccountMemory = { activeAccount: null, accounts: [], accountsToDelete: [], ...memory };
  const book = new AccountBook({
    get: (key) => kept[key],
    set: (key, value) => {
      kept[key] = value;
      return true;
    },
  });
  return { book, memory: kept };
}

export const realClock: Clock = { now: Date.now, monotonic: () => performance.now() };

/** A session without a network, put together as the program does, over what the test brings. */
export const sessionOver = (deps: Partial<SessionDeps> = {}): Session =>
  new Session({
    api: { postJson: () => Promise.reject(new Error('nobody signs in with a pin')) },
    service: 'https://api.example',
    keychain: createMemoryCredentialStore(),
    book: memoryBook().book,
    clock: realClock,
    refresh: null,
    methods: ['token', 'connector-pin'],
    changed: () => undefined,
    ...deps,
  });

/** A pasted token, as earlier versions kept it. */
export const pastedBy = (label: string): Credentials => ({
  account: { method: 'token', label },
  accessToken: `secret-of-${label}`,
  refreshToken: null,
  idToken: null,
  issuer: null,
  expiresAt: null,
  lifetimeMs: null,
});

/** A sign-in that is renewed, as earlier versions kept it. */
export const renewableOf = (subject: string): Credentials => ({
  ...pastedBy(subject),
  account: { method: 'oidc', label: subject, subject },
  refreshToken: `refresh-of-${subject}`,
  issuer: 'https://id.example',
});

/** An answer that comes when the test says so. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

export interface SessionBenchOptions {
  readonly keychain?: CredentialStore;
  /** New tokens are given, and the service does not take them either. */
  readonly renewsToUseless?: boolean;
}

/** The program's session, signed in at the sandbox, with a refresh whose failures the test scripts. */
export async function signedInBench({ api, sandbox }: ServiceBench, options: SessionBenchOptions = {}) {
  const refreshes: Credentials[] = [];
  /** What the next refreshes fail with; after them they succeed. */
  const script: ErrorCode[] = [];
  const session = new Session({
    service: 'https://api.example',
    api: api(),
    keychain: options.keychain ?? createMemoryCredentialStore(),
    book: memoryBook().book,
    clock: realClock,
    refresh: async (credentials) => {
      refreshes.push(credentials);
      await new Promise((resolve) => setImmediate(resolve));
      const failure = script.shift();
      if (failure !== undefined) return err(appError(failure));
      const accessToken =
        options.renewsToUseless === true
          ? 'useless'
          : sandbox.identity.issue(`connector:${sample.connectorId}`);
      return ok({ ...credentials, accessToken, refreshToken: `next-${refreshes.length}` });
    },
    methods: ['connector-pin'],
    changed: () => undefined,
  });
  const signedIn = await session.signInWithPin(sample.connectorId, sample.pin);
  if (!signedIn.ok) throw new Error(signedIn.error.code);
  return { session, refreshes, script };
}
