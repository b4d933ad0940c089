import * as v from 'valibot';
import type { AppError } from '../../preload/contract/errors.ts';
import { ok, type Result } from '../../preload/contract/result.ts';
import type { ListedTicket } from '../tickets/ticket-lookup.ts';
import type { GetJson } from './json-answer.ts';
import { allOf, Id, within } from './pages.ts';

/** For the whole list, with its connections: a ticket waits for it to be read. */
const LIST_MS = 20_000;

const TicketNumber = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.trim(), v.minLength(1))]),
  v.transform(String),
);
const maybe = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema), null);
/** An id that makes no sense is one that is not told: the ticket is listed all the same. */
const ConnectorId = v.fallback(maybe(Id), null);
const State = v.fallback(
  maybe(v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d+$/))]), v.transform(Number))),
  null,
);
const text = v.fallback(maybe(v.string()), null);

const Listed = v.object({
  id: TicketNumber,
  connector_id: ConnectorId,
  vin: text,
  reference: text,
  state: State,
});

/** `GET /v1/historical-tickets` for one VIN (public documentation; the name of the VIN's parameter is an assumption). */
export async function listedTickets(
  vin: string,
  get: GetJson,
): Promise<Result<readonly ListedTicket[], AppError>> {
  const listed = await allOf('/v1/historical-tickets', { vin }, Listed, within(get, LIST_MS));
  if (!listed.ok) return listed;
  return ok(
    listed.value.map(({ id, connector_id, vin: of, reference, state }) => ({
      id,
      connectorId: connector_id,
      vin: of,
      reference,
      state,
    })),
  );
}
