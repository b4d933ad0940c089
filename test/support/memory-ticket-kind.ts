import { isDeepStrictEqual } from 'node:util';
import type { KeptDatabase, Passport, Source } from '../../main/database/kept.ts';
import { isBlank } from '../../main/tickets/form.ts';
import type { TicketKind } from '../../main/tickets/ticket-file.ts';
import { step, type Ticket } from '../../main/tickets/ticket.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { StorageError } from '../../main/database/storage-error.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import type { Content, MemoryDisk } from './memory-disk.ts';
import { createMemoryTicketStore, noTickets, type MemoryTickets } from './memory-ticket-store.ts';

/** Everything that a database holds. */
interface Held {
  readonly tickets: MemoryTickets;
  readonly passport: Passport;
}

/** A database's file: what was in it at its last checkpoint. */
class Pages {
  readonly held: Held;
  /** The log that belongs to it says the same. */
  readonly salt: object;
  /** It was used with a log at least once. */
  readonly isLogged: boolean;
  /** Rows that cannot be read any more. */
  readonly lost: ReadonlySet<string>;

  constructor(held: Held, salt: object, isLogged: boolean, lost: ReadonlySet<string> = new Set()) {
    this.held = held;
    this.salt = salt;
    this.isLogged = isLogged;
    this.lost = lost;
  }
}

/** A database's log: everything since the last checkpoint. */
class Log {
  readonly held: Held;
  readonly salt: object;

  constructor(held: Held, salt: object) {
    this.held = held;
    this.salt = salt;
  }
}

/** What is read is not what was written. */
class Damage extends Error {}

const nobody: Passport = {
  id: null,
  session: null,
  sessionBefore: null,
  home: null,
  isBackup: false,
  backups: 0,
  backupDay: null,
  notice: null,
};

const copyOf = ({ rows, touched, places, attempts }: MemoryTickets): MemoryTickets => ({
  rows: [...rows],
  touched: [...touched],
  places,
  attempts: [...attempts],
});

/** What the bytes say, without opening anything. Null: it cannot be read as a database. */
function readIn(
  disk: MemoryDisk,
  file: string,
  isAlone = false,
): { readonly held: Held; readonly lost: ReadonlySet<string> } | null {
  const [pages, log] = [disk.content(file), disk.content(`${file}-wal`)];
  if (!(pages instanceof Pages)) return null;
  if (isAlone || log === null || log === '') return pages;
  if (!(log instanceof Log) || log.salt !== pages.salt) return null;
  return { held: log.held, lost: pages.lost };
}

/** The tickets that a file still gives, whatever else is wrong with it; `isAlone`: without its log. */
export function ticketsIn(
  disk: MemoryDisk,
  file: string,
  { isAlone = false }: { readonly isAlone?: boolean } = {},
): readonly Ticket[] {
  const read = readIn(disk, file, isAlone);
  return read === null ? [] : read.held.tickets.rows.filter(({ id }) => !read.lost.has(id));
}

/** Whether anything was ever written into it, as far as it says. */
export const isWrittenIn = (disk: MemoryDisk, file: string): boolean => {
  const read = readIn(disk, file);
  return read !== null && writtenIn(read.held) > 0;
};

/** Whether a file can be read to its end. */
export const isSoundIn = (disk: MemoryDisk, file: string): boolean => readIn(disk, file)?.lost.size === 0;

export interface MemoryKept extends KeptDatabase {
  readonly file: string;
}

/** Tickets kept in a disk in memory, with a log beside the file as SQLite has one. */
export function createMemoryTicketKind(disk: MemoryDisk, now: () => number): TicketKind<MemoryKept> {
  disk.headOf = (content) => {
    const head = new Uint8Array(20);
    head[18] = content instanceof Pages && !content.isLogged ? 1 : 2;
    return head;
  };
  /** The database, its log included. */
  const heldIn = (file: string): Held => {
    const read = readIn(disk, file);
    if (read === null) throw new Damage(file);
    return read.held;
  };
  const pagesIn = (file: string): Pages => {
    const pages = disk.content(file);
    if (!(pages instanceof Pages)) throw new Damage(file);
    return pages;
  };
  /** One commit: it is in the log, or it is not. */
  const commit = (file: string, changes: Partial<Held>): void => {
    const held = heldIn(file);
    disk.put(`${file}-wal`, new Log({ ...held, ...changes }, pagesIn(file).salt));
  };
  const lostIn = (file: string) => pagesIn(file).lost;

  return {
    open: (file) => {
      if ((disk.size(file) ?? 0) === 0) {
        // A log without the file that it belongs to is of no use to a database, and it removes it.
        disk.remove(`${file}-wal`);
        disk.put(file, new Pages({ tickets: noTickets(), passport: nobody }, {}, true));
      }
      heldIn(file);
      const pages = pagesIn(file);
      if (!pages.isLogged) disk.put(file, new Pages(pages.held, pages.salt, true, pages.lost));
      return {
        file,
        passport: () => heldIn(file).passport,
        stamp: (changes) => commit(file, { passport: { ...heldIn(file).passport, ...changes } }),
        doubt: (passport) => {
          const held = heldIn(file);
          const rows = held.tickets.rows.map((ticket) => doubted(ticket, now()));
          commit(file, {
            tickets: { ...copyOf(held.tickets), rows },
            passport: { ...held.passport, ...passport, isBackup: false },
          });
        },
        isWhole: () => lostIn(file).size === 0,
        written: () => writtenIn(heldIn(file)),
        copyTo: (target) => {
          if (lostIn(file).size > 0) throw new Damage(file);
          disk.put(target, new Pages(heldIn(file), {}, false));
        },
        takeOver: (damaged, source) => {
          const { tickets } = heldIn(file);
          const { taken, after } = takenOver(tickets, ticketsIn(disk, damaged), source);
          const attempts = readIn(disk, damaged)?.held.tickets.attempts ?? [];
          const longer = attempts.length > tickets.attempts.length ? attempts : tickets.attempts;
          commit(file, { tickets: { ...after, attempts: [...longer] } });
          return taken;
        },
        close: () => {
          const pages = disk.content(file);
          if (!(pages instanceof Pages) || readIn(disk, file) === null || disk.isFull) return;
          disk.put(file, new Pages(heldIn(file), pages.salt, true, pages.lost));
          disk.remove(`${file}-wal`);
        },
      };
    },
    isDamage: (error) => error instanceof Damage,
    isForeign: () => false,
    isPlainCopy: (file) => disk.head(file)[18] === 1,
    markBackup: (file, notice) => {
      const { held, salt, isLogged, lost } = pagesIn(file);
      disk.put(
        file,
        new Pages({ ...held, passport: { ...held.passport, isBackup: true, notice } }, salt, isLogged, lost),
      );
    },
    rank: (file) => {
      const held = heldIn(file);
      return { backups: held.passport.backups, written: writtenIn(held) };
    },
    attemptsBegun: ({ file }) => heldIn(file).tickets.attempts.length,
    storeOn: ({ file }, hooks) => storeOn(file, hooks),
  };

  function storeOn(file: string, hooks: { onDamage: () => void; onBegun: () => void }): TicketStore {
    const tickets = copyOf(heldIn(file).tickets);
    const store = createMemoryTicketStore(
      tickets,
      () => disk.isFull,
      () => commit(file, { tickets: copyOf(tickets) }),
    );
    const replace: TicketStore['replace'] = (seen, next, entry) => {
      const replaced = store.replace(seen, next, entry);
      if (entry?.event === 'begun' && replaced.ok && replaced.value === 'done') hooks.onBegun();
      return replaced;
    };
    /** A row on a page that is gone fails whatever comes upon it. */
    const met = <R>(result: Result<R, StorageError>): Result<R, StorageError> => {
      const lost = lostIn(file);
      const isMet = result.ok && [result.value].flat().some((found) => isRow(found) && lost.has(found.id));
      if (!isMet) return result;
      hooks.onDamage();
      return failed;
    };
    return {
      ...store,
      replace: (seen, next, entry) => (met(ok(next)).ok ? replace(seen, next, entry) : failed),
      get: (id) => met(store.get(id)),
      latestDraft: () => met(store.latestDraft()),
      list: (page) => met(store.list(page)),
      inState: (state) => met(store.inState(state)),
      nameless: (vin) => met(store.nameless(vin)),
      blocker: (lane) => met(store.blocker(lane)),
      nextInLane: (lane) => met(store.nextInLane(lane)),
      queuedIn: (lane) => met(store.queuedIn(lane)),
      underWayFor: (...given) => met(store.underWayFor(...given)),
      claimedBy: (number) => met(store.claimedBy(number)),
      close: () => undefined,
    };
  }
}

const isRow = (value: unknown): value is Ticket =>
  typeof value === 'object' && value !== null && 'id' in value;
const failed = err(appError('storage.failed') as StorageError);

const writtenIn = ({ tickets }: Held): number => tickets.places + tickets.attempts.length;

/** Whatever might have been sent since is in doubt. */
function doubted(ticket: Ticket, at: number): Ticket {
  if (isBlank(ticket.form)) return ticket;
  const next = step(ticket, { kind: 'restoredFromBackup' }, at);
  return next.ok ? next.value : ticket;
}

/** What is here, with what is not here, or newer there. */
function takenOver(here: MemoryTickets, there: readonly Ticket[], { wasInUse, isLater }: Source) {
  const rows = [...here.rows];
  let [taken, { places }] = [0, here];
  for (const found of there) {
    const ticket: Ticket =
      found.state === 'sending' ? { ...found, state: 'unconfirmed', doubted: true } : found;
    const at = rows.findIndex(({ id }) => id === ticket.id);
    const known = rows[at];
    if (known?.state === 'created' && ticket.state !== 'created') continue;
    const isProof =
      ticket.state === 'created' && known?.state !== 'created' && isDeepStrictEqual(ticket.form, known?.form);
    if (!isProof && known !== undefined && !(isLater ? ticket.revision > known.revision : wasInUse)) continue;
    if (known === undefined) rows.push({ ...ticket, place: (places += 1) });
    else rows[at] = { ...ticket, place: known.place };
    taken += 1;
  }
  const touched = rows.filter(({ state }) => state === 'draft').map(({ id }) => id);
  return { taken, after: { ...copyOf(here), rows, places, touched } };
}

// — what happens to files —

/** One row, of those there are, can be read no more. */
export function loseRow(disk: MemoryDisk, file: string, which: number): void {
  const pages = disk.content(file);
  if (!(pages instanceof Pages)) return;
  const rows = readIn(disk, file)?.held.tickets.rows ?? [];
  const row = rows[which % Math.max(1, rows.length)];
  if (row === undefined) return;
  disk.put(file, new Pages(pages.held, pages.salt, pages.isLogged, new Set([...pages.lost, row.id])));
}

/** An empty database, as one that was begun where another had been: by a program that gave none of them a name. */
export const emptyDatabase = (): Content => new Pages({ tickets: noTickets(), passport: nobody }, {}, true);

/** The same as a program left it that gave its files no names, and did not mark its backups. */
export function unnamed(content: Content): Content {
  if (content instanceof Pages)
    return new Pages({ ...content.held, passport: nobody }, content.salt, content.isLogged, content.lost);
  return content instanceof Log ? new Log({ ...content.held, passport: nobody }, content.salt) : content;
}
