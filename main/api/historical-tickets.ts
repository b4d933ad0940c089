import * as v from 'valibot';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { ListedTicket } from '../tickets/ticket-lookup.ts';
import type { JsonAnswer } from './customer-api.ts';

/** The largest page the service gives (public documentation). */
const PAGE = 200;
/** A VIN with more tickets than this is not worth the wait; nobody claims to know then. */
const MAX_PAGES = 5;

const Id = v.pipe(v.union([v.number(), v.pipe(v.string(), v.minLength(1))]), v.transform(String));
const Listed = v.object({
  id: Id,
  connector_id: v.optional(v.nullable(v.number()), null),
  vin: v.string(),
  reference: v.optional(v.nullable(v.string()), null),
  state: v.optional(v.nullable(v.number()), null),
});
const Page = v.object({ result: v.array(Listed), total: v.optional(v.number()) });

/**
 * `GET /v1/historical-tickets` for one VIN (public documentation; the name of the VIN's parameter is an assumption).
 * All pages or an error: half a list would make "not there" of what is merely further down.
 */
export async function listedTickets(
  vin: string,
  get: (path: string) => Promise<Result<JsonAnswer, AppError>>,
): Promise<Result<readonly ListedTicket[], AppError>> {
  const tickets: ListedTicket[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ vin, offset: String(page * PAGE), limit: String(PAGE) });
    const answer = await get(`/v1/historical-tickets?${query.toString()}`);
    if (!answer.ok) return answer;
    const parsed = v.safeParse(Page, answer.value.json);
    if (answer.value.status !== 200 || !parsed.success)
      return err(appError('auth.unexpected_answer', { status: answer.value.status }));
    const { result, total } = parsed.output;
    tickets.push(
      ...result.map(({ id, connector_id, vin: of, reference, state }) => ({
        id,
        connectorId: connector_id,
        vin: of,
        reference,
        state,
      })),
    );
    const isFull = result.length >= PAGE;
    if (total === undefined ? !isFull : tickets.length >= total) return ok(tickets);
    // It counts more than it gives: the rest is somewhere, but not on a next page.
    if (!isFull) break;
  }
  return err(appError('auth.unexpected_answer', { status: 200 }));
}
