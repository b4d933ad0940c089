import { createHash } from 'node:crypto';
import { blankForm } from '../../main/tickets/form.ts';
import {
  newTicket,
  step,
  type FrozenPayload,
  type Ticket,
  type TicketEvent,
} from '../../main/tickets/ticket.ts';
import type { NotSentCode, PostOutcome } from '../../main/tickets/post-outcome.ts';
import type { TicketForm } from '../../preload/contract/ticket.ts';

/** The Customer API document's sample, as a mechanic would type it. */
export const filledForm = (changes: Partial<TicketForm> = {}): TicketForm => ({
  ...blankForm(),
  vin: 'JFL91010104391010',
  vehicle_model_id: '284841',
  vehicle_model_variant_id: '284841',
  connector_id: '910101043',
  product_ids: ['52351', '52352'],
  reference: 'aa-bb-12',
  ...changes,
});

export const frozen = (body: string): FrozenPayload => ({
  body,
  sha256: createHash('sha256').update(body, 'utf8').digest('hex'),
});

let ids = 0;
export const nextId = (): string => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;

export const draft = (changes: Partial<TicketForm> = {}, at = 1): Ticket =>
  newTicket(nextId(), filledForm(changes), at);

export const releaseEvent = (lane = 910101043, place = 1): Extract<TicketEvent, { kind: 'release' }> => ({
  kind: 'release',
  payload: frozen(`{"connector_id":${lane},"place":${place}}`),
  lane,
  account: 'pin:1',
  place,
  vouched: { at: 1, connectorId: null, vin: null },
});

/** Who pressed a button, and what was on the cable then. */
export const vouch = { account: 'pin:1', vouched: { at: 1, connectorId: null, vin: null } } as const;
export const claimEvent = { kind: 'claim', account: 'pin:1', baseline: null } as const;

/** Walks a ticket through events that must all be possible. */
export function walk(ticket: Ticket, ...events: TicketEvent[]): Ticket {
  return events.reduce((current, event) => {
    const next = step(current, event, current.savedAt + 1);
    if (!next.ok) throw new Error(`${event.kind} was refused in ${current.state}`);
    return next.value;
  }, ticket);
}

export const queued = (lane = 910101043, place = 1): Ticket => walk(draft(), releaseEvent(lane, place));

/** How an attempt goes: no connection comes about, or a POST ends. */
export type Attempt = PostOutcome | { readonly kind: 'no-connection'; readonly code: NotSentCode };

export const outcomes = {
  created: {
    kind: 'created',
    ticket: { id: '3', uuid: 'u', chatId: 'c', state: 1, confirmedByPerson: false },
  },
  rejected: { kind: 'rejected', code: 'api.rejected', status: 400, message: 'vin is not known' },
  held: { kind: 'held', status: 400, message: 'pending ticket' },
  unauthorized: { kind: 'unauthorized', message: null },
  refused: { kind: 'no-connection', code: 'net.refused' },
  throttled: { kind: 'throttled', status: 429, message: null, retryAfterMs: 600_000 },
  lost: { kind: 'unconfirmed', code: 'doubt.connection_lost', status: null, message: null },
  serverError: { kind: 'unconfirmed', code: 'doubt.server_error', status: 500, message: 'boom' },
} as const satisfies Record<string, Attempt>;
