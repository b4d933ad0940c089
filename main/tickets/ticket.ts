import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { CreatedTicket, TicketForm, TicketProblem, TicketState } from '../../preload/contract/ticket.ts';
import type { PostOutcome } from '../api/outcome.ts';

/** The body as it will leave, to the byte. Frozen when the mechanic presses Send. */
export interface FrozenPayload {
  /** JSON text. */
  readonly body: string;
  /** Of the body's UTF-8 bytes, in hexadecimal: proof, before sending, that nobody changed it since. */
  readonly sha256: string;
}

/** One ticket on its way from the first key stroke to the service's number. Immutable: `step` makes the next one. */
export interface Ticket {
  readonly id: string;
  readonly state: TicketState;
  /** Grows by one with every change; the other half of every compare-and-set. */
  readonly revision: number;
  readonly form: TicketForm;
  readonly payload: FrozenPayload | null;
  /** The connector_id in the payload: tickets of one lane go out one after the other. */
  readonly lane: number | null;
  /** Who was signed in when it was released; null: nobody. */
  readonly account: string | null;
  /** Place in the queue: grows with every release, so the order never hangs on a clock. 0: never released. */
  readonly queued: number;
  readonly attempts: number;
  /** True from the first attempt whose end nobody knows, until the ticket is known to exist: also after a person said
   * "it is not there", because a later "pending ticket on this connector" may then well speak of ours. */
  readonly doubted: boolean;
  readonly problem: TicketProblem | null;
  readonly created: CreatedTicket | null;
  /** Milliseconds since the epoch. For people only: nothing is decided by them. */
  readonly createdAt: number;
  readonly savedAt: number;
}

/** Everything that can happen to a ticket. */
export type TicketEvent =
  /** The mechanic changed the form. */
  | { readonly kind: 'change'; readonly form: TicketForm }
  /** The mechanic pressed Send: the payload is final from here on. */
  | {
      readonly kind: 'release';
      readonly payload: FrozenPayload;
      readonly lane: number;
      readonly account: string | null;
      readonly place: number;
    }
  /** The mechanic pressed Send on a ticket that waits: it now belongs to who is signed in. */
  | { readonly kind: 'adopt'; readonly account: string | null }
  /** The write-ahead: committed before the first byte leaves. */
  | { readonly kind: 'claim'; readonly account: string }
  /** The attempt ended. */
  | { readonly kind: 'end'; readonly outcome: PostOutcome }
  /** It could not even be tried, and why. */
  | { readonly kind: 'wait'; readonly code: AppError['code'] }
  /** Found in `sending` at start: the program or the PC stopped in between. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'edit' }
  | { readonly kind: 'resume'; readonly place: number }
  /** A person looked, and the ticket exists. */
  | { readonly kind: 'itIsThere'; readonly ticketId: string | null }
  /** A person looked, and it does not. */
  | { readonly kind: 'sendAgain'; readonly place: number }
  | { readonly kind: 'discard' };

/**
 * Which state may follow which. The database refuses everything else with a trigger made from this table, so a
 * defect in the program cannot write a history that never happened. `draft` to `draft` and the like are changes
 * within a state and always allowed, except where nothing may change any more.
 */
export const successors: Readonly<Record<TicketState, readonly TicketState[]>> = {
  draft: ['draft', 'queued', 'discarded'],
  queued: ['queued', 'sending', 'confirm', 'draft', 'discarded'],
  sending: ['created', 'rejected', 'held', 'unconfirmed', 'queued'],
  created: [],
  rejected: ['draft', 'discarded'],
  held: ['queued', 'draft', 'discarded'],
  unconfirmed: ['created', 'queued', 'discarded'],
  confirm: ['queued', 'draft', 'discarded'],
  discarded: [],
};

/** While one of these stands in a lane, nothing else of that lane goes out. */
export const blockingStates: readonly TicketState[] = ['sending', 'held', 'unconfirmed', 'confirm'];

export function newTicket(id: string, form: TicketForm, at: number): Ticket {
  return {
    id,
    state: 'draft',
    revision: 1,
    form,
    payload: null,
    lane: null,
    account: null,
    queued: 0,
    attempts: 0,
    doubted: false,
    problem: null,
    created: null,
    createdAt: at,
    savedAt: at,
  };
}

const notNow = (ticket: Ticket, event: TicketEvent) =>
  err(appError('ticket.not_possible_now', { state: ticket.state, action: event.kind }));

/**
 * The whole life of a ticket, as one pure function: what a ticket becomes when something happens to it.
 *
 * @param at milliseconds since the epoch, recorded and never decided on.
 * @returns the next ticket, its revision grown by one; `ticket.not_possible_now` where the event has no place.
 */
export function step(ticket: Ticket, event: TicketEvent, at: number): Result<Ticket, AppError> {
  const next = (changes: Partial<Ticket>): Result<Ticket, AppError> =>
    ok({ ...ticket, ...changes, revision: ticket.revision + 1, savedAt: at });
  const isIn = (...states: TicketState[]) => states.includes(ticket.state);

  switch (event.kind) {
    case 'change':
      return isIn('draft') ? next({ form: event.form }) : notNow(ticket, event);

    case 'release':
      return isIn('draft')
        ? next({
            state: 'queued',
            payload: event.payload,
            lane: event.lane,
            account: event.account,
            queued: event.place,
            problem: null,
          })
        : notNow(ticket, event);

    case 'adopt':
      return isIn('queued') ? next({ account: event.account }) : notNow(ticket, event);

    case 'claim':
      return isIn('queued')
        ? next({ state: 'sending', account: event.account, attempts: ticket.attempts + 1, problem: null })
        : notNow(ticket, event);

    case 'wait':
      return isIn('queued') ? next({ problem: problem(event.code, null, null, at) }) : notNow(ticket, event);

    case 'end':
      return isIn('sending') ? next(endOf(ticket, event.outcome, at)) : notNow(ticket, event);

    case 'interrupted':
      return isIn('sending')
        ? next({ state: 'unconfirmed', doubted: true, problem: problem('doubt.interrupted', null, null, at) })
        : notNow(ticket, event);

    case 'edit':
      // Back to a draft, the payload thawed. Not from `unconfirmed`: what may exist must be settled as it was sent.
      return isIn('queued', 'rejected', 'held', 'confirm')
        ? next({ state: 'draft', payload: null, lane: null, account: null, queued: 0 })
        : notNow(ticket, event);

    case 'resume':
      return isIn('held') ? next({ state: 'queued', queued: event.place }) : notNow(ticket, event);

    case 'itIsThere':
      return isIn('unconfirmed')
        ? next({
            state: 'created',
            doubted: false,
            problem: null,
            created: { id: event.ticketId, uuid: null, chatId: null, state: null, confirmedByPerson: true },
          })
        : notNow(ticket, event);

    case 'sendAgain':
      return isIn('unconfirmed')
        ? next({ state: 'queued', queued: event.place, problem: null })
        : notNow(ticket, event);

    case 'discard':
      return isIn('draft', 'queued', 'rejected', 'held', 'unconfirmed', 'confirm')
        ? next({ state: 'discarded' })
        : notNow(ticket, event);
  }
}

/** What an attempt's end makes of a ticket that is being sent. */
function endOf(ticket: Ticket, outcome: PostOutcome, at: number): Partial<Ticket> {
  switch (outcome.kind) {
    case 'created':
      return { state: 'created', created: outcome.ticket, doubted: false, problem: null };
    case 'rejected':
      return { state: 'rejected', problem: problem(outcome.code, outcome.status, outcome.message, at) };
    case 'held':
      return {
        state: ticket.doubted ? 'unconfirmed' : 'held',
        problem: problem('api.connector_pending', outcome.status, outcome.message, at),
      };
    case 'unauthorized':
      return { state: 'queued', problem: problem('auth.required', 401, outcome.message, at) };
    case 'not-sent':
      return { state: 'queued', problem: problem(outcome.code, outcome.status, outcome.message, at) };
    case 'unconfirmed':
      return {
        state: 'unconfirmed',
        doubted: true,
        problem: problem(outcome.code, outcome.status, outcome.message, at),
      };
  }
}

const problem = (
  code: AppError['code'],
  status: number | null,
  message: string | null,
  at: number,
): TicketProblem => ({ code, status, message, at });
