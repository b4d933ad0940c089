import { basename } from 'node:path';
import { keepTickets, type TicketFile } from '../../main/tickets/ticket-file.ts';
import type { Ticket } from '../../main/tickets/ticket.ts';
import { createWitness } from '../../main/tickets/witness.ts';
import { MemoryDisk, type Content } from './memory-disk.ts';
import {
  createMemoryTicketKind,
  emptyDatabase,
  isSoundIn,
  isWrittenIn,
  loseRow,
  ticketsIn,
  unnamed,
} from './memory-ticket-kind.ts';
import { mortalFiles, type Life } from './mortal-ports.ts';

const DATA = '/pc/data';
const FILE = `${DATA}/tickets.db`;
const BACKUPS = `${DATA}/backups`;
const WITNESS = '/pc/state/witness.json';
const isBackup = /^tickets-.*\.db$/;

/** What a disk, a virus scanner or a power cut makes of the file of tickets. */
export const damages = [
  'torn',
  'emptied',
  'deleted',
  'a-row-lost',
  'another-file',
  'begun-anew-by-an-earlier-program',
] as const;
export type Damage = (typeof damages)[number];

/**
 * The files of the program and what happens to them from outside. What it says of them it reads off the disk, and it
 * knows nothing of how the program chooses.
 */
export class Pc {
  readonly disk = new MemoryDisk();
  readonly #now: () => number;
  #ids = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Opens the tickets as a start of the program does. @throws as that does, and where the process ends in it. */
  open(life: Life): TicketFile {
    const disk = mortalFiles(life, this.disk);
    const kind = createMemoryTicketKind(this.disk, this.#now);
    const opened = keepTickets(
      { file: FILE, backups: BACKUPS },
      {
        ...mortalFiles(life, kind),
        open: (file) =>
          mortalFiles(
            life,
            life.callOrThrow(() => kind.open(file)),
          ),
        // Each of its calls is one of the ports.
        storeOn: (database, hooks) => kind.storeOn(database, hooks),
      },
      {
        disk,
        witness: createWitness(WITNESS, '/pc/state', disk, 'this PC'),
        now: this.#now,
        newId: () => `file-${(this.#ids += 1)}`,
      },
    );
    return opened;
  }

  /** The tickets as they are on the disk. */
  tickets(): readonly Ticket[] {
    return ticketsIn(this.disk, FILE);
  }

  /** The same, whatever log lies beside the file. */
  inPlace(): readonly Ticket[] {
    return ticketsIn(this.disk, FILE, { isAlone: true });
  }

  /** Whether the file can be read as it is. */
  get isSound(): boolean {
    return isSoundIn(this.disk, FILE);
  }

  /** The backups that can be read, the one that was made last first. */
  backups(): readonly string[] {
    return this.disk.madeLast(BACKUPS, isBackup).filter((file) => isSoundIn(this.disk, file));
  }

  in(backup: string): readonly Ticket[] {
    return ticketsIn(this.disk, backup);
  }

  /**
   * The program does not run meanwhile.
   *
   * @returns the tickets that can still be read afterwards; null: nothing is wrong with the file.
   */
  damage(how: Damage, which: number): readonly Ticket[] | null {
    const { disk } = this;
    const isFull = disk.isFull;
    let aside: string | null = null;
    disk.isFull = false;
    switch (how) {
      case 'torn':
        disk.put(FILE, 'torn');
        break;
      case 'emptied':
        disk.put(FILE, '');
        break;
      case 'deleted':
        disk.remove(FILE);
        break;
      case 'a-row-lost':
        loseRow(disk, FILE, which);
        break;
      case 'another-file':
        disk.put(FILE, 'MZ');
        disk.remove(`${FILE}-wal`);
        break;
      case 'begun-anew-by-an-earlier-program':
        if (this.backups().length === 0) break;
        this.#becomeUnnamed();
        aside = this.#aside();
        for (const part of ['', '-wal'])
          if (disk.size(FILE + part) !== null) disk.rename(FILE + part, aside + part);
        disk.put(FILE, emptyDatabase());
        break;
    }
    disk.isFull = isFull;
    if (aside !== null) return ticketsIn(disk, aside);
    return this.isSound ? null : this.tickets();
  }

  /** The tickets that can still be read in what was put aside last, or in the one before, where that says nothing. */
  putAside(): readonly Ticket[] {
    const lastFirst = this.#asides().sort((a, b) => b - a);
    const file = lastFirst
      .map((number) => `${FILE}.corrupt-${number}`)
      .find((aside) => isWrittenIn(this.disk, aside));
    return file === undefined ? [] : ticketsIn(this.disk, file);
  }

  #asides(): number[] {
    return this.disk.list(DATA).flatMap((name) => {
      const number = /^tickets\.db\.corrupt-(\d+)$/.exec(name)?.[1];
      return number === undefined ? [] : [Number(number)];
    });
  }

  /** Under a number after all others. */
  #aside(): string {
    return `${FILE}.corrupt-${Math.max(0, ...this.#asides()) + 1}`;
  }

  /** The newest backup cannot be read any more. */
  damageBackup(): void {
    const [newest] = this.disk.madeLast(BACKUPS, isBackup);
    if (newest !== undefined && !this.disk.isFull) this.disk.put(newest, 'torn');
  }

  /** A person copies a backup over the file, and may leave the log beside it. @returns false: there is none. */
  putBackupInPlace(which: number, leavesLog: boolean): boolean {
    const backups = this.backups();
    const backup = backups[which % Math.max(1, backups.length)];
    if (backup === undefined || this.disk.isFull) return false;
    // Over what is there: the file stays the one it was.
    this.disk.copy(backup, FILE);
    // With a log that goes on from this very backup it would be no older than it was.
    if (!leavesLog || this.isSound) this.disk.remove(`${FILE}-wal`);
    return true;
  }

  /** A copy of the data folder, to be kept somewhere. */
  folder(): ReadonlyMap<string, Content> {
    return this.disk.folder(DATA);
  }

  /** A copy takes the folder's place: here, or on another PC, where nobody was witness. */
  putFolder(folder: ReadonlyMap<string, Content>, where: 'here' | 'elsewhere'): void {
    this.disk.replaceFolder(DATA, folder);
    if (where === 'elsewhere') this.disk.remove(WITNESS);
  }

  /** As an earlier program left it, which gave its files no names and remembered nothing elsewhere. */
  becomeOld(): void {
    this.#becomeUnnamed();
    this.disk.remove(WITNESS);
  }

  /** It also gave its backups no numbers: there was one a day, and the newest was the one of the last day. */
  #becomeUnnamed(): void {
    const kept = new Map<string, string>();
    let before = '9999';
    for (const backup of this.disk.madeLast(BACKUPS, isBackup)) {
      const day = /\d{4,}-\d\d-\d\d/.exec(basename(backup))?.[0] ?? '';
      // One of a clock that had gone wrong would have misled it, and whoever sees the names.
      if (day < before) kept.set(backup, (before = day));
      else this.disk.remove(backup);
    }
    for (const [backup, day] of kept) this.disk.rename(backup, `${BACKUPS}/tickets-${day}.db`);
    for (const [file, content] of this.disk.folder(DATA)) {
      const old = unnamed(content);
      if (old !== content) this.disk.put(file, old);
    }
  }
}
