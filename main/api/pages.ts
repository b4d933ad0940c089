import * as v from 'valibot';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { GetJson } from './json-answer.ts';
import { inTime } from '../timers.ts';

/** The largest page the service gives (public documentation). Some give smaller ones, whatever is asked for. */
const PAGE = 200;
/** A list longer than this is not worth the wait; nobody claims to know then. */
const MAX_ENTRIES = 1_000;
/** Nor one that comes in crumbs. */
const MAX_PAGES = 40;

/** An id as it comes in answers: a number or, as in the document's sample of a ticket, text. A whole number from 1. */
export const Id = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.trim(), v.regex(/^\d{1,16}$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(1),
);

/**
 * Every entry of a list (public documentation: `offset` and `limit` go out, `{result, total, offset, limit}` comes
 * back). All of it or an error: half a list would make "not there" of what is merely further down. What was got says
 * where the next page begins, since a page may be smaller than what was asked for.
 *
 * @returns `auth.unexpected_answer` where the service does not say, or not all.
 */
export async function allOf<S extends v.GenericSchema>(
  path: string,
  query: Readonly<Record<string, string>>,
  entry: S,
  get: GetJson,
): Promise<Result<v.InferOutput<S>[], AppError>> {
  const Page = v.object({
    result: v.pipe(v.array(entry), v.maxLength(MAX_ENTRIES)),
    total: v.optional(v.nullable(v.number())),
  });
  const found: v.InferOutput<S>[] = [];
  for (let page = 0; page < MAX_PAGES && found.length < MAX_ENTRIES; page += 1) {
    const words = new URLSearchParams({ ...query, offset: String(found.length), limit: String(PAGE) });
    const answer = await get(`${path}?${words.toString()}`);
    if (!answer.ok) return answer;
    const parsed = v.safeParse(Page, answer.value.json);
    if (answer.value.status !== 200 || !parsed.success) return unexpected(answer.value.status);
    const { result, total } = parsed.output;
    found.push(...result);
    if (typeof total === 'number') {
      if (found.length >= total) return ok(found);
      // It counts more than it gives.
      if (result.length === 0) break;
    } else if (result.length < PAGE) {
      return ok(found);
    }
  }
  return unexpected(200);
}

/**
 * The same for one question, of however many pages: together they have so many milliseconds. A page that is under way
 * then has limits of its own to end by; nobody waits for it.
 */
export function within(get: GetJson, ms: number): GetJson {
  const end = performance.now() + ms;
  const late = err(appError('doubt.timeout'));
  return async (path) => {
    const left = end - performance.now();
    return left <= 0 ? late : inTime(get(path), left, late);
  };
}

const unexpected = (status: number) => err(appError('auth.unexpected_answer', { status }));
