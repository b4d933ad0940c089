import type { TicketFile } from '../../main/tickets/ticket-file.ts';
import type { TicketConnection } from '../../main/tickets/ticket-sender.ts';
import type { ConnectorReading } from '../../main/tickets/recheck.ts';
import type { Ticket } from '../../main/tickets/ticket.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { contentOf, HistoryChecker, type DraftRecord, type Moment } from './history-checker.ts';
import { Pc, type Damage } from './history-pc.ts';
import type { Content } from './memory-disk.ts';
import { ModelService, type ModelServiceOptions } from './model-service.ts';
import { Life, mortal, type Death } from './mortal-ports.ts';
import { Clock, complete, workbench } from './workbench.ts';

export const accounts = ['pin:1', 'pin:2'] as const;
export type Account = (typeof accounts)[number];

/** How it ends when the session asks for another token. */
export const renewals = ['renewed', 'refused', 'offline'] as const;
export type Renewal = (typeof renewals)[number];

export interface WorldOptions extends ModelServiceOptions {
  readonly renewals: readonly Renewal[];
  readonly lookup: boolean;
  /** Which calls to the outside come back only when the history says so. */
  readonly waits: 'none' | 'posts' | 'all';
  /** All references are empty, so that the list cannot tell two tickets for one car apart. */
  readonly sameReference: boolean;
  /** The other account has had a ticket for this car, done long ago. */
  readonly hasOtherTickets: boolean;
  /** The file of tickets is too large to be looked at whole at every start. */
  readonly isLarge: boolean;
}

/** A world in which nothing goes wrong by itself. */
export const calm: WorldOptions = {
  fates: [],
  renewals: [],
  lookup: false,
  waits: 'none',
  closesAtOnce: true,
  listsReference: true,
  sameReference: false,
  hasOtherTickets: false,
  isLarge: false,
};

/** The program while it runs. */
type Program = ReturnType<typeof workbench> & { readonly file: TicketFile };

/** A person's click on a ticket. */
type Click = (program: Program['tickets'], id: string) => Answer | Promise<Answer>;
type Answer = Result<TicketView, AppError>;

const notRunning = err(appError('storage.full'));
const HOUR_MS = 3_600_000;
const VIN = complete.vin ?? '';

const isOf =
  ({ number }: DraftRecord) =>
  ({ content }: { content: number }) =>
    Math.floor(content / 1000) === number;

/** A workshop, its people and a service: the program is started, killed and started again in it, over one store. */
export class World {
  readonly clock = new Clock();
  readonly pc = new Pc(() => this.clock.wall);
  readonly service: ModelService;
  readonly checker: HistoryChecker;
  life: Life;
  isUp = true;
  isLookupOn: boolean;
  readonly #options: WorldOptions;
  readonly #renewals: Renewal[];
  #waits: WorldOptions['waits'];
  #calls: { readonly process: number; readonly end: () => void }[] = [];
  readonly #deaths: (Death | null)[];
  readonly #lives: Life[] = [];
  #process = 0;
  #ids = 0;
  #account: Account | null = 'pin:1';
  /** The service refused the token, and nobody has signed in since. */
  #isRefused = false;
  #reading: ConnectorReading | null = null;
  #isAsleep = false;
  /** Null: it could not be started, and says so. */
  #program: Program | null = null;
  /** The file was damaged, and no program has come to open it since. */
  #isDamaged = false;
  /** A copy of the data folder that somebody has put away, and what was so when it was made. */
  #kept: { readonly folder: ReadonlyMap<string, Content>; readonly moment: Moment } | null = null;

  /** @param deaths when the first process ends, and the ones after it; then they end no more by themselves. */
  constructor(options: WorldOptions, deaths: readonly (Death | null)[] = []) {
    this.#options = options;
    this.#deaths = [...deaths];
    this.#renewals = [...options.renewals];
    this.#waits = options.waits;
    this.isLookupOn = options.lookup;
    this.pc.disk.isLarge = options.isLarge;
    this.service = new ModelService(options);
    this.checker = new HistoryChecker(() => this.pc.tickets(), this.service);
    if (options.hasOtherTickets)
      for (const connector of [7, 8]) this.service.madeElsewhere(connector, VIN, 'pin:2');
    this.life = this.#start();
  }

  /** Of all processes so far, in their order. */
  get calls(): readonly number[] {
    return this.#lives.map(({ calls }) => calls);
  }

  /** Starts the program on the files, as the composition root does. */
  #start(): Life {
    this.#process += 1;
    const process = this.#process;
    const life = new Life(() => {
      this.service.lose(process);
      this.#calls = this.#calls.filter((call) => call.process !== process);
      this.clock.forget();
    }, this.#deaths.shift() ?? null);
    this.life = life;
    this.#lives.push(life);
    this.#program = this.#open(life);
    this.#isAsleep = false;
    if (this.#program === null) return life;
    const { outbox, tickets, file } = this.#program;
    this.#tellProgram();
    this.#isDamaged = false;
    this.checker.opened(file.notice);
    if (file.notice !== null) this.#withFiles(() => file.dismiss());
    outbox.recover();
    tickets.openAtStart();
    outbox.start();
    this.backUp();
    return life;
  }

  #open(life: Life): Program | null {
    let file: TicketFile;
    try {
      file = this.pc.open(life);
    } catch (error) {
      // Without room it says so, and nothing is sent.
      if (life.isOver || this.pc.disk.isFull) return null;
      throw error;
    }
    const ports = mortal(life, {
      store: this.checker.watch(file.store),
      sender: { connect: () => this.#wait('all', () => this.#connect()) },
      session: {
        token: () => this.#wait('all', () => this.#token()),
        renew: () => this.#wait('all', () => this.#renew()),
        refused: (token) => {
          if (token === this.#account) this.#isRefused = true;
        },
      },
      lookup: this.isLookupOn
        ? { listed: (vin, token) => this.#wait('all', () => this.#listed(vin, token)) }
        : null,
      later: this.clock.later,
    });
    const bench = workbench({
      ...ports,
      clock: this.clock,
      newId: () => `ticket-${(this.#ids += 1)}`,
    });
    return { ...bench, file };
  }

  /** The process ends in the middle of whatever it does, and the program is started again. */
  crash(): void {
    this.life.end();
    this.#start();
  }

  /** The process will end at one of its next calls of the outside. */
  crashSoon(calls: number): void {
    this.life.endWith({ atCall: calls, moment: calls % 2 === 0 ? 'before' : 'after' });
  }

  /** The same, for the process after this one. */
  crashAtStart(calls: number): void {
    this.endAtStart([{ atCall: calls, moment: calls % 2 === 0 ? 'before' : 'after' }]);
  }

  /** When the processes after this one end. */
  endAtStart(deaths: readonly Death[]): void {
    this.#deaths.push(...deaths);
  }

  /** Everything that can go on by itself now, has. Where the process ended of it, it was started again. */
  async quiet(): Promise<void> {
    do {
      if (this.life.isOver) this.#start();
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.life.isOver);
  }

  pass(ms: number): Promise<void> {
    return this.clock.pass(ms, () => this.quiet());
  }

  // — what happens to the files —

  backUp(): void {
    this.#withFiles(() => {
      if (this.#program?.file.backUp() === 'made') this.checker.count('backup');
    });
  }

  #withFiles(work: () => void): void {
    try {
      work();
    } catch (error) {
      // The process ended in it, or there was no room to say that somebody has seen something.
      if (!this.life.isOver && !this.pc.disk.isFull) throw error;
    }
  }

  /** Something spoils the file while the program does not run. */
  damage(how: Damage, which: number): void {
    this.life.end();
    // An earlier program named none of its files: which of several it left was the last, nobody can tell then.
    const isUntold = how === 'begun-anew-by-an-earlier-program' && this.checker.wentBack;
    const left = this.pc.damage(isUntold ? 'torn' : how, which);
    if (left !== null) {
      this.#isDamaged = true;
      this.checker.damaged(left, this.#inNewestBackup(), this.pc.putAside());
    }
    this.#start();
  }

  /** The newest backup is spoiled too. */
  damageBackup(): void {
    this.pc.damageBackup();
    if (this.#isDamaged || !this.pc.isSound)
      this.checker.damaged(this.pc.tickets(), this.#inNewestBackup(), this.pc.putAside());
  }

  #inNewestBackup(): readonly Ticket[] {
    const [newest] = this.pc.backups();
    return newest === undefined ? [] : this.pc.in(newest);
  }

  /** A person puts a backup in the place of the file. */
  putBackupInPlace(which: number, leavesLog: boolean): void {
    this.life.end();
    if (this.pc.putBackupInPlace(which, leavesLog)) {
      this.#isDamaged = false;
      this.checker.replacedBy(this.pc.inPlace());
    }
    this.#start();
  }

  /** Somebody copies the data folder. */
  keepFolder(): void {
    if (!this.#isDamaged && this.pc.isSound)
      this.#kept = { folder: this.pc.folder(), moment: this.checker.moment() };
  }

  /** That copy is used in place of the folder: where it was, or on another PC. */
  putFolder(where: 'here' | 'elsewhere'): void {
    if (this.#kept === null) return;
    this.life.end();
    this.pc.putFolder(this.#kept.folder, where);
    this.#isDamaged = false;
    this.checker.returned(this.#kept.moment, where);
    this.#start();
  }

  /** The files are what an earlier program left. */
  becomeOld(): void {
    // What a newer one has not come to open yet, an earlier one cannot open at all.
    if (this.#program === null) return;
    this.life.end();
    if (this.pc.disk.isFull) return;
    this.pc.becomeOld();
    this.checker.forgetNotices();
    this.#kept = null;
    this.#start();
  }

  // — what people do —

  write(connector: number): void {
    const number = this.checker.nextNumber();
    const content = contentOf(number, 1);
    if (this.#program === null) return;
    const { tickets } = this.#program;
    const made = tickets.create();
    // A form that was not saved is not acknowledged: nothing can be asked of it.
    if (!made.ok) return;
    const record = this.checker.written(made.value.id, content);
    const changed = tickets.change(made.value.id, {
      ...complete,
      vehicle_model_id: String(content),
      connector_id: String(connector),
      reference: this.#options.sameReference ? '' : `order ${number}`,
    });
    if (!changed.ok) this.checker.unwritten(record);
  }

  change(record: DraftRecord, version: number): void {
    const content = contentOf(record.number, version);
    if (this.#program === null) return;
    const changed = this.#program.tickets.change(record.id, { vehicle_model_id: String(content) });
    if (changed.ok) record.contents.clear();
    if (changed.ok || this.life.isOver) record.contents.add(content);
  }

  /** Whoever is told of a draft that it may have been sent looks whether it was. */
  async send(record: DraftRecord): Promise<void> {
    const isTold = (this.checker.rowOf(record)?.restored ?? null) !== null;
    if (isTold && this.#isAtService(record)) return;
    await this.#forward(record, (tickets, id) => tickets.send(id));
  }
  resume = (record: DraftRecord) => this.#forward(record, (tickets, id) => tickets.resume(id));
  confirm = (record: DraftRecord) => this.#forward(record, (tickets, id) => tickets.confirm(id));
  edit = (record: DraftRecord) => this.#withdraw(record, (tickets, id) => tickets.edit(id));
  discard = (record: DraftRecord) => this.#withdraw(record, (tickets, id) => tickets.discard(id));
  restore({ id }: DraftRecord): void {
    this.#program?.tickets.restore(id);
  }

  /** A person looks whether a ticket in doubt is there, and says what is true. */
  async look(record: DraftRecord, knowsId: boolean): Promise<void> {
    if (this.checker.rowOf(record)?.state !== 'unconfirmed') return;
    const there = this.service.committed.find(isOf(record));
    if (there !== undefined) {
      this.#program?.tickets.itIsThere(record.id, knowsId ? there.id : null);
    } else if (!this.#isAtService(record)) {
      await this.#forward(record, (tickets, id) => tickets.sendAgain(id));
    }
  }

  #isAtService(record: DraftRecord): boolean {
    const { committed, late, open } = this.service;
    return [...committed, ...late, ...open].some(isOf(record));
  }

  signIn(account: Account): void {
    this.#account = account;
    this.#isRefused = false;
    this.#tellProgram();
    this.#program?.outbox.wake();
  }

  signOut(): void {
    this.#account = null;
    this.#tellProgram();
  }

  plug(reading: ConnectorReading | null): void {
    this.#reading = reading;
    this.#tellProgram();
    if (reading === null) return;
    this.#program?.tickets.connectorRead();
    this.#program?.outbox.wake();
  }

  /** The lid is closed. */
  sleep(): void {
    this.#isAsleep = true;
    this.#program?.outbox.pause();
  }

  wakeUp(): void {
    this.#isAsleep = false;
    this.#program?.outbox.start();
  }

  /** The lid is closed on whatever is under way, for hours in which no timer goes off. */
  sleepFor(ms: number): void {
    this.sleep();
    this.clock.skip(ms);
    this.wakeUp();
  }

  goDown(): void {
    this.isUp = false;
  }

  /** The service can be reached again, and the program notices. */
  comeUp(): void {
    this.isUp = true;
    this.#program?.outbox.wake();
  }

  wake(): void {
    this.#program?.outbox.wake();
  }

  // — what the outside does —

  /** One of the calls under way comes back. */
  answer(which: number): void {
    const [call] = this.#calls.splice(which % Math.max(1, this.#calls.length), 1);
    call?.end();
  }

  async answerAll(): Promise<void> {
    while (this.#calls.length > 0) {
      this.answer(0);
      await this.quiet();
    }
  }

  /**
   * Nothing goes wrong any more, and everybody does what the program asks for: what is left then is what became of
   * the history. @returns what must not be.
   */
  async settle(): Promise<readonly string[]> {
    const { checker, service } = this;
    this.pc.disk.isFull = false;
    // What could not be started or read was started again by then, and again where that found damage.
    for (let starts = 0; starts < 3 && (this.#program === null || !this.pc.isSound); starts += 1) {
      this.crash();
      await this.quiet();
    }
    // Neither is told to the outbox: what it waits for now, it must come back to by itself.
    const mayGoOn = this.isUp && !this.#isAsleep && this.#account !== null && !this.#isRefused;
    this.isUp = true;
    this.#renewals.length = 0;
    this.#waits = 'none';
    service.heal();
    this.#reading = null;
    this.#tellProgram();
    await this.answerAll();
    while (service.late.length > 0) service.land();
    service.closeAll();
    await this.pass(2 * HOUR_MS);
    if (mayGoOn && !this.#isRefused) checker.noneStalls(this.#account);
    this.wakeUp();
    for (const account of accounts) await this.#underAccount(account);
    checker.atRest();
    for (let round = 0; round < 12 && !checker.isDone; round += 1) {
      for (const record of checker.drafts) {
        if (checker.rowOf(record)?.state === 'confirm') await this.confirm(record);
        await this.look(record, true);
      }
      for (const account of accounts) await this.#underAccount(account);
    }
    checker.atTheEnd();
    return checker.problems;
  }

  async #underAccount(account: Account): Promise<void> {
    this.signIn(account);
    await this.pass(HOUR_MS / 6);
  }

  /** A click that asks for a ticket to be sent. */
  async #forward(record: DraftRecord, click: Click): Promise<void> {
    const account = this.#account;
    // The request may leave before the click is answered.
    const before = [...record.pressedBy];
    record.pressedBy.add(account);
    const answer = this.#program === null ? notRunning : await click(this.#program.tickets, record.id);
    if (this.life.isOver) {
      record.wanted = null;
      return;
    }
    if (answer.ok) record.wanted = true;
    // What is being sent already is not taken over by who presses then.
    const isTaken = answer.ok && answer.value.state !== 'sending';
    record.pressedBy.clear();
    for (const by of isTaken ? [account] : before) record.pressedBy.add(by);
  }

  async #withdraw(record: DraftRecord, click: Click): Promise<void> {
    const { ok: isTaken } =
      this.#program === null ? notRunning : await click(this.#program.tickets, record.id);
    if (this.life.isOver) record.wanted = null;
    else if (isTaken) record.wanted = false;
  }

  #tellProgram(): void {
    if (this.#program === null) return;
    this.#program.state.account = this.#account;
    this.#program.state.reading = this.#reading;
  }

  #wait<T>(of: 'posts' | 'all', work: () => T): Promise<T> {
    if (this.#waits !== 'all' && this.#waits !== of) return Promise.resolve(work());
    const process = this.#process;
    return new Promise((resolve) => this.#calls.push({ process, end: () => resolve(work()) }));
  }

  #connect(): Result<TicketConnection, AppError> {
    const fate = this.service.accept(this.isUp);
    if (fate === null) return err(appError('net.refused'));
    return ok({
      stands: () => true,
      post: (body, token) => {
        const request = this.service.receive(body, token, this.#process, fate);
        this.checker.posting(request);
        return this.#wait('posts', () => this.service.answer(request, this.isUp));
      },
      close: () => undefined,
    });
  }

  #token() {
    return this.#account === null || this.#isRefused
      ? err(appError('auth.required'))
      : ok({ value: this.#account, account: this.#account });
  }

  #renew(): Result<void, AppError> {
    const renewal = this.isUp ? (this.#renewals.shift() ?? 'renewed') : 'offline';
    if (renewal === 'renewed') return ok(undefined);
    return err(appError(renewal === 'offline' ? 'net.refused' : 'auth.required'));
  }

  #listed(vin: string, account: string) {
    return this.isUp ? ok(this.service.list(vin, account)) : err(appError('net.refused'));
  }
}
