import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { Ticket } from './ticket.ts';
import { waitCodeOf, type WaitCode } from './who-acts.ts';

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

/** Somebody is signed in, and nobody else released this ticket. */
export const mayGoUnder = (
  asked: Result<Token, AppError>,
  { account }: Ticket,
): asked is { ok: true; value: Token } => asked.ok && (account === null || account === asked.value.account);

export const whyNotUnder = (asked: Result<Token, AppError>): WaitCode =>
  asked.ok ? 'queue.other_account' : waitCodeOf(asked.error.code);
