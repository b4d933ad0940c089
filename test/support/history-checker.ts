import type { KeptNotice } from '../../main/database/kept.ts';
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
  /** When it was released, counted in releases; 0: never, or what is on the disk was released some other time. */
  released: number;
  /** It was on no disk any more: nobody can promise that it is there. */
  isGone: boolean;
}

/** What was so at some moment, as far as it went into the file of tickets. */
export interface Moment {
  readonly drafts: readonly DraftRecord[];
  /** How many requests had left by then. */
  readonly requests: number;
  readonly untold: ReadonlySet<KeptNotice>;
}

const copyOf = (record: DraftRecord): DraftRecord => ({
  ...record,
  contents: new Set(record.contents),
  pressedBy: new Set(record.pressedBy),
});

/** What a draft's content says of itself: the service gets nothing else by which it could know it. */
export const contentOf = (number: number, version: number): number => number * 1000 + version;
const numberOf = (content: number): number => Math.floor(content / 1000);

const inTheWay: readonly TicketState[] = ['sending', 'held', 'unconfirmed', 'confirm'];

/**
 * Looks at a history from outside: the store as it is on disk, the service's own record, and what people were told.
 * It uses nothing of what the outbox thinks.
 */
export class HistoryChecker {
  readonly problems: string[] = [];
  /** How often each kind of thing was seen. */
  readonly seen = new Map<string, number>();
  /** The codes of the record of attempts, in the order of their commits. */
  readonly log: string[] = [];
  readonly #records: DraftRecord[] = [];
  readonly #tickets: () => readonly Ticket[];
  readonly #service: ModelService;
  #numbers = 0;
  #releases = 0;
  /** Something older was put in the place of the file at least once. */
  wentBack = false;
  /** What somebody must have been told of by the time that all is at rest. */
  #untold: ReadonlySet<KeptNotice> = new Set();

  /** @param tickets as they are on the disk now, whatever the program thinks. */
  constructor(tickets: () => readonly Ticket[], service: ModelService) {
    this.#tickets = tickets;
    this.#service = service;
  }

  /** Those that are, or must be, there. */
  get drafts(): readonly DraftRecord[] {
    return this.#records.filter((record) => !record.isGone);
  }

  nextNumber(): number {
    return (this.#numbers += 1);
  }

  written(id: string, content: number): DraftRecord {
    const record: DraftRecord = {
      id,
      number: numberOf(content),
      contents: new Set([content]),
      pressedBy: new Set(),
      wanted: false,
      released: 0,
      isGone: false,
    };
    this.#records.push(record);
    return record;
  }

  /** It was not saved after all. */
  unwritten(record: DraftRecord): void {
    this.#records.splice(this.#records.indexOf(record), 1);
  }

  count(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  // — what happened to the files —

  /** The program was started, and said this of its file. */
  opened(notice: KeptNotice | null): void {
    this.#findAgain();
    if (notice === null) return;
    this.count(`told: ${notice}`);
    if (this.#untold.has(notice)) this.#untold = new Set();
  }

  /** What nobody could promise may be there all the same. */
  #findAgain(): void {
    for (const record of this.#records.filter(({ isGone }) => isGone)) {
      const content = Number(this.rowOf(record)?.form.vehicle_model_id);
      if (numberOf(content) !== record.number) continue;
      record.isGone = false;
      record.contents.add(content);
      record.wanted = null;
    }
  }

  /**
   * The file was damaged.
   *
   * @param left the tickets that can still be read in it.
   * @param backup the tickets in the newest backup that can be read.
   * @param aside the tickets in what was put aside, the last file first, which may know of more than the backup.
   */
  damaged(left: readonly Ticket[], backup: readonly Ticket[], aside: readonly Ticket[]): void {
    this.#expect('restored', 'salvaged', 'quarantined');
    this.#leaves(left, backup, aside);
  }

  /** A person put a backup in the place of the file: these are the tickets in it. */
  replacedBy(tickets: readonly Ticket[]): void {
    this.#expect('put-back', 'restored', 'salvaged', 'quarantined', 'copied', 'older');
    this.wentBack = true;
    for (const record of this.#records) record.contents.clear();
    this.#leaves(tickets, []);
  }

  /** An older copy of the folder was put in its place. */
  returned({ drafts, requests, untold }: Moment, where: 'here' | 'elsewhere'): void {
    const isOlder = requests < this.#requests();
    this.#untold = untold;
    this.wentBack = true;
    if (where === 'elsewhere') this.#expect('copied', 'restored', 'put-back');
    else if (isOlder) this.#expect('older', 'copied', 'restored', 'put-back');
    const later = this.#records.filter(({ id }) => !drafts.some((record) => record.id === id));
    for (const record of later) record.isGone = true;
    this.#records.splice(0, Infinity, ...drafts.map(copyOf), ...later);
    for (const record of this.#records) {
      if (where === 'elsewhere' || isOlder) record.pressedBy.clear();
      record.wanted = stillWanted(record, this.rowOf(record));
    }
  }

  /** An earlier program has nowhere to write what people must be told. */
  forgetNotices(): void {
    this.#untold = new Set();
  }

  moment(): Moment {
    return { drafts: this.#records.map(copyOf), requests: this.#requests(), untold: this.#untold };
  }

  #requests(): number {
    return this.#service.received.length + this.#service.open.size;
  }

  #expect(...notices: KeptNotice[]): void {
    this.#untold = new Set(notices);
  }

  /** Of all that there was, this is what is left, in the file and in what may stand in for it. */
  #leaves(file: readonly Ticket[], backup: readonly Ticket[], aside: readonly Ticket[] = []): void {
    for (const record of this.#records) {
      const acknowledged = new Set(record.contents);
      const own = ({ id, form }: Ticket) =>
        id === record.id && numberOf(Number(form.vehicle_model_id)) === record.number;
      const here = file.find(own);
      // A form that was blank in one life of the file may have become two orders in two.
      const isTaken = file.some(({ id, form }) => id === record.id && form.vehicle_model_id !== '');
      // What was put aside stands in for nothing that the others say anything of.
      const isKnown = [...file, ...backup].some(({ id }) => id === record.id);
      const there = here === undefined && isTaken ? undefined : (isKnown ? backup : aside).find(own);
      if (record.isGone) record.contents.clear();
      record.isGone = here === undefined && there === undefined;
      if (here === undefined) record.contents.clear();
      // Where an older file was put in place, a backup of before that may know of what that one never had.
      const known = here === undefined || this.wentBack ? [here, there] : [here];
      for (const ticket of known)
        if (ticket !== undefined) record.contents.add(Number(ticket.form.vehicle_model_id));
      for (const older of aside.filter(own).map(({ form }) => Number(form.vehicle_model_id)))
        if (here === undefined || acknowledged.has(older)) record.contents.add(older);
      // Nobody has asked for it to be sent since.
      record.pressedBy.clear();
      record.released = 0;
      // What became of it in another life of the file may stand in for what became of it here.
      const hasTwoLives = this.wentBack && there !== undefined && there.state !== here?.state;
      record.wanted = hasTwoLives ? null : stillWanted(record, here);
    }
  }

  /** The same store, watched: the order of the releases is the order of their commits. */
  watch(store: TicketStore): TicketStore {
    const replace: TicketStore['replace'] = (seen, next, entry) => {
      const result = store.replace(seen, next, entry);
      const isDone = result.ok && result.value === ('done' satisfies Replaced);
      if (isDone && entry !== undefined) {
        this.log.push(entry.code);
        this.count(entry.code);
      }
      if (isDone && seen.state === 'draft' && next.state === 'queued') {
        const record = this.#records.findLast(({ id }) => id === next.id);
        this.#releases += 1;
        if (record !== undefined) record.released = this.#releases;
      }
      return result;
    };
    return { ...store, replace };
  }

  rowOf({ id }: DraftRecord): Ticket | null {
    return this.#tickets().find((ticket) => ticket.id === id) ?? null;
  }

  /** A POST is about to leave. */
  posting(request: Request): void {
    const record = this.#records.find(({ number }) => number === numberOf(request.content));
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
      const isEarlier = other.released > 0 && other.released < record.released;
      if (state === 'queued' && isEarlier) say(`sent before ${other.number}`);
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
      const claimed = row.created?.id ?? null;
      if (this.#isOfNobody(claimed)) continue;
      // Where an older file was put in place, a person finds what was sent as it was changed after that.
      const isFound = this.wentBack && row.created?.confirmedByPerson === true;
      if (row.state === 'created' && !there.some((ticket) => isFound || ticket.content === content))
        say('created, and the service does not know it');
      if (claimed !== null && !there.some(({ id }) => id === claimed)) say(`taken for the ticket ${claimed}`);
      // Thrown away while in doubt, it still says that it was sent.
      const tells =
        row.restored !== null || (row.state === 'discarded' ? row.payload !== null : isTold(row.state));
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
      // Of those that nobody released since the file was damaged, only the file knows the order.
      const isBehind = others.some(
        (other) =>
          other.row.state === 'queued' &&
          (other.record.released < record.released ||
            (other.record.released === 0 && record.released === 0 && other.row.queued < row.queued)),
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
    if (this.#untold.size > 0) this.#say(`nobody was told: ${[...this.#untold].join(' or ')}`, 0);
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

  /**
   * The service made this ticket of a draft that was destroyed with the file, while it was on its way: nobody can tell it
   * from another one for the same car and connector.
   */
  #isOfNobody(id: string | null): boolean {
    const made = this.#service.committed.find((ticket) => ticket.id === id);
    return this.#records.some(
      ({ number, isGone }) => isGone && made !== undefined && number === numberOf(made.content),
    );
  }

  #existing({ number }: DraftRecord) {
    return this.#service.committed.filter(({ content }) => numberOf(content) === number);
  }

  #say(what: string, whom: number): void {
    this.problems.push(`${whom}: ${what}`);
  }
}

/** What is not on its way, a person has to send anew; what the service refused may have become a draft. */
const stillWanted = ({ wanted }: DraftRecord, row: Ticket | null | undefined): boolean | null =>
  row === null || row === undefined || ['draft', 'rejected', 'discarded'].includes(row.state) ? null : wanted;

const isTold = (state: TicketState) => state === 'created' || state === 'unconfirmed';
