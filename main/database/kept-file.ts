import { basename, dirname, join } from 'node:path';
import type { Disk } from './disk.ts';
import { localDate } from './local-date.ts';

/** Of so many days the newest backup is kept. */
const DAYS = 7;
/** And so many of the newest, whatever their day: a clock may stand still. */
const LAST = 3;
/** So much written since the last backup is worth another one, also where the clock says that it is still that day. */
const MUCH = 200;
/** A file up to this size is checked at every start; a larger one after a crash, and when something was found amiss. */
const SMALL_BYTES = 16 * 1024 * 1024;

/** In place of a number that cannot be read. */
const UNREADABLE = -1;

/** What a kept file says of itself. */
export interface Passport {
  /** What this file and every copy of it are called; null: it was never opened by a program that gives names. */
  readonly id: string | null;
  /** It is a backup: what it says is what was so when it was made. */
  readonly isBackup: boolean;
  /** How many backups were made of it and its ancestors: the one with the largest number is the newest. */
  readonly backups: number;
  /** The day of the last backup, on the calendar of the PC. It says when one is due, never which one is newer. */
  readonly backupDay: string | null;
  /** What people must be told of it, until somebody has seen it. */
  readonly notice: KeptNotice | null;
  /** Each opening gives it another, which whoever saw it can tell again; and the one before. Null: none was given. */
  readonly session: string | null;
  readonly sessionBefore: string | null;
  /** Which file it was (`Disk.identity`), where nobody outside could take note of the session. */
  readonly home: string | null;
}

/**
 * `restored`: a backup stands in for a damaged file, with what that still gave. `salvaged`: what that still gave, without
 * a backup. `quarantined`: nothing could be had. `put-back`: a person put a backup in place. `copied`: it is a copy of a
 * file that may be in use elsewhere. `older`: it was put back from an older day.
 */
export const keptNotices = ['restored', 'salvaged', 'quarantined', 'put-back', 'copied', 'older'] as const;
export type KeptNotice = (typeof keptNotices)[number];

/** What is known of a damaged file beside the backup that stands in for it. */
export interface Source {
  /** It was the file in use. Otherwise it was put aside once, and what is in use since may say something else. */
  readonly wasInUse: boolean;
  /** No less was written into it, as far as can be told: it goes on where the backup ends. */
  readonly isLater: boolean;
}

/** A kept file that is open. What throws, throws what the database says. */
export interface KeptDatabase {
  passport(): Passport;
  /** Writes it; what is not given stays. */
  stamp(changes: Partial<Passport>): void;
  /**
   * In one commit: whatever may have become another since is put in doubt, and the file is a live one from then on,
   * under a name of its own.
   */
  doubt(passport: Pick<Passport, 'id' | 'notice'>): void;
  /** Looks at all of it. */
  isWhole(): boolean;
  /** How much was ever put in: grows with it, and is never set back. */
  written(): number;
  /** Writes a whole copy, its passport included, into a file that is not there yet. */
  copyTo(file: string): void;
  /** Takes in whatever another file, which may be damaged, still gives and is not here, or is newer. @returns how much. */
  takeOver(damaged: string, from: Source): number;
  close(): void;
}

/** One kind of kept file. */
export interface Kind<D extends KeptDatabase> {
  /** Opens it, and makes or migrates it. @throws what `isDamage` knows, or that it is locked, newer, or without room. */
  open(file: string): D;
  isDamage(error: unknown): boolean;
  /** Whether a file is as only a copying of the database leaves it, and no use of it. */
  isPlainCopy(file: string): boolean;
  /**
   * Makes a backup of a copy: from then on it says that it is one.
   *
   * @param notice what people must be told once it is in use, and nothing else; null: it was put in place by a person.
   */
  markBackup(file: string, notice: KeptNotice | null): void;
  /** Which of two backups is newer: by its own count, and before there was one, by how much had been written. */
  rank(file: string): { readonly backups: number; readonly written: number };
}

export interface KeptPaths {
  /** E.g. `<data>/tickets.db`. */
  readonly file: string;
  /** Where backups are kept, e.g. `<data>/backups`. */
  readonly backups: string;
}

export interface KeptDeps<D extends KeptDatabase> {
  readonly disk: Disk;
  /** Milliseconds since the epoch: for names that people read, and for nothing else. */
  readonly now: () => number;
  readonly newId: () => string;
  /** What else is known of where the file comes from. */
  readonly originOf?: (database: D) => 'same' | 'copied' | 'older';
}

/** `there`: none was due. `failed`: there is none, and the file itself is as safe as before. */
export type BackedUp = 'made' | 'there' | 'failed';

/** What belongs to a database. */
const parts = ['', '-wal', '-shm'] as const;

/**
 * A database that people's work is in: opened, checked, backed up every day, and restored when it is damaged. One for
 * the tickets and one for what the workshop says itself; what they are made of is the kind's.
 *
 * The rules. A backup says of itself that it is one, so that whoever puts it in place, however, puts its tickets in
 * doubt. A restore is copy, check, take over, mark, and as the last step of all a rename: stopped anywhere, it is begun
 * anew. The newest backup is the one with the largest number in it. A file that is missing or empty beside backups is
 * damaged. A disk without room is an error, and never an empty file. Nothing damaged is ever deleted.
 */
export class KeptFile<D extends KeptDatabase> {
  readonly #paths: KeptPaths;
  readonly #kind: Kind<D>;
  readonly #deps: KeptDeps<D>;

  constructor(paths: KeptPaths, kind: Kind<D>, deps: KeptDeps<D>) {
    this.#paths = paths;
    this.#kind = kind;
    this.#deps = deps;
  }

  /** @throws where it can be neither opened nor restored now: locked, newer than the program, no room, no rights. */
  open(): D {
    this.#finishRestore();
    this.#remove(this.#restoring);
    this.#removeUnfinished(dirname(this.#paths.file), `${basename(this.#paths.file)}.`);
    const isCopy = this.#isPlainCopy();
    const database = this.#openSound() ?? this.#restored();
    try {
      return this.#admitted(database, isCopy);
    } catch (error) {
      if (!this.#kind.isDamage(error)) throw error;
    }
    // Restored, it was looked at whole: damage in it now is a disk that goes bad while it is written.
    return this.#admitted(this.#restored(), false);
  }

  /** To be opened, it becomes a file like others: what it was is noted first, until it was admitted as that. */
  #isPlainCopy(): boolean {
    const { disk } = this.#deps;
    const { file } = this.#paths;
    if (this.#exists() && this.#kind.isPlainCopy(file)) {
      disk.write(this.#copyMark, '');
      // It never had a log: the one beside it is another file's, and would be played over it.
      if (disk.size(`${file}-wal`) !== null)
        disk.rename(`${file}-wal`, `${file}.corrupt-${this.#asideNumber()}-log`);
      disk.remove(`${file}-shm`);
    }
    return disk.size(this.#copyMark) !== null;
  }

  /** @throws with the database closed. */
  #admitted(database: D, isCopy: boolean): D {
    try {
      this.#admit(database, isCopy);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Something of it could not be read: the next opening looks at all of it. */
  suspect(): void {
    try {
      this.#deps.disk.write(this.#mark, '');
    } catch {
      // No room or no rights: then the next one that comes upon it tries again.
    }
  }

  /**
   * Today's backup, if there is none yet. Written under another name and renamed, so that a backup is whole or not
   * there; of older ones the newest of each of seven days is kept.
   */
  backUp(database: D): BackedUp {
    const { disk, now } = this.#deps;
    try {
      const { backups, backupDay } = database.passport();
      const day = localDate(now());
      const [last] = this.#backups();
      const since = last === undefined ? Infinity : database.written() - this.#rank(last).written;
      // Less than in the last backup: that one is of another file, which this one was put in the place of.
      if (backupDay === day && since >= 0 && since < MUCH) return 'there';
      disk.makeFolder(this.#paths.backups);
      this.#removeUnfinished(this.#paths.backups, `${this.#name}-`);
      // After the largest that there is, whatever was put in place and had counted to.
      const number = Math.max(backups, this.#lastNumber()) + 1;
      const target = join(this.#paths.backups, `${this.#name}-${day}-${String(number).padStart(6, '0')}.db`);
      // Counted first, so that the copy knows its number.
      database.stamp({ backups: number });
      this.#copyAsBackup(database, target, null);
      database.stamp({ backupDay: day });
      for (const old of this.#outdated()) disk.remove(old);
      return 'made';
    } catch (error) {
      if (this.#kind.isDamage(error)) this.suspect();
      return 'failed';
    }
  }

  /** The day of the last backup, on the calendar of this PC; null: there is none, or it cannot be read. */
  lastBackup(database: D): string | null {
    try {
      return database.passport().backupDay;
    } catch {
      return null;
    }
  }

  /** On a day of much work there are many, and they must not push out those of the days before. */
  #outdated(): string[] {
    const days = new Set<string>();
    return this.#backups().filter((backup, at) => {
      const day = /\d{4}-\d{2}-\d{2}/.exec(basename(backup))?.[0] ?? '';
      const isNewestOfDay = !days.has(day) && days.size < DAYS;
      days.add(day);
      return at >= LAST && !isNewestOfDay;
    });
  }

  /** A copy that says of itself that it is a backup: whole under its name, or not there. */
  #copyAsBackup(database: D, target: string, notice: KeptNotice | null): void {
    const unfinished = `${target}.unfinished`;
    this.#remove(unfinished);
    database.copyTo(unfinished);
    this.#kind.markBackup(unfinished, notice);
    this.#deps.disk.rename(unfinished, target);
  }

  /** What a backup or a restore that was stopped in the middle has left: a copy of people's work that nobody needs. */
  #removeUnfinished(folder: string, start: string): void {
    const { disk } = this.#deps;
    for (const name of disk.list(folder))
      if (name.startsWith(start) && name.includes('.unfinished')) disk.remove(join(folder, name));
  }

  #exists(): boolean {
    return (this.#deps.disk.size(this.#paths.file) ?? 0) > 0;
  }

  /** Null: it is damaged, or gone while something says that it was there. */
  #openSound(): D | null {
    const { file } = this.#paths;
    if (!this.#exists() && !this.#isFirst()) return null;
    const mustCheck = this.#mustCheck();
    try {
      const database = this.#kind.open(file);
      if ((mustCheck && !database.isWhole()) || this.#wasEmptied(database)) {
        // Closing it takes away the log, by which the next start would know that it must look.
        this.suspect();
        database.close();
        return null;
      }
      this.#deps.disk.remove(this.#mark);
      return database;
    } catch (error) {
      if (this.#kind.isDamage(error)) return null;
      throw error;
    }
  }

  /** Nothing was ever here. */
  #isFirst(): boolean {
    const hasLog = (this.#deps.disk.size(`${this.#paths.file}-wal`) ?? 0) > 0;
    return !hasLog && this.#backups().length === 0 && this.#putAside().length === 0;
  }

  /** After a crash the write-ahead log is still there; a small file is checked always, since it costs nothing. */
  #mustCheck(): boolean {
    const { disk } = this.#deps;
    const { file } = this.#paths;
    const isCrashed = (disk.size(`${file}-wal`) ?? 0) > 0;
    return isCrashed || (disk.size(file) ?? 0) <= SMALL_BYTES || disk.size(this.#mark) !== null;
  }

  /** Earlier programs began an empty file where a restore had been interrupted, and gave none of them a name. */
  #wasEmptied(database: D): boolean {
    if (database.written() > 0 || database.passport().id !== null) return false;
    return this.#putAside().length > 0 || this.#backups().some((backup) => this.#rank(backup).written !== 0);
  }

  /** Puts the newest sound backup in the file's place, with whatever the damaged file still gives. */
  #restored(): D {
    const { file } = this.#paths;
    const number = this.#asideNumber();
    const damaged = this.#damaged(this.#putAside().at(-1));
    for (const backup of [...this.#backups(), null]) {
      if (!this.#prepare(backup, damaged, `${this.#ready}${number}`)) continue;
      this.#finishRestore();
      return this.#kind.open(file);
    }
    throw new Error(`${file} can be neither read nor made anew`);
  }

  /**
   * Where what was not backed up may still be read. Where an earlier program was interrupted, or began an empty file
   * after that, the damaged one lies aside already. Null: there is none.
   *
   * @param last the number of the file that was put aside last.
   */
  #damaged(last: number | undefined): string | null {
    const { file } = this.#paths;
    if (this.#exists() && (last === undefined || this.#rank(file).written !== 0)) return file;
    return last === undefined ? null : `${file}.corrupt-${last}`;
  }

  /**
   * A backup, or an empty file, with what the damaged one still gives, whole and marked, beside the place where it
   * belongs.
   *
   * What is put there is a copy that the database made of it: without a log, and a file that nobody has ever opened.
   *
   * @returns false: the backup is no good either.
   */
  #prepare(backup: string | null, damaged: string | null, target: string): boolean {
    const copy = this.#restoring;
    this.#remove(copy);
    try {
      if (backup !== null) this.#deps.disk.copy(backup, copy);
      const database = this.#kind.open(copy);
      try {
        if (!database.isWhole()) return false;
        const taken = damaged === null ? 0 : this.#takeOver(database, damaged);
        const without = taken === 0 ? 'quarantined' : 'salvaged';
        this.#copyAsBackup(database, target, backup === null ? without : 'restored');
      } finally {
        database.close();
      }
      return true;
    } catch (error) {
      if (this.#kind.isDamage(error)) return false;
      throw error;
    } finally {
      this.#remove(copy);
    }
  }

  /** Out of a copy: a database that is looked at is changed by it, and this one is evidence. */
  #takeOver(database: D, damaged: string): number {
    const { disk } = this.#deps;
    const copy = `${this.#paths.file}.reading`;
    this.#remove(copy);
    try {
      for (const part of ['', '-wal'])
        if (disk.size(damaged + part) !== null) disk.copy(damaged + part, copy + part);
      const wasInUse = damaged === this.#paths.file;
      const [here, there] = [database.written(), this.#rank(copy).written];
      const isLater = there === UNREADABLE ? wasInUse : there >= here;
      return database.takeOver(copy, { wasInUse, isLater });
    } finally {
      this.#remove(copy);
    }
  }

  /** The last step, also of a restore that was stopped in it: the damaged file goes aside, the other one in its place. */
  #finishRestore(): void {
    const { disk } = this.#deps;
    const { file } = this.#paths;
    const ready = disk
      .list(dirname(file))
      .filter((name) => name.startsWith(basename(this.#ready)) && /-\d+$/.test(name));
    for (const name of ready) {
      const number = /\d+$/.exec(name)?.[0] ?? '';
      for (const part of parts)
        if (disk.size(file + part) !== null) disk.rename(file + part, `${file}.corrupt-${number}${part}`);
      disk.rename(join(dirname(file), name), file);
      disk.remove(this.#mark);
    }
  }

  /** A backup, a copy, a folder of an older day: what it says may be over, and that is said before anything is done. */
  #admit(database: D, isPlainCopy: boolean): void {
    const { disk, newId, originOf } = this.#deps;
    const passport = database.passport();
    const isBackup = passport.isBackup || (passport.id === null && isPlainCopy);
    if (isBackup) {
      database.doubt({ id: newId(), notice: passport.notice ?? 'put-back' });
    } else {
      const origin = originOf?.(database) ?? 'same';
      if (origin !== 'same') database.doubt({ id: newId(), notice: passport.notice ?? origin });
      else if (passport.id === null) database.stamp({ id: newId() });
    }
    if (isPlainCopy) disk.remove(this.#copyMark);
  }

  /** Newest first. */
  #backups(): string[] {
    const { backups } = this.#paths;
    return this.#deps.disk
      .list(backups)
      .filter((name) => name.startsWith(`${this.#name}-`) && name.endsWith('.db'))
      .map((name) => ({ name, rank: this.#rank(join(backups, name)) }))
      .sort(
        (a, b) =>
          b.rank.backups - a.rank.backups || b.rank.written - a.rank.written || b.name.localeCompare(a.name),
      )
      .map(({ name }) => join(backups, name));
  }

  /** The largest number in any backup. */
  #lastNumber(): number {
    const [last] = this.#backups();
    return last === undefined ? 0 : this.#rank(last).backups;
  }

  #rank(backup: string) {
    try {
      return this.#kind.rank(backup);
    } catch (error) {
      // Somebody may have it open just now: it is none the worse for that.
      if (!this.#kind.isDamage(error)) throw error;
      // The last to be tried, and the first to go.
      return { backups: UNREADABLE, written: UNREADABLE };
    }
  }

  /** For a file to be put aside: after all that were, so that they are in their order, and when, for people. */
  #asideNumber(): number {
    return Math.max(this.#deps.now(), ...this.#putAside().map((other) => other + 1));
  }

  /** The numbers of the files that were put aside, in their order. */
  #putAside(): number[] {
    const { file } = this.#paths;
    const start = `${basename(file)}.corrupt-`;
    return this.#deps.disk
      .list(dirname(file))
      .filter((name) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length)))
      .map((name) => Number(name.slice(start.length)))
      .sort((a, b) => a - b);
  }

  #remove(file: string): void {
    for (const part of [...parts, '-journal']) this.#deps.disk.remove(file + part);
  }

  get #name(): string {
    return basename(this.#paths.file, '.db');
  }
  get #restoring(): string {
    return `${this.#paths.file}.restoring`;
  }
  get #ready(): string {
    return `${this.#paths.file}.restored-`;
  }
  /** There is such a file as long as a copy was not admitted. */
  get #copyMark(): string {
    return `${this.#paths.file}.copy`;
  }
  get #mark(): string {
    return `${this.#paths.file}.check`;
  }
}
