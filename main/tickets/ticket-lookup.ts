import { plainText } from '../../preload/contract/clean.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { CreatedTicket } from '../../preload/contract/ticket.ts';
import { normaliseVin, sentVin } from '../../preload/contract/vin.ts';
import type { TokenSource } from './token-source.ts';
import type { Ticket } from './ticket.ts';
import { sameTicketNumber, ticketNumberOf } from './ticket-number.ts';
import type { TicketStore } from './ticket-store.ts';

/** A ticket as the service lists it. */
export interface ListedTicket {
  readonly id: string;
  readonly connectorId: number | null;
  /** Null where the list does not say: it was asked for one VIN. */
  readonly vin: string | null;
  /** Null where the list does not say. */
  readonly reference: string | null;
  readonly state: number | null;
}

/** The service's own list of tickets: the one witness when a request's end is unknown. */
export interface TicketLookup {
  /** Every ticket that the service lists for this VIN; an error when it does not say, or not all. */
  listed(vin: string, token: string): Promise<Result<readonly ListedTicket[], AppError>>;
}

/** What earlier versions sent had marks in it that nobody sees: as people read it, it is the same. */
const sameText = (one: string, other: string): boolean => plainText(one).trim() === plainText(other).trim();

/** Whether the list is asked about it: where nobody asked before the attempt, what is listed after it proves nothing. */
export const isLookedUp = ({ state, baseline }: Ticket, lookup: TicketLookup | null): boolean =>
  lookup !== null && state === 'unconfirmed' && baseline !== null;

/** The number as it was sent: what the service's list is asked for. */
export const vinOf = ({ form }: Ticket): string => sentVin(form.vin);
const carOf = ({ form }: Ticket): string => normaliseVin(form.vin);

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
      !baseline.some((known) => sameTicketNumber(known, id)) &&
      !isClaimed(id) &&
      (vin === null || normaliseVin(vin) === carOf(ticket)) &&
      connectorId === lane &&
      (reference === null || sameText(reference, form.reference)),
  );
  const [only] = fits;
  if (only === undefined || fits.length > 1) return null;
  return { id: only.id, uuid: null, chatId: null, state: only.state, confirmedByPerson: false };
}

/**
 * Looks a ticket in doubt up in the service's list.
 *
 * @returns the ticket that the last attempt created, and who saw it; null where that is not beyond doubt.
 */
export async function lookUp(
  ticket: Ticket,
  deps: {
    readonly lookup: TicketLookup | null;
    readonly session: Pick<TokenSource, 'token'>;
    readonly store: Pick<TicketStore, 'nameless' | 'claimedBy'>;
  },
): Promise<{ readonly created: CreatedTicket; readonly account: string } | null> {
  const { lookup, session, store } = deps;
  const nameless = store.nameless(carOf(ticket));
  // What is new in the list may then as well be one of those: only a person can tell.
  if (!nameless.ok || nameless.value.some(({ id }) => id !== ticket.id)) return null;
  const token = await session.token();
  // Another account may see other tickets, and what only it sees would look new.
  if (lookup === null || !token.ok || token.value.account !== ticket.account) return null;
  const listed = await lookup.listed(vinOf(ticket), token.value.value);
  if (!listed.ok) return null;
  const created = createdBy(ticket, listed.value, (id) => {
    const claimed = store.claimedBy(ticketNumberOf(id));
    return !claimed.ok || claimed.value !== null;
  });
  return created === null ? null : { created, account: token.value.account };
}
