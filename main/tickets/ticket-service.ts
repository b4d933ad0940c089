import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { idOf, questionsOf } from '../../preload/contract/questions.ts';
import type {
  AttemptView,
  FormChanges,
  TicketCounts,
  TicketForm,
  TicketSummary,
  TicketView,
} from '../../preload/contract/ticket.ts';
import { normaliseVin } from '../../preload/contract/vin.ts';
import { applyTemplate, hasRoomFor, type Order } from '../templates/apply-template.ts';
import { blankForm, changeForm, giveConsent, useConnector, useVin } from './form.ts';
import { fill, withVehicle, type Surroundings } from './form-filling.ts';
import { commit, entry, undisturbed, type CommitDeps } from './commit.ts';
import type { Outbox } from './outbox.ts';
import { buildPayload, serialise, type TicketMetadata } from './payload.ts';
import { carOn } from './recheck.ts';
import { newTicket, type Ticket, type TicketEvent, type Vouched } from './ticket.ts';
import { ticketNumberOf } from './ticket-number.ts';
import type { AttemptEntry, TicketPage } from './ticket-store.ts';
import type { TicketViews } from './ticket-views.ts';

export interface TicketServiceDeps extends CommitDeps, Surroundings {
  readonly outbox: Outbox;
  readonly views: TicketViews;
  /** Facts about this PC, collected when a ticket is released. */
  readonly metadata: () => Promise<TicketMetadata>;
  /** The account signed in; null: nobody. */
  readonly account: () => string | null;
  readonly newId: () => string;
  /** A draft was released. Told after the answer to whoever pressed Send. */
  readonly released: (form: TicketForm) => void;
}

type Outcome = Result<TicketView, AppError>;

/** What a mechanic can do with drafts and tickets. Each answer comes after its commit. */
export class TicketService {
  readonly #deps: TicketServiceDeps;
  /** The ticket on screen: it alone is filled from the connector. */
  #openId: string | null = null;

  constructor(deps: TicketServiceDeps) {
    const { tell, released, defect } = deps;
    this.#deps = { ...deps, tell: undisturbed(tell, defect), released: undisturbed(released, defect) };
  }

  /** What to show at start: the draft worked on last, or a blank one. No draft may keep the window from opening. */
  openAtStart(): Outcome {
    const latest = this.#deps.store.latestDraft();
    if (!latest.ok) return latest;
    if (latest.value === null) return this.create();
    const shown = this.#show(latest.value);
    return shown.ok && this.#deps.views.isShowable(shown.value) ? shown : this.create();
  }

  /** A blank draft: an unused one rather than one more. */
  create(): Outcome {
    const unused = this.#deps.store.blankDraft();
    if (!unused.ok) return unused;
    if (unused.value !== null) return this.#show(unused.value);
    const made = this.#insert(blankForm());
    return made.ok ? this.#show(made.value) : made;
  }

  open(id: string): Outcome {
    const ticket = this.#get(id);
    return ticket.ok ? this.#show(ticket.value) : ticket;
  }

  list(page: TicketPage): Result<TicketSummary[], AppError> {
    const tickets = this.#deps.store.list(page);
    return tickets.ok ? ok(this.#deps.views.summariesOf(tickets.value)) : tickets;
  }

  attempts(id: string): Result<AttemptView[], AppError> {
    const attempts = this.#deps.store.attempts(id);
    return attempts.ok ? ok([...attempts.value]) : attempts;
  }

  /**
   * Tickets for the same car or the same connector that this PC created today, or that are on their way, whatever their
   * day: one more may be one too many. The same car comes first, and of that what is not through yet.
   */
  sameToday(id: string): Result<TicketSummary[], AppError> {
    const ticket = this.#get(id);
    if (!ticket.ok) return ticket;
    const { form } = ticket.value;
    const [vin, connector] = [normaliseVin(form.vin), idOf(form.connector_id)];
    const underWay = this.#deps.store.underWayFor(vin, connector);
    if (!underWay.ok) return underWay;
    const today = this.#deps.store.createdSince(new Date(this.#deps.now()).setHours(0, 0, 0, 0));
    if (!today.ok) return today;
    const others = [...underWay.value, ...today.value].filter((other) => other.id !== id);
    const isSameCar = (other: Ticket) => vin !== '' && normaliseVin(other.form.vin) === vin;
    const isSameConnector = (other: Ticket) => other.lane === connector && !isSameCar(other);
    const same = [...others.filter(isSameCar), ...others.filter(isSameConnector)];
    return ok(same.slice(0, 3).map((other) => this.#deps.views.summaryOf(other)));
  }

  counts(): Result<TicketCounts, AppError> {
    return this.#deps.store.counts();
  }

  /** "Same again, other VIN": what was ordered, for another car. What was answered and agreed to, is to be anew. */
  duplicate(id: string): Outcome {
    const original = this.#get(id);
    if (!original.ok) return original;
    const { product_ids, product_prerequisites } = original.value.form;
    // What the catalogue knows that they ask, it will ask again.
    const asked = questionsOf(this.#deps.views.productsOf(original.value.form)).map(
      ({ id: question }) => question,
    );
    const form = {
      ...blankForm(),
      product_ids,
      product_prerequisites: product_prerequisites
        .filter(({ prerequisiteId }) => !asked.includes(idOf(prerequisiteId) ?? 0))
        .map(({ prerequisiteId }) => ({ prerequisiteId, kind: 'text' as const, text: '' })),
    };
    const made = this.#insert(form);
    if (!made.ok) return made;
    this.#deps.tell(made.value.id);
    return this.#show(made.value);
  }

  /** Read back, since the store gives it its place. */
  #insert(form: TicketForm): Result<Ticket, AppError> {
    const ticket = newTicket(this.#deps.newId(), form, this.#deps.now());
    const inserted = this.#deps.store.insert(ticket);
    return inserted.ok ? this.#get(ticket.id) : inserted;
  }

  change(id: string, changes: FormChanges): Outcome {
    return this.#changeForm(id, (form) => changeForm(form, changes));
  }

  /**
   * A person's word on an unattended service.
   *
   * @param text the version and language of the words they saw.
   */
  consent(id: string, given: boolean, text: string): Outcome {
    const consent = { given, at: this.#deps.now(), account: this.#deps.account(), text };
    return this.#changeForm(id, (form) => giveConsent(form, consent));
  }

  /** Adds a template's order to what the draft holds. What no window could be shown is not put in. */
  applyTemplate(id: string, template: Order): Outcome {
    const ticket = this.#get(id);
    if (!ticket.ok) return ticket;
    if (!hasRoomFor(ticket.value.form, template))
      return err(appError('template.no_room', { field: 'product_ids' }));
    return this.#changeForm(id, (form) => applyTemplate(form, template));
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
    const ticket = this.#onScreen();
    if (ticket !== null) this.#fill(ticket);
  }

  /** Other products are known now, or ask something else: what is wrong with the draft on screen is told anew. */
  catalogueChanged(): void {
    const ticket = this.#onScreen();
    if (ticket?.state === 'draft' && ticket.form.product_ids.length > 0) this.#deps.tell(ticket.id);
  }

  /** An id was entered by hand: the draft on screen takes it if it has none. */
  connectorEntered(connectorId: number): void {
    const ticket = this.#onScreen();
    if (ticket?.form.connector_id.trim() === '')
      this.change(ticket.id, { connector_id: String(connectorId) });
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
    if (ticket.value.state === 'sending') return ok(this.#deps.views.viewOf(ticket.value));
    const released =
      ticket.value.state === 'queued'
        ? this.#apply(ticket.value, { kind: 'adopt', ...this.#vouch() })
        : this.#release(ticket.value, metadata);
    return this.#startLane(released);
  }

  edit(id: string): Outcome {
    const edited = this.#leaveLane(id, { kind: 'edit' });
    if (edited.ok) this.#openId = id;
    return edited;
  }

  /** The connector may be free again. */
  resume(id: string): Outcome {
    const queued = this.#applyTo(id, () => ({ kind: 'resume' }));
    // Whoever pressed the button sends it, whoever had released it.
    return this.#startLane(
      queued.ok ? this.#apply(queued.value, { kind: 'adopt', ...this.#vouch() }) : queued,
    );
  }

  /** Looked over, and sent as it is. */
  confirm(id: string): Outcome {
    return this.#startLane(
      this.#applyTo(id, () => ({ kind: 'confirm', ...this.#vouch() }), this.#decision('confirm')),
    );
  }

  /** A number is one ticket's: given for a second one, it would be taken for sent, and never be. */
  itIsThere(id: string, written: string | null): Outcome {
    const ticketId = written === null ? null : ticketNumberOf(written);
    const other = ticketId === null ? ok(null) : this.#deps.store.claimedBy(ticketId);
    if (!other.ok) return other;
    if (other.value !== null && other.value.id !== id) {
      const { vin, reference } = other.value.form;
      const details = { number: ticketId ?? '', at: other.value.savedAt, about: reference.trim() || vin };
      return err(appError('ticket.number_taken', details));
    }
    return this.#leaveLane(id, { kind: 'itIsThere', ticketId }, this.#decision('it_is_there'));
  }

  sendAgain(id: string): Outcome {
    return this.#startLane(
      this.#applyTo(id, () => ({ kind: 'sendAgain', ...this.#vouch() }), this.#decision('send_again')),
    );
  }

  discard(id: string): Outcome {
    return this.#leaveLane(id, { kind: 'discard' }, this.#decision('discard'));
  }

  /** Undoes a discard. What is in doubt again is looked up again. */
  restore(id: string): Outcome {
    return this.#startLane(this.#applyTo(id, () => ({ kind: 'restore' }), this.#decision('restore')));
  }

  #release(ticket: Ticket, metadata: TicketMetadata): Result<Ticket, AppError> {
    if (ticket.state !== 'draft')
      return err(appError('ticket.not_possible_now', { state: ticket.state, action: 'send' }));
    const payload = buildPayload(ticket.form, metadata, this.#deps.views.productsOf(ticket.form));
    if (!payload.ok) return err(appError('ticket.incomplete', { field: payload.error[0]?.field ?? '' }));
    const place = this.#deps.store.nextPlace();
    if (!place.ok) return place;
    const released = this.#apply(ticket, {
      kind: 'release',
      payload: serialise(payload.value),
      lane: payload.value.connector_id,
      place: place.value,
      ...this.#vouch(),
    });
    if (released.ok) this.#deps.released(ticket.form);
    return released;
  }

  /** A person pressed a button that sends: who, when, and what was on the cable. */
  #vouch(): { account: string | null; vouched: Vouched } {
    const reading = this.#deps.reading();
    return {
      account: this.#deps.account(),
      vouched: {
        at: this.#deps.now(),
        connectorId: reading?.connectorId ?? null,
        vin: reading === null ? null : carOn(reading),
      },
    };
  }

  #startLane(released: Result<Ticket, AppError>): Outcome {
    if (released.ok && released.value.lane !== null) void this.#deps.outbox.run(released.value.lane);
    return this.#viewed(released);
  }

  /** Takes a ticket out of its lane, and lets go what waited behind it. */
  #leaveLane(id: string, event: TicketEvent, attempt?: AttemptEntry): Outcome {
    const ticket = this.#get(id);
    if (!ticket.ok) return ticket;
    const left = this.#apply(ticket.value, event, attempt);
    if (left.ok && ticket.value.lane !== null) void this.#deps.outbox.run(ticket.value.lane);
    return this.#viewed(left);
  }

  #changeForm(id: string, change: (form: TicketForm) => TicketForm): Outcome {
    return this.#viewed(
      this.#applyTo(id, ({ form }) => ({
        kind: 'change',
        form: withVehicle(change(form), form, this.#deps),
      })),
    );
  }

  #show(ticket: Ticket): Outcome {
    this.#openId = ticket.id;
    return ok(this.#deps.views.viewOf(this.#fill(ticket)));
  }

  /** Not being able to save what was filled in is no reason not to show the ticket. */
  #fill(ticket: Ticket): Ticket {
    const form = ticket.state === 'draft' ? fill(ticket.form, this.#deps) : null;
    if (form === null) return ticket;
    const filled = this.#apply(ticket, { kind: 'change', form });
    return filled.ok ? filled.value : ticket;
  }

  /** Null: none, or it cannot be read just now. */
  #onScreen(): Ticket | null {
    const ticket = this.#openId === null ? null : this.#get(this.#openId);
    return ticket?.ok === true ? ticket.value : null;
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
    return commit(this.#deps, ticket, event, attempt);
  }

  #viewed(ticket: Result<Ticket, AppError>): Outcome {
    return ticket.ok ? ok(this.#deps.views.viewOf(ticket.value)) : ticket;
  }

  /** A person's word, recorded with who and when. */
  #decision(code: string): AttemptEntry {
    return entry('decided', code, null, this.#deps.account());
  }
}
