import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { Secret } from './secret.ts';

/**
 * `keychain.absent`, `.not_set_up`, `.locked`, `.timeout`, `.denied`, `.corrupt` or `.failed`, which has the system's own
 * words in `message`.
 */
export type KeychainError = AppError & { readonly code: `keychain.${string}` };

/** How a keychain is asked. */
export interface Manners {
  /** Nobody is there to be asked for a password: what is known to be locked is left alone. */
  readonly quietly?: boolean;
}

/** Where secrets live: one per account. Every call answers, whatever the keychain does. */
export interface CredentialStore {
  /** Null: there is none, for certain. A keychain that is locked shows nothing either, and is `keychain.locked`. */
  get(account: string, manners?: Manners): Promise<Result<Secret | null, KeychainError>>;
  /** Stores, reads back and compares: `ok` means it is really there. */
  set(account: string, secret: Secret, manners?: Manners): Promise<Result<void, KeychainError>>;
  /** `ok` means that it is gone, for certain, whether or not it was there. */
  delete(account: string, manners?: Manners): Promise<Result<void, KeychainError>>;
}
