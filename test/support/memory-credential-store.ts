import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import type { CredentialStore, KeychainError } from '../../main/auth/credential-store.ts';
import { Secret } from '../../main/auth/secret.ts';

export interface MemoryCredentialStore extends CredentialStore {
  /** While set, every call fails like this. */
  problem: KeychainError['code'] | null;
  readonly entries: Map<string, string>;
}

/** A keychain without an operating system: checked by the same conformance suite as the real one. */
export function createMemoryCredentialStore(): MemoryCredentialStore {
  const entries = new Map<string, string>();
  const failing = () => (store.problem === null ? null : err(appError(store.problem) as KeychainError));
  const store: MemoryCredentialStore = {
    problem: null,
    entries,
    get: (account) => {
      const text = entries.get(account);
      return Promise.resolve(failing() ?? ok(text === undefined ? null : new Secret(text)));
    },
    set: (account, secret) => {
      const failed = failing();
      if (failed === null) entries.set(account, secret.reveal());
      return Promise.resolve(failed ?? ok(undefined));
    },
    delete: (account) => {
      const failed = failing();
      if (failed === null) entries.delete(account);
      return Promise.resolve(failed ?? ok(undefined));
    },
  };
  return store;
}
