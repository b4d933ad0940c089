import { AccountBook, type AccountMemory } from '../../main/auth/account-book.ts';
import type { Clock } from '../../main/auth/clock.ts';
import type { Credentials } from '../../main/auth/credentials.ts';
import type { CredentialStore } from '../../main/auth/credential-store.ts';
import { Session } from '../../main/auth/session.ts';
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
    set: (key, value) => void (kept[key] = value),
  });
  return { book, memory: kept };
}

export const realClock: Clock = { now: Date.now, monotonic: () => performance.now() };

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
