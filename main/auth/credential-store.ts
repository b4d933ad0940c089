import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { Secret } from './secret.ts';

/** `keychain.absent`, `.locked`, `.timeout`, `.denied`, `.corrupt` or `.failed`. */
export type KeychainError = AppError & { readonly code: `keychain.${string}` };

/** Where secrets live: one per account. Every call answers, whatever the keychain does. */
export interface CredentialStore {
  get(account: string): Promise<Result<Secret | null, KeychainError>>;
  /** Stores, reads back and compares: `ok` means it is really there. */
  set(account: string, secret: Secret): Promise<Result<void, KeychainError>>;
  /** `ok` means that it is gone, whether or not it was there. */
  delete(account: string): Promise<Result<void, KeychainError>>;
}
