import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';

export interface Token {
  readonly value: string;
  readonly account: string;
}

/** Who is signed in. */
export interface TokenSource {
  token(): Promise<Result<Token, AppError>>;
  /** The service answered 401 to this token: tries to get another one for the same account. */
  renew(token: string): Promise<Result<void, AppError>>;
  /** It answered 401 again: only a person can sign in. */
  refused(token: string): void;
}
