import type { ProductView } from '../../preload/contract/catalogue.ts';
import { AskedToWait } from '../../main/tickets/asked-to-wait.ts';
import { Outbox, type OutboxDeps } from '../../main/tickets/outbox.ts';
import type { TicketSender } from '../../main/tickets/ticket-sender.ts';
import type { TokenSource } from '../../main/tickets/token-source.ts';
import { changesSince, type ConnectorReading } from '../../main/tickets/recheck.ts';
import type { TicketLookup } from '../../main/tickets/ticket-lookup.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { TicketService, type TicketServiceDeps } from '../../main/tickets/ticket-service.ts';
import { TicketViews } from '../../main/tickets/ticket-views.ts';
import type { Ticket } from '../../main/tickets/ticket.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import type { FormChanges, TicketView } from '../../preload/contract/ticket.ts';
import { createMemoryTicketStore } from './memory-ticket-store.ts';
import { nextId, outcomes, type Attempt } from './tickets.ts';

/** A clock and its timers, moved by the test alone. */
export class Clock {
  /** Milliseconds since the epoch; may jump. */
  wall = 1_800_000_000_000;
  /** Never jumps. */
  monotonic = 0;
  #timers: { at: number; work: () => void }[] = [];

  readonly later = (work: () => void, ms: number): (() => void) => {
    const timer = { at: this.monotonic + ms, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** How many timers are set. */
  get waiting(): number {
    return this.#timers.length;
  }

  /** In how many milliseconds the next timer goes off; null: none is set. */
  get next(): number | null {
    return this.#timers.length === 0 ? null : Math.min(...this.#timers.map(({ at }) => at)) - this.monotonic;
  }

  /** Lets time pass; `settle` waits for what each timer started. */
  async pass(ms: number, settle: () => Promise<unknown>): Promise<void> {
    const end = this.monotonic + ms;
    for (;;) {
      await settle();
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#moveTo(Math.max(due.at, this.monotonic));
      due.work();
    }
    this.#moveTo(end);
    await settle();
  }

  #moveTo(at: number): void {
    this.wall += at - this.monotonic;
    this.monotonic = at;
  }

  /** Time in which nothing goes off: the PC sleeps. */
  skip(ms: number): void {
    this.#moveTo(this.monotonic + ms);
  }

  /** The process ended: its timers with it. */
  forget(): void {
    this.#timers = [];
  }
}

export interface WorkbenchOptions {
  readonly store?: TicketStore;
  readonly sender?: TicketSender;
  /** With `account`, that is who is signed in; otherwise the test says it in `state`. */
  readonly session?: TokenSource & { readonly account?: () => string | null };
  readonly lookup?: TicketLookup | null;
  /** How the next attempts go, in order; after them everything is created. */
  readonly script?: Attempt[];
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly recheckMs?: number;
  readonly newId?: () => string;
  /** What the catalogue knows. */
  readonly products?: readonly ProductView[];
  readonly vehicleOf?: TicketServiceDeps['vehicleOf'];
  /** Beside what is kept in `changes`: called in the moment in which a ticket is told. */
  readonly onTell?: (ticket: Ticket) => void;
  /** In place of the clock's own timers. */
  readonly later?: OutboxDeps['later'];
  /** What the service asked of everybody; otherwise nothing so far. */
  readonly askedToWait?: AskedToWait;
  /** Otherwise a defect ends the test. */
  readonly defect?: OutboxDeps['defect'];
}

/** Thrown where nobody catches it. */
const surfaced = (error: unknown): void =>
  queueMicrotask(() => {
    throw error;
  });

/** A complete form but for the connector. */
export const complete: FormChanges = {
  vin: 'WVGZZZ5NZEW069297',
  vehicle_model_id: '284841',
  vehicle_model_variant_id: '284841',
  product_ids: ['52351'],
};

/**
 * The tickets, the outbox and a store, put together as the program does, with everything outside in the test's hands.
 * Another workbench over the same store is the program started again.
 */
export function workbench(options: WorkbenchOptions = {}) {
  const clock = options.clock ?? new Clock();
  const store = options.store ?? createMemoryTicketStore();
  const script = options.script ?? [];
  const state: { account: string | null; reading: ConnectorReading | null } = {
    account: 'pin:1',
    reading: null,
  };
  const posted: { body: string; token: string; stateOnDisk: string | undefined }[] = [];
  const refused: string[] = [];
  const changes: Ticket[] = [];
  const rested: { readonly ticket: Ticket; readonly before: Ticket }[] = [];
  const gate = {
    /** What connecting, and what a POST, waits for. */
    connect: Promise.resolve(),
    wait: Promise.resolve(),
    onPost: () => {},
  };
  /** How often a connection was asked for. */
  const asked = { connections: 0 };
  const sender: TicketSender = options.sender ?? {
    connect: async () => {
      asked.connections += 1;
      await gate.connect;
      const attempt = script.shift() ?? outcomes.created;
      if (attempt.kind === 'no-connection') return err(appError(attempt.code));
      let isOpen = true;
      return ok({
        stands: () => isOpen,
        post: async (body, token) => {
          const sending = store.inState('sending');
          posted.push({
            body: body.toString(),
            token,
            stateOnDisk: sending.ok ? sending.value[0]?.state : undefined,
          });
          gate.onPost();
          await gate.wait;
          return attempt;
        },
        close: () => {
          isOpen = false;
        },
      });
    },
  };
  const session: TokenSource = options.session ?? {
    token: () =>
      Promise.resolve(
        state.account === null
          ? err(appError('auth.required'))
          : ok({ value: 'secret', account: state.account }),
      ),
    renew: () => Promise.resolve(err(appError('auth.required'))),
    refused: (token) => void refused.push(token),
  };
  const unshowable: string[] = [];
  const tell = (id: string) => {
    const now = store.get(id);
    if (!now.ok || now.value === null) return;
    changes.push(now.value);
    options.onTell?.(now.value);
  };
  const defect = options.defect ?? surfaced;
  const outbox = new Outbox({
    store,
    sender,
    session,
    lookup: options.lookup ?? null,
    changesSince: (ticket) =>
      changesSince(ticket, state.reading, clock.wall, options.recheckMs ?? 4 * 3_600_000),
    now: () => clock.wall,
    monotonic: () => clock.monotonic,
    askedToWait: options.askedToWait ?? new AskedToWait(() => clock.monotonic),
    random: options.random ?? (() => 0.5),
    tell,
    defect,
    rested: (ticket, before) => void rested.push({ ticket, before }),
    later: options.later ?? clock.later,
  });
  const views = new TicketViews({
    nextAttemptAt: (ticket) => outbox.nextAttemptAt(ticket),
    products: (ids) => (options.products ?? []).filter(({ id }) => ids.includes(id)),
    unshowable: (id) => void unshowable.push(id),
  });
  const tickets = new TicketService({
    store,
    outbox,
    views,
    reading: () => state.reading,
    metadata: () => Promise.resolve({ app_name: 'test' }),
    vehicleOf: (vin, path) => options.vehicleOf?.(vin, path) ?? null,
    account: () => (options.session?.account === undefined ? state.account : options.session.account()),
    now: () => clock.wall,
    newId: options.newId ?? nextId,
    tell,
    defect,
    released: () => undefined,
  });
  const view = (result: ReturnType<TicketService['open']>): TicketView => {
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  /** A draft with everything a ticket needs. @returns its id. */
  const write = (changesTo: FormChanges = {}): string => {
    const { id } = view(tickets.create());
    view(tickets.change(id, { ...complete, connector_id: '7', ...changesTo }));
    return id;
  };
  const send = async (id: string): Promise<TicketView> => {
    const sent = view(await tickets.send(id));
    await outbox.idle();
    return sent;
  };
  return {
    clock,
    store,
    outbox,
    tickets,
    views,
    state,
    posted,
    refused,
    changes,
    /** Tickets that were left out, since no window could be shown them. */
    unshowable,
    rested,
    asked,
    gate,
    script,
    view,
    write,
    send,
    stateOf: (id: string) => view(tickets.open(id)),
    pass: (ms: number) => clock.pass(ms, () => outbox.idle()),
  };
}
