import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type {
  CreatedTicket,
  TicketCheck,
  TicketForm,
  TicketProblem,
  TicketState,
} from '../../preload/contract/ticket.ts';
import type { PostOutcome } from '../api/outcome.ts';

/** The body as it will leave, to the byte. Frozen when the mechanic presses Send. */
export interface FrozenPayload {
  /** JSON text. */
  readonly body: string;
  /** Of the body's UTF-8 bytes, in hexadecimal: proof, before sending, that nobody changed it since. */
  readonly sha256: string;
}

/** What was so when a person last pressed Send: what a later look compares with. */
export interface Vouched {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The connector that was ready on the cable, and the VIN it told; null: none. */
  readonly connectorId: number | null;
  readonly vin: string | null;
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
  readonly vouched: Vouched | null;
  /** Why it must be looked over: in the state `confirm`, and empty otherwise. */
  readonly checks: readonly TicketCheck[];
  /** The service's tickets for this VIN as they were before the last attempt, by their ids; null: not asked. What is
   * listed later and not among them is new. */
  readonly baseline: readonly string[] | null;
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
      readonly vouched: Vouched;
    }
  /** The mechanic pressed Send on a ticket that waits: it now belongs to who is signed in. */
  | { readonly kind: 'adopt'; readonly account: string | null; readonly vouched: Vouched }
  /** Its facts aged before it could be sent. */
  | { readonly kind: 'check'; readonly checks: readonly TicketCheck[] }
  /** A person looked it over: it goes as it is. */
  | { readonly kind: 'confirm'; readonly account: string | null; readonly vouched: Vouched }
  /** The write-ahead: committed before the first byte leaves. */
  | { readonly kind: 'claim'; readonly account: string; readonly baseline: readonly string[] | null }
  /** The attempt ended. */
  | { readonly kind: 'end'; readonly outcome: PostOutcome }
  /** It could not even be tried, and why. */
  | { readonly kind: 'wait'; readonly code: AppError['code'] }
  /** Found in `sending` at start: the program or the PC stopped in between. */
  | { readonly kind: 'interrupted' }
  /** Read from a backup: what happened to it since, nobody knows. */
  | { readonly kind: 'restoredFromBackup' }
  | { readonly kind: 'edit' }
  /** The connector may be free again: tried anew, in its old place. */
  | { readonly kind: 'resume' }
  /** A person looked, and the ticket exists. */
  | { readonly kind: 'itIsThere'; readonly ticketId: string | null }
  /** The service's own list shows it. */
  | { readonly kind: 'found'; readonly ticket: CreatedTicket }
  /** A person looked, and it does not. */
  | { readonly kind: 'sendAgain'; readonly account: string | null; readonly vouched: Vouched }
  | { readonly kind: 'discard' }
  /** Undoes a discard. */
  | { readonly kind: 'restore' };

/**
 * Which state may follow which. To `unconfirmed` from where nothing is being sent leads only a backup. The database refuses everything else with a trigger made from this table, so a
 * defect in the program cannot write a history that never happened. `draft` to `draft` and the like are changes
 * within a state and always allowed, except where nothing may change any more.
 */
export const successors: Readonly<Record<TicketState, readonly TicketState[]>> = {
  draft: ['draft', 'queued', 'discarded'],
  queued: ['queued', 'sending', 'confirm', 'draft', 'discarded', 'unconfirmed'],
  sending: ['created', 'rejected', 'held', 'unconfirmed', 'queued'],
  created: [],
  rejected: ['rejected', 'draft', 'discarded'],
  held: ['queued', 'draft', 'discarded', 'unconfirmed'],
  unconfirmed: ['created', 'queued', 'discarded'],
  confirm: ['queued', 'draft', 'discarded', 'unconfirmed'],
  // Undone. What was in doubt is in doubt again: thrown away and fetched back, it must not look as if never sent.
  discarded: ['draft', 'unconfirmed'],
};

/** While one of these stands in a lane, nothing else of that lane goes out. */
export const blockingStates: readonly TicketState[] = ['sending', 'held', 'unconfirmed', 'confirm'];

/** Why a queued ticket goes out only when a person does something, and not by itself. */
export const personCodes: readonly string[] = ['auth.required', 'queue.other_account'];

/** Whether a ticket waits for a person, whatever its state is called. */
export const needsPerson = ({ state, problem }: Pick<Ticket, 'state' | 'problem'>): boolean =>
  state === 'unconfirmed' ||
  state === 'confirm' ||
  state === 'rejected' ||
  (state === 'queued' && personCodes.includes(problem?.code ?? ''));

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
    vouched: null,
    checks: [],
    baseline: null,
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
            vouched: event.vouched,
            problem: null,
          })
        : notNow(ticket, event);

    case 'adopt':
      return isIn('queued')
        ? next({ account: keeping(ticket, event.account), vouched: event.vouched })
        : notNow(ticket, event);

    case 'check':
      return isIn('queued') && event.checks.length > 0
        ? next({ state: 'confirm', checks: event.checks, problem: null })
        : notNow(ticket, event);

    case 'confirm':
      return isIn('confirm')
        ? next({
            state: 'queued',
            account: keeping(ticket, event.account),
            vouched: event.vouched,
            checks: [],
          })
        : notNow(ticket, event);

    case 'claim':
      return isIn('queued')
        ? next({
            state: 'sending',
            account: event.account,
            attempts: ticket.attempts + 1,
            baseline: event.baseline,
            problem: null,
          })
        : notNow(ticket, event);

    case 'wait':
      return isIn('queued') ? next({ problem: problem(event.code, null, null, at) }) : notNow(ticket, event);

    case 'end':
      return isIn('sending') ? next(endOf(ticket, event.outcome, at)) : notNow(ticket, event);

    case 'interrupted':
      return isIn('sending')
        ? next({ state: 'unconfirmed', doubted: true, problem: problem('doubt.interrupted', null, null, at) })
        : notNow(ticket, event);

    case 'restoredFromBackup': {
      const why = problem('doubt.restored', null, null, at);
      if (isIn('draft', 'rejected')) return next({ problem: why });
      return isIn('queued', 'sending', 'held', 'confirm')
        ? next({ state: 'unconfirmed', doubted: true, checks: [], problem: why })
        : notNow(ticket, event);
    }

    case 'edit':
      // Back to a draft, the payload thawed. Not from `unconfirmed`: what may exist must be settled as it was sent.
      return isIn('queued', 'rejected', 'held', 'confirm')
        ? next({ state: 'draft', ...thawed })
        : notNow(ticket, event);

    case 'resume':
      return isIn('held') ? next({ state: 'queued' }) : notNow(ticket, event);

    case 'itIsThere':
      return isIn('unconfirmed')
        ? next({
            state: 'created',
            doubted: false,
            problem: null,
            created: { id: event.ticketId, uuid: null, chatId: null, state: null, confirmedByPerson: true },
          })
        : notNow(ticket, event);

    case 'found':
      return isIn('unconfirmed')
        ? next({ state: 'created', doubted: false, problem: null, created: event.ticket })
        : notNow(ticket, event);

    case 'sendAgain':
      return isIn('unconfirmed')
        ? next({
            state: 'queued',
            account: keeping(ticket, event.account),
            vouched: event.vouched,
            problem: null,
          })
        : notNow(ticket, event);

    case 'discard':
      // What is in doubt keeps its payload, which is also how `restore` knows it.
      if (isIn('unconfirmed')) return next({ state: 'discarded' });
      return isIn('draft', 'queued', 'rejected', 'held', 'confirm')
        ? next({ state: 'discarded', ...thawed })
        : notNow(ticket, event);

    case 'restore':
      return isIn('discarded')
        ? next({ state: ticket.payload === null ? 'draft' : 'unconfirmed' })
        : notNow(ticket, event);
  }
}

/** A button pressed while nobody is signed in does not hand a ticket to whoever signs in next. */
const keeping = (ticket: Ticket, account: string | null): string | null => account ?? ticket.account;

/** No longer released: the payload is made anew from the form at the next Send. */
const thawed = { payload: null, lane: null, account: null, queued: 0, vouched: null, checks: [] } as const;

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
