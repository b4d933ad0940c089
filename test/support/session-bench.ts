import type { Credentials } from '../../main/auth/credentials.ts';
import type { CredentialStore } from '../../main/auth/credential-store.ts';
import { Session } from '../../main/auth/session.ts';
import { appError, type ErrorCode } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import { sample } from '../sandbox/sandbox.ts';
import { createMemoryCredentialStore } from './memory-credential-store.ts';
import type { ServiceBench } from './service-bench.ts';

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
    remembered: { get: () => null, set: () => undefined },
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
