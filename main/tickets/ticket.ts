import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type {
  CreatedTicket,
  TicketAnswer,
  TicketCheck,
  TicketForm,
  TicketState,
} from '../../preload/contract/ticket.ts';
import type { PostOutcome } from './post-outcome.ts';
import type { WaitCode } from './who-acts.ts';

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

/** Why a ticket that was released has not gone yet. */
export interface Wait {
  readonly code: WaitCode;
  /** Since when, in milliseconds since the epoch. */
  readonly at: number;
}

/** One ticket on its way from the first key stroke to the service's number. Immutable: `step` makes the next one. */
export interface Ticket {
  readonly id: string;
  /** Where it stands among all tickets: grows with each new one. 0: not stored yet. */
  readonly place: number;
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
  /** True from the first attempt whose end nobody knows, until that attempt's ticket is known: also after a person said
   * "it is not there", because a later "pending ticket on this connector" may then well speak of ours; and after another
   * attempt created one, because the service may list the first one's still. */
  readonly doubted: boolean;
  /** In `queued` only: why it has not gone yet; null: nothing is known to stand in its way. */
  readonly wait: Wait | null;
  /** What the last attempt came to, where that was not "created"; a draft keeps what a refusal said. */
  readonly answer: TicketAnswer | null;
  /** When it was read from a backup, until that is settled: what became of it since the backup, nobody knows. */
  readonly restored: number | null;
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
  | { readonly kind: 'wait'; readonly code: WaitCode }
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
 * Which state may follow which. To `unconfirmed` from where nothing is being sent leads only a backup, and so does
 * `discarded` to itself. The database refuses everything else with a trigger made from this table, so a defect in the
 * program cannot write a history that never happened. `draft` to `draft` and `queued` to `queued` are changes within a
 * state.
 */
export const successors: Readonly<Record<TicketState, readonly TicketState[]>> = {
  draft: ['draft', 'queued', 'discarded'],
  queued: ['queued', 'sending', 'confirm', 'draft', 'discarded', 'unconfirmed'],
  sending: ['created', 'rejected', 'held', 'unconfirmed', 'queued'],
  created: [],
  rejected: ['draft', 'discarded'],
  held: ['queued', 'draft', 'discarded', 'unconfirmed'],
  unconfirmed: ['created', 'queued', 'discarded'],
  confirm: ['queued', 'draft', 'discarded', 'unconfirmed'],
  // Undone. What was in doubt is in doubt again: thrown away and fetched back, it must not look as if never sent.
  discarded: ['draft', 'unconfirmed', 'discarded'],
};

/** While one of these stands in a lane, nothing else of that lane goes out. */
export const blockingStates: readonly TicketState[] = ['sending', 'held', 'unconfirmed', 'confirm'];

export function newTicket(id: string, form: TicketForm, at: number): Ticket {
  return {
    id,
    place: 0,
    state: 'draft',
    revision: 1,
    form,
    payload: null,
    lane: null,
    account: null,
    queued: 0,
    attempts: 0,
    doubted: false,
    wait: null,
    answer: null,
    restored: null,
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
            ...settled,
          })
        : notNow(ticket, event);

    case 'adopt':
      return isIn('queued')
        ? next({ ...adopted(ticket, event.account), vouched: event.vouched })
        : notNow(ticket, event);

    case 'check':
      return isIn('queued') && event.checks.length > 0
        ? next({ state: 'confirm', checks: event.checks, wait: null, answer: null })
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
            wait: null,
            answer: null,
          })
        : notNow(ticket, event);

    case 'wait':
      return isIn('queued') ? next({ wait: { code: event.code, at } }) : notNow(ticket, event);

    case 'end':
      return isIn('sending') ? next(endOf(ticket, event.outcome, at)) : notNow(ticket, event);

    case 'interrupted':
      return isIn('sending')
        ? next({
            state: 'unconfirmed',
            doubted: true,
            answer: { code: 'doubt.interrupted', status: null, message: null, at },
          })
        : notNow(ticket, event);

    case 'restoredFromBackup': {
      const changes = restoredFrom(ticket);
      return changes === null ? notNow(ticket, event) : next({ ...changes, doubted: true, restored: at });
    }

    case 'edit':
      // Back to a draft, the payload thawed. Not from `unconfirmed`: what may exist must be settled as it was sent.
      return isIn('queued', 'rejected', 'held', 'confirm')
        ? next({ state: 'draft', ...thawed, answer: refusalOf(ticket) })
        : notNow(ticket, event);

    case 'resume':
      return isIn('held') ? next({ state: 'queued', answer: null }) : notNow(ticket, event);

    case 'itIsThere':
      return isIn('unconfirmed')
        ? next({
            state: 'created',
            doubted: hasAnotherUnknown(ticket),
            ...settled,
            created: { id: event.ticketId, uuid: null, chatId: null, state: null, confirmedByPerson: true },
          })
        : notNow(ticket, event);

    case 'found':
      return isIn('unconfirmed')
        ? next({
            state: 'created',
            doubted: hasAnotherUnknown(ticket),
            ...settled,
            created: event.ticket,
          })
        : notNow(ticket, event);

    case 'sendAgain':
      return isIn('unconfirmed')
        ? next({
            state: 'queued',
            account: keeping(ticket, event.account),
            vouched: event.vouched,
            ...settled,
          })
        : notNow(ticket, event);

    case 'discard':
      // What is in doubt keeps its payload, which is also how `restore` knows it.
      if (isIn('unconfirmed')) return next({ state: 'discarded' });
      return isIn('draft', 'queued', 'rejected', 'held', 'confirm')
        ? next({ state: 'discarded', ...thawed, answer: refusalOf(ticket) })
        : notNow(ticket, event);

    case 'restore':
      return isIn('discarded')
        ? next({ state: ticket.payload === null ? 'draft' : 'unconfirmed' })
        : notNow(ticket, event);
  }
}

/** A button pressed while nobody is signed in does not hand a ticket to whoever signs in next. */
const keeping = (ticket: Ticket, account: string | null): string | null => account ?? ticket.account;

/** Whoever sends it now, it waits no longer for who had released it. What else keeps it waiting still does. */
function adopted(ticket: Ticket, account: string | null): Pick<Ticket, 'account' | 'wait'> {
  const isTaken = account !== null && ticket.wait?.code === 'queue.other_account';
  return { account: keeping(ticket, account), wait: isTaken ? null : ticket.wait };
}

/** The one in doubt is known now. Of an earlier attempt nobody can say any more how it ended. */
const hasAnotherUnknown = ({ doubted, attempts }: Ticket): boolean => doubted && attempts > 1;

/** Nothing that was said or known before holds any longer. */
const settled = { wait: null, answer: null, restored: null } as const;

/** No longer released: the payload is made anew from the form at the next Send. */
const thawed = {
  payload: null,
  lane: null,
  account: null,
  queued: 0,
  vouched: null,
  checks: [],
  wait: null,
} as const;

/** What a refusal said helps whoever corrects the form; why a ticket waited says nothing about a draft. */
const refusalOf = ({ state, answer }: Ticket): TicketAnswer | null =>
  state === 'rejected' || state === 'draft' ? answer : null;

/**
 * What a ticket is when all that is known of it is a backup; null: it stays as it is. Whatever was not sent then may have
 * been since, also a draft, a refused one that was corrected, and one thrown away that was fetched back.
 */
function restoredFrom({ state, payload }: Ticket): Partial<Ticket> | null {
  switch (state) {
    case 'draft':
    case 'discarded':
      return payload === null ? {} : null;
    case 'rejected':
      return { state: 'draft', ...thawed, answer: null };
    case 'queued':
    case 'sending':
    case 'held':
    case 'confirm':
      return { state: 'unconfirmed', checks: [], wait: null, answer: null };
    case 'unconfirmed':
    case 'created':
      return null;
  }
}

/** What an attempt's end makes of a ticket that is being sent. */
function endOf(ticket: Ticket, outcome: PostOutcome, at: number): Partial<Ticket> {
  switch (outcome.kind) {
    case 'created':
      return { state: 'created', created: outcome.ticket, ...settled };
    case 'rejected':
      return { state: 'rejected', answer: answerOf(outcome.code, outcome, at) };
    case 'held':
      return {
        state: ticket.doubted ? 'unconfirmed' : 'held',
        answer: answerOf('api.connector_pending', outcome, at),
      };
    case 'unauthorized': {
      // Whether a person must sign in again is known only when the renewal has ended.
      const { message } = outcome;
      return { state: 'queued', answer: answerOf('auth.required', { status: 401, message }, at) };
    }
    case 'throttled':
      return {
        state: 'queued',
        wait: { code: 'net.throttled', at },
        answer: answerOf('net.throttled', outcome, at),
      };
    case 'unconfirmed':
      return { state: 'unconfirmed', doubted: true, answer: answerOf(outcome.code, outcome, at) };
  }
}

const answerOf = (
  code: AppError['code'],
  { status, message }: { readonly status: number | null; readonly message: string | null },
  at: number,
): TicketAnswer => ({ code, status, message, at });
