import type { AppError } from '../../preload/contract/errors.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { jsonOf, textOf } from './body.ts';
import type { Exchange } from './http.ts';
import { wordsOf } from './problem.ts';

/** An answer to a call that is not about creating a ticket. */
export interface JsonAnswer {
  readonly status: number;
  /** Null where the body is no JSON. */
  readonly json: unknown;
  /** The server's words, when the answer is an error. */
  readonly message: string | null;
}

/** Reads from the service, by path and query. Fails with a `net.*` or `doubt.*` code: nothing was changed there. */
export type GetJson = (path: string) => Promise<Result<JsonAnswer, AppError>>;

/**
 * @param secrets what was sent along and must not be among the words, should the service repeat it.
 */
export function jsonAnswerOf(result: Exchange, secrets: readonly string[]): Result<JsonAnswer, AppError> {
  if (result.phase === 'connecting') return err(appError(result.error.code));
  if (result.phase === 'sent')
    return err(appError(result.reason === 'timeout' ? 'doubt.timeout' : 'doubt.connection_lost'));
  const { status, headers, body } = result.answer;
  const json = jsonOf(textOf(body, headers['content-type'])) ?? null;
  return ok({ status, json, message: status >= 400 ? wordsOf(result.answer, secrets).message : null });
}
