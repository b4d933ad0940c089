import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { FormChanges, TicketSummary, TicketView } from '../../preload/contract/ticket.ts';
import { blankForm, changeForm, checkForm, isBlank, offerReading, useConnector, useVin } from './form.ts';
import { applyEvent, entry, type Outbox } from './outbox.ts';
import { buildPayload, serialise, type TicketMetadata } from './payload.ts';
import { newTicket, type Ticket, type TicketEvent } from './ticket.ts';
import type { AttemptEntry, TicketStore } from './ticket-store.ts';

/** What the connector on the cable told. */
export interface ConnectorReading {
  readonly connectorId: number;
  readonly vin: string | null;
}

export interface TicketServiceDeps {
  readonly store: TicketStore;
  readonly outbox: Outbox;
  /** What is attached now; null: nothing ready. */
  readonly reading: () => ConnectorReading | null;
  /** Facts about this PC, collected when a ticket is released. */
  readonly metadata: () => Promise<TicketMetadata>;
  /** The account signed in; null: nobody. */
  readonly account: () => string | null;
  readonly now: () => number;
  readonly newId: () => string;
  readonly changed: (ticket: Ticket) => void;
}

type Outcome = Result<TicketView, AppError>;

/** What a mechanic can do with drafts and tickets. Each answer comes after its commit. */
export class TicketService {
  readonly #deps: TicketServiceDeps;
  /** The ticket on screen: it alone is filled from the connector. */
  #openId: string | null = null;

  constructor(deps: TicketServiceDeps) {
    this.#deps = deps;
  }

  /** What to show at start: the draft worked on last, or a blank one. */
  openAtStart(): Outcome {
    const latest = this.#deps.store.latestDraft();
    if (!latest.ok) return latest;
    return latest.value === null ? this.create() : this.#show(latest.value);
  }

  /** A blank draft: an unused one rather than one more. */
  create(): Outcome {
    const unused = this.#deps.store.blankDraft();
    if (!unused.ok) return unused;
    if (unused.value !== null) return this.#show(unused.value);
    const ticket = newTicket(this.#deps.newId(), blankForm(), this.#deps.now());
    const inserted = this.#deps.store.insert(ticket);
    return inserted.ok ? this.#show(ticket) : inserted;
  }

  open(id: string): Outcome {
    const ticket = this.#get(id);
    return ticket.ok ? this.#show(ticket.value) : ticket;
  }

  list(limit: number, before?: string): Result<TicketSummary[], AppError> {
    const tickets = this.#deps.store.list(limit, before);
    return tickets.ok ? ok(tickets.value.map(summaryOf)) : tickets;
  }

  change(id: string, changes: FormChanges): Outcome {
    return this.#changeForm(id, (form) => changeForm(form, changes));
  }

  useConnectorVin(id: string): Outcome {
    const vin = this.#deps.reading()?.vin;
    if (vin === undefined || vin === null)
      return err(appError('ticket.not_possible_now', { action: 'useConnectorVin' }));
    return this.#changeForm(id, (form) => useVin(form, vin));
  }

  useConnector(id: string): Outcome {
    const reading = this.#deps.reading();
    if (reading === null) return err(appError('ticket.not_possible_now', { action: 'useConnector' }));
    return this.#changeForm(id, (form) => useConnector(form, reading.connectorId));
  }

  /** The connector told its id or VIN: the empty fields of the draft on screen are filled, never others. */
  connectorRead(): void {
    if (this.#openId === null) return;
    const ticket = this.#get(this.#openId);
    if (ticket.ok) this.#fill(ticket.value);
  }

  /** An id was entered by hand: the draft on screen takes it if it has none. */
  connectorEntered(connectorId: number): void {
    const ticket = this.#openId === null ? null : this.#get(this.#openId);
    if (ticket?.ok !== true || ticket.value.form.connector_id.trim() !== '') return;
    this.change(ticket.value.id, { connector_id: String(connectorId) });
  }

  /**
   * Releases a draft, or takes up one that waits, and starts to send. Answers as soon as it is queued: how the
   * sending went is told by what the ticket becomes. A second click finds it released and changes nothing.
   */
  async send(id: string): Promise<Outcome> {
    // Collected before the ticket is read, so that nothing can change between the reading and the commit.
    const metadata = await this.#deps.metadata();
    const ticket = this.#get(id);
    if (!ticket.ok) return ticket;
    if (ticket.value.state === 'sending') return ok(viewOf(ticket.value));
    const released =
      ticket.value.state === 'queued'
        ? this.#apply(ticket.value, { kind: 'adopt', account: this.#deps.account() })
        : this.#release(ticket.value, metadata);
    return this.#startLane(released);
  }

  edit(id: string): Outcome {
    const edited = this.#applyTo(id, () => ({ kind: 'edit' }));
    if (edited.ok) this.#openId = id;
    return viewed(edited);
  }

  resume(id: string): Outcome {
    return this.#startLane(this.#queueAgain(id, 'resume'));
  }

  itIsThere(id: string, ticketId: string | null): Outcome {
    return viewed(this.#applyTo(id, () => ({ kind: 'itIsThere', ticketId }), this.#decision('it_is_there')));
  }

  sendAgain(id: string): Outcome {
    return this.#startLane(this.#queueAgain(id, 'sendAgain', this.#decision('send_again')));
  }

  discard(id: string): Outcome {
    return viewed(this.#applyTo(id, () => ({ kind: 'discard' }), this.#decision('discard')));
  }

  #release(ticket: Ticket, metadata: TicketMetadata): Result<Ticket, AppError> {
    if (ticket.state !== 'draft')
      return err(appError('ticket.not_possible_now', { state: ticket.state, action: 'send' }));
    const payload = buildPayload(ticket.form, metadata);
    if (!payload.ok) return err(appError('ticket.incomplete', { field: payload.error[0]?.field ?? '' }));
    const place = this.#deps.store.nextPlace();
    if (!place.ok) return place;
    return this.#apply(ticket, {
      kind: 'release',
      payload: serialise(payload.value),
      lane: payload.value.connector_id,
      account: this.#deps.account(),
      place: place.value,
    });
  }

  #queueAgain(id: string, kind: 'resume' | 'sendAgain', attempt?: AttemptEntry): Result<Ticket, AppError> {
    const place = this.#deps.store.nextPlace();
    if (!place.ok) return place;
    const queued = this.#applyTo(id, () => ({ kind, place: place.value }), attempt);
    // Whoever pressed the button sends it, whoever had released it.
    return queued.ok ? this.#apply(queued.value, { kind: 'adopt', account: this.#deps.account() }) : queued;
  }

  #startLane(released: Result<Ticket, AppError>): Outcome {
    if (released.ok && released.value.lane !== null) void this.#deps.outbox.run(released.value.lane);
    return viewed(released);
  }

  #changeForm(id: string, change: (form: Ticket['form']) => Ticket['form']): Outcome {
    return viewed(this.#applyTo(id, (ticket) => ({ kind: 'change', form: change(ticket.form) })));
  }

  #show(ticket: Ticket): Outcome {
    this.#openId = ticket.id;
    return ok(viewOf(this.#fill(ticket)));
  }

  /** Fills what is empty from the connector. Not being able to save that is no reason not to show the ticket. */
  #fill(ticket: Ticket): Ticket {
    const reading = this.#deps.reading();
    if (ticket.state !== 'draft' || reading === null) return ticket;
    const form = offerReading(ticket.form, reading);
    if (form === ticket.form) return ticket;
    const filled = this.#apply(ticket, { kind: 'change', form });
    return filled.ok ? filled.value : ticket;
  }

  #get(id: string): Result<Ticket, AppError> {
    const ticket = this.#deps.store.get(id);
    if (!ticket.ok) return ticket;
    return ticket.value === null ? err(appError('ticket.not_found')) : ok(ticket.value);
  }

  #applyTo(
    id: string,
    event: (ticket: Ticket) => TicketEvent,
    attempt?: AttemptEntry,
  ): Result<Ticket, AppError> {
    const ticket = this.#get(id);
    return ticket.ok ? this.#apply(ticket.value, event(ticket.value), attempt) : ticket;
  }

  #apply(ticket: Ticket, event: TicketEvent, attempt?: AttemptEntry): Result<Ticket, AppError> {
    return applyEvent(this.#deps, ticket, event, attempt);
  }

  /** A person's word, recorded with who and when. */
  #decision(code: string): AttemptEntry {
    return entry('decided', code, null, this.#deps.account());
  }
}

const viewed = (ticket: Result<Ticket, AppError>): Outcome => (ticket.ok ? ok(viewOf(ticket.value)) : ticket);

const headOf = ({ id, state, revision, form, createdAt, savedAt, problem, created }: Ticket) => ({
  id,
  state,
  revision,
  listed: state !== 'discarded' && !isBlank(form),
  createdAt,
  savedAt,
  problem,
  created,
});

export const viewOf = (ticket: Ticket): TicketView => ({
  ...headOf(ticket),
  form: ticket.form,
  issues: ticket.state === 'draft' ? checkForm(ticket.form) : [],
  attempts: ticket.attempts,
});

export const summaryOf = (ticket: Ticket): TicketSummary => ({
  ...headOf(ticket),
  vin: ticket.form.vin,
  reference: ticket.form.reference,
  connector_id: ticket.form.connector_id,
});
