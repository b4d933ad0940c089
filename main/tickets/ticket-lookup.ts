import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { CreatedTicket } from '../../preload/contract/ticket.ts';
import type { Ticket } from './ticket.ts';
import { normaliseVin } from './vin.ts';

/** A ticket as the service lists it. */
export interface ListedTicket {
  readonly id: string;
  readonly connectorId: number | null;
  readonly vin: string;
  /** Null where the list does not say. */
  readonly reference: string | null;
  readonly state: number | null;
}

/** The service's own list of tickets: the one witness when a request's end is unknown. */
export interface TicketLookup {
  /** Every ticket that the service lists for this VIN; an error when it does not say, or not all. */
  listed(vin: string, token: string): Promise<Result<readonly ListedTicket[], AppError>>;
}

export const vinOf = ({ form }: Ticket): string => normaliseVin(form.vin);

/**
 * The listed ticket that the last attempt created, if that is beyond doubt: it was not listed before the attempt, it
 * says what we sent, no other ticket of ours is it, and it is the only one of this kind.
 */
export function createdBy(
  ticket: Ticket,
  listed: readonly ListedTicket[],
  isClaimed: (id: string) => boolean,
): CreatedTicket | null {
  const { baseline, lane, form } = ticket;
  if (baseline === null) return null;
  const fits = listed.filter(
    ({ id, connectorId, vin, reference }) =>
      !baseline.includes(id) &&
      !isClaimed(id) &&
      normaliseVin(vin) === vinOf(ticket) &&
      connectorId === lane &&
      (reference === null || reference === form.reference.trim()),
  );
  const [only] = fits;
  if (only === undefined || fits.length > 1) return null;
  return { id: only.id, uuid: null, chatId: null, state: only.state, confirmedByPerson: false };
}
