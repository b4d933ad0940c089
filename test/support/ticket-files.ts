import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSqliteOwnStore } from '../../main/catalogue/sqlite-own-store.ts';
import type { OwnStore } from '../../main/catalogue/own-store.ts';
import { systemDisk, type Disk } from '../../main/database/disk.ts';
import type { KeptPaths } from '../../main/database/kept.ts';
import { createWorkshopFile } from '../../main/database/sqlite-workshop-file.ts';
import type { ExportDeps } from '../../main/platform/draft-transfer.ts';
import { runExport } from '../../main/platform/export-command.ts';
import { createSqliteTemplateStore } from '../../main/templates/sqlite-template-store.ts';
import type { TemplateStore } from '../../main/templates/template-store.ts';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { openTicketFile } from '../../main/tickets/sqlite-ticket-file.ts';
import type { TicketFile } from '../../main/tickets/ticket-file.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { createWitness } from '../../main/tickets/witness.ts';
import type { TicketForm } from '../../preload/contract/ticket.ts';
import { draft } from './tickets.ts';

// Opening, backing up and restoring the files that people's work is in, as tests of what a person would notice need it.
// Nothing else in those tests knows how the program does it, so that this is the one place to follow a change.

/** A folder as the program's data are in, and whatever copies of it a test makes; gone when the test is. */
export async function inFolder(work: (folder: string) => void | Promise<void>): Promise<void> {
  const outer = mkdtempSync(join(tmpdir(), 'workshop-defect-'));
  try {
    await work(join(outer, 'data'));
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}

/** The tickets' database. */
export const fileOf = (folder: string): string => join(folder, 'tickets.db');
/** What people's own names and templates are in. */
export const workshopFileOf = (folder: string): string => join(folder, 'workshop.db');

export interface OpenedTickets {
  readonly store: TicketStore;
  /** What the window says about the file; null: nothing. */
  readonly notice: string | null;
  /** Somebody has read it. */
  readonly dismiss: () => void;
}

export interface OpenOptions {
  /** Milliseconds since the epoch. */
  readonly now?: number;
  readonly disk?: Disk;
  /** Where this PC remembers what was sent from here; default: beside the folder. Null: it remembers nothing. */
  readonly witness?: string | null;
  /** Which PC it is. */
  readonly machine?: string;
}

/** The file behind each store, and the clock that it goes by. */
const files = new WeakMap<
  TicketStore,
  { readonly file: TicketFile; readonly clock: { at: number | null } }
>();

/** Where the program keeps the tickets. */
export const ticketPathsOf = (folder: string): KeptPaths => ({
  file: fileOf(folder),
  backups: join(folder, 'backups'),
});

/** Opens the tickets as a start of the program does. @throws as that does. */
export function openTickets(folder: string, options: OpenOptions = {}): OpenedTickets {
  const clock = { at: options.now ?? null };
  ensure(folder);
  const file = openTheFile(folder, clock, options);
  files.set(file.store, { file, clock });
  const notice = file.notice === null ? null : `database-${file.notice}`;
  return { store: file.store, notice, dismiss: () => file.dismiss() };
}

function openTheFile(
  folder: string,
  clock: { readonly at: number | null },
  { disk = systemDisk, witness = `${folder}-witness.json`, machine = 'this PC' }: OpenOptions = {},
): TicketFile {
  return openTicketFile(ticketPathsOf(folder), {
    disk,
    witness:
      witness === null
        ? { read: () => null, write: () => false }
        : createWitness(witness, dirname(witness), disk, machine),
    now: () => clock.at ?? Date.now(),
    newId: () => crypto.randomUUID(),
  });
}

/** Where drafts are exported to: beside the folder, which is the program's own. */
export const exportOf = (folder: string): string => `${folder}-drafts.json`;
/** For an export in a test that is about something else. */
export const exporting: ExportDeps = { disk: systemDisk, ownFolders: [] };

/** What `--export-drafts` does on a folder, with the program closed. */
export function exportFrom(folder: string, target = exportOf(folder)): { code: number; said: string } {
  const words: string[] = [];
  const code = runExport(ticketPathsOf(folder), target, {
    disk: systemDisk,
    ownFolders: [folder],
    open: () => openTheFile(folder, { at: null }),
    done: () => undefined,
    say: (text) => words.push(text),
  });
  return { code, said: words.join('\n') };
}

/** A store over a file that cannot grow beyond so many pages. */
export function openWithLittleRoom(folder: string, maxPages: number): TicketStore {
  ensure(folder);
  return openSqliteTicketStore(fileOf(folder), { maxPages });
}

/**
 * Makes the backup of the day.
 *
 * @param now milliseconds since the epoch: what the PC's clock says, right or wrong; files are dated by it too.
 * @returns whether one was made.
 */
export function backUpTickets(store: TicketStore, folder: string, now: number): boolean {
  const before = backupsOf(folder);
  const opened = files.get(store);
  if (opened === undefined) throw new Error('the store was not opened by openTickets');
  opened.clock.at = now;
  const made = opened.file.backUp();
  opened.clock.at = null;
  date(
    backupsOf(folder).filter((file) => !before.includes(file)),
    now,
  );
  return made === 'made';
}

/** The files that hold a backup, of the tickets or of another database. */
export function backupsOf(folder: string, kind: 'tickets' | 'workshop' = 'tickets'): string[] {
  const backups = join(folder, 'backups');
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .filter((name) => name.startsWith(kind) && name.endsWith('.db'))
    .map((name) => join(backups, name));
}

export interface OpenedWorkshop {
  readonly templates: TemplateStore;
  readonly own: OwnStore;
  close(): void;
}

/** Opens what people of this workshop said themselves. The day's backup is made with the first change. */
export function openWorkshop(folder: string, options: { readonly now?: () => number } = {}): OpenedWorkshop {
  ensure(folder);
  const now = options.now ?? Date.now;
  const paths = { file: workshopFileOf(folder), backups: join(folder, 'backups') };
  const file = createWorkshopFile(paths, { now });
  const templates = createSqliteTemplateStore(file);
  return {
    templates: {
      ...templates,
      put: (record) => {
        const before = backupsOf(folder, 'workshop');
        const done = templates.put(record);
        date(
          backupsOf(folder, 'workshop').filter((backup) => !before.includes(backup)),
          now(),
        );
        return done;
      },
    },
    own: createSqliteOwnStore(file),
    close: () => file.close(),
  };
}

const ensure = (folder: string) => mkdirSync(folder, { recursive: true });

/** A PC whose clock is wrong dates its files wrongly as well. */
function date(files: readonly string[], at: number): void {
  for (const file of files) utimesSync(file, at / 1_000, at / 1_000);
}

/** Nothing of the file can be read any more. */
export function ruin(file: string): void {
  writeFileSync(file, 'torn');
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/** The files that were put aside beside this one. */
export function putAside(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.includes('.corrupt-'));
}

/** Overwrites some bytes, as a disk does that goes bad. */
export function damage(file: string, from: number, length: number): void {
  if (statSync(file).size < from + length) throw new Error('there is nothing to damage');
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length, 0xaa), 0, length, from);
  closeSync(handle);
}

/** The indexes of the table of tickets, and where in the file each of them begins. */
export function indexesIn(folder: string): { readonly name: string; readonly at: number }[] {
  return looking(folder, (db) => {
    const { page_size: size } = db.prepare('PRAGMA page_size').get() as { page_size: number };
    const rows = db
      .prepare("SELECT name, rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'ticket'")
      .all() as { name: string; rootpage: number }[];
    return rows.map(({ name, rootpage }) => ({ name, at: (rootpage - 1) * size }));
  });
}

/** Where in the file, and how long, a page is that only holds tickets, in the middle of them. */
export function pageOfTickets(folder: string): { readonly at: number; readonly length: number } {
  return looking(folder, (db) => {
    const leaves = db
      .prepare(
        "SELECT pgoffset, pgsize FROM dbstat WHERE name = 'ticket' AND pagetype = 'leaf' ORDER BY path",
      )
      .all() as { pgoffset: number; pgsize: number }[];
    const middle = leaves[Math.floor(leaves.length / 2)];
    if (middle === undefined || leaves.length < 3) throw new Error('all tickets are on one page');
    return { at: middle.pgoffset, length: middle.pgsize };
  });
}

/** The tickets that can still be read, one by one, out of a file that is damaged. */
export function readableIn(folder: string): string[] {
  return looking(folder, (db) => {
    const row = db.prepare('SELECT id, form FROM ticket NOT INDEXED WHERE seq = ?');
    const ids: string[] = [];
    for (let seq = 1; seq <= 1_000; seq += 1) {
      try {
        const found = row.get(seq) as { id: string } | undefined;
        if (found !== undefined) ids.push(found.id);
      } catch {
        // On the page that is gone.
      }
    }
    return ids;
  });
}

function looking<T>(folder: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(fileOf(folder), { readOnly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Puts drafts into a store. @returns their ids, oldest first. */
export function writeDrafts(
  store: TicketStore,
  count: number,
  form: (at: number) => Partial<TicketForm> = (at) => ({ reference: `draft ${at}` }),
): string[] {
  return Array.from({ length: count }, (_, at) => {
    const ticket = draft(form(at));
    const inserted = store.insert(ticket);
    if (!inserted.ok) throw new Error(inserted.error.code);
    return ticket.id;
  });
}

/** The ids of the drafts in a store, sorted. @throws where it cannot be read. */
export function draftsIn(store: TicketStore): string[] {
  const drafts = store.inState('draft');
  if (!drafts.ok) throw new Error(drafts.error.code);
  return drafts.value.map(({ id }) => id).sort();
}
