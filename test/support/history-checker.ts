import type { Ticket } from '../../main/tickets/ticket.ts';
import type { Replaced, TicketStore } from '../../main/tickets/ticket-store.ts';
import type { TicketState } from '../../preload/contract/ticket.ts';
import type { ModelService, Request } from './model-service.ts';

/** What people did with one draft, and what they were told of it. */
export interface DraftRecord {
  readonly id: string;
  readonly number: number;
  /** What the form may say: what was acknowledged last, and what was under way when the process ended. */
  readonly contents: Set<number>;
  /** Under whom a person last pressed a button that sends; null: under whoever signs in. More than one where the
   * process ended before it said whether it took the click. */
  readonly pressedBy: Set<string | null>;
  /** Whether it is to be sent; null: the process ended before it said so. */
  wanted: boolean | null;
  /** When it was released, counted in releases. */
  released: number;
}

/** What a draft's content says of itself: the service gets nothing else by which it could know it. */
export const contentOf = (number: number, version: number): number => number * 1000 + version;
const numberOf = (content: number): number => Math.floor(content / 1000);

const inTheWay: readonly TicketState[] = ['sending', 'held', 'unconfirmed', 'confirm'];

/**
 * Looks at a history from outside: the store as it is on disk, the service's own record, and what people were told.
 * It uses nothing of what the outbox thinks.
 */
export class HistoryChecker {
  readonly drafts: DraftRecord[] = [];
  readonly problems: string[] = [];
  readonly #store: TicketStore;
  readonly #service: ModelService;
  #releases = 0;

  constructor(store: TicketStore, service: ModelService) {
    this.#store = store;
    this.#service = service;
  }

  written(id: string, content: number): DraftRecord {
    const record: DraftRecord = {
      id,
      number: numberOf(content),
      contents: new Set([content]),
      pressedBy: new Set(),
      wanted: false,
      released: 0,
    };
    this.drafts.push(record);
    return record;
  }

  /** The same store, watched: the order of the releases is the order of their commits. */
  watch(store: TicketStore): TicketStore {
    const replace: TicketStore['replace'] = (seen, next, entry) => {
      const result = store.replace(seen, next, entry);
      const isDone = result.ok && result.value === ('done' satisfies Replaced);
      if (isDone && seen.state === 'draft' && next.state === 'queued') {
        const record = this.drafts.find(({ id }) => id === next.id);
        this.#releases += 1;
        if (record !== undefined) record.released = this.#releases;
      }
      return result;
    };
    return { ...store, replace };
  }

  rowOf({ id }: DraftRecord): Ticket | null {
    const row = this.#store.get(id);
    return row.ok ? row.value : null;
  }

  /** A POST is about to leave. */
  posting(request: Request): void {
    const record = this.drafts.find(({ number }) => number === numberOf(request.content));
    if (record === undefined) {
      this.#say('a request of nobody', request.content);
      return;
    }
    const row = this.rowOf(record);
    const say = (what: string) => this.#say(what, request.content);
    if (row?.state !== 'sending') say(`sent while ${row?.state ?? 'absent'} on disk`);
    if (!record.contents.has(request.content)) say('sent with a content that is not the last acknowledged');
    if (!record.pressedBy.has(null) && !record.pressedBy.has(request.account))
      say(`sent by ${request.account} unasked`);
    if (this.#existing(record).length > 0) say('sent although it exists');
    if (this.#service.late.some(({ content }) => numberOf(content) === record.number))
      say('sent while it may still be made');
    for (const other of this.#service.open) {
      if (other !== request && other.connector === request.connector) say('two under way in one lane');
    }
    for (const other of this.drafts) {
      const { lane, state } = this.rowOf(other) ?? {};
      if (other === record || lane !== request.connector || state === undefined) continue;
      if (inTheWay.includes(state)) say(`sent past ${other.number}, which is ${state}`);
      if (state === 'queued' && other.released < record.released) say(`sent before ${other.number}`);
    }
  }

  /** What must be so whenever nothing is under way. */
  atRest(): void {
    for (const record of this.drafts) {
      const row = this.rowOf(record);
      const say = (what: string) => this.#say(what, record.number);
      if (row === null) {
        say('lost');
        continue;
      }
      const content = Number(row.form.vehicle_model_id);
      if (!record.contents.has(content)) say(`says ${content} and not what was acknowledged`);
      const there = this.#existing(record);
      if (there.length > 1) say(`created ${there.length} times`);
      if (row.state === 'sending') say('left in sending');
      if (row.state === 'created' && !there.some((ticket) => ticket.content === content))
        say('created, and the service does not know it');
      const claimed = row.created?.id ?? null;
      if (claimed !== null && !there.some(({ id }) => id === claimed)) say(`taken for the ticket ${claimed}`);
      // Thrown away while in doubt, it still says that it was sent.
      const tells = row.state === 'discarded' ? row.payload !== null : isTold(row.state);
      if (there.length > 0 && !tells) say(`exists, and is shown as ${row.state}`);
    }
  }

  /** After a while in which nothing went wrong: whatever can go on without a person, has. */
  noneStalls(account: string | null): void {
    const rows = this.drafts.flatMap((record) => {
      const row = this.rowOf(record);
      return row === null ? [] : [{ record, row }];
    });
    for (const { record, row } of rows) {
      if (row.lane === null) continue;
      const others = rows.filter((other) => other.row.lane === row.lane && other.row !== row);
      const waitsForPerson = others.some((other) => ['confirm', 'unconfirmed'].includes(other.row.state));
      const isBehind = others.some(
        (other) => other.row.state === 'queued' && other.record.released < record.released,
      );
      if (waitsForPerson || isBehind) continue;
      const isOurs = row.account === null || row.account === account;
      if (row.state === 'held' || row.state === 'sending' || (row.state === 'queued' && isOurs))
        this.#say(`stalls as ${row.state}`, record.number);
    }
  }

  /** What must be so when people have answered everything and nothing goes wrong any more. */
  atTheEnd(): void {
    this.atRest();
    for (const record of this.drafts) {
      const row = this.rowOf(record);
      const wasRefused = this.#service.received.some(
        ({ content, fate }) => fate === 'refused' && content === Number(row?.form.vehicle_model_id),
      );
      const isDone = row?.state === 'created' || (row?.state === 'rejected' && wasRefused);
      if (record.wanted === true && !isDone)
        this.#say(`to be sent, and ended as ${row?.state ?? 'nothing'}`, record.number);
      if (row?.state === 'rejected' && !wasRefused) this.#say('rejected by nobody', record.number);
    }
  }

  /** Whether people and the service are done with everything. */
  get isDone(): boolean {
    return this.drafts.every((record) =>
      ['draft', 'created', 'rejected', 'discarded'].includes(this.rowOf(record)?.state ?? ''),
    );
  }

  #existing({ number }: DraftRecord) {
    return this.#service.committed.filter(({ content }) => numberOf(content) === number);
  }

  #say(what: string, whom: number): void {
    this.problems.push(`${whom}: ${what}`);
  }
}

const isTold = (state: TicketState) => state === 'created' || state === 'unconfirmed';
