import { basename, dirname } from 'node:path';
import { Backups, removeDatabase, removeUnfinished, type BackedUp } from './backups.ts';
import type { Disk } from './disk.ts';
import type { KeptDatabase, KeptPaths, Kind } from './kept.ts';
import { takeOverLeftovers, type Leftovers } from './leftovers.ts';

/** A file up to this size is checked at every start; a larger one after a crash, and when something was found amiss. */
const SMALL_BYTES = 16 * 1024 * 1024;

export interface KeptDeps<D extends KeptDatabase> {
  readonly disk: Disk;
  /** Milliseconds since the epoch: for names that people read, and for nothing else. */
  readonly now: () => number;
  readonly newId: () => string;
  /** What else is known of where the file comes from. */
  readonly originOf?: (database: D) => 'same' | 'copied' | 'older';
}

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
  readonly #backups: Backups<D>;

  constructor(paths: KeptPaths, kind: Kind<D>, deps: KeptDeps<D>) {
    this.#paths = paths;
    this.#kind = kind;
    this.#deps = deps;
    this.#backups = new Backups(paths, kind, deps);
  }

  /** @throws where it can be neither opened nor restored now: locked, newer than the program, no room, no rights. */
  open(): D {
    this.#finishRestore();
    this.#remove(this.#restoring);
    const beside = `${basename(this.#paths.file)}.`;
    removeUnfinished(this.#deps.disk, dirname(this.#paths.file), (name) => name.startsWith(beside));
    this.#backups.removeUnfinished();
    const isCopy = this.#notePlainCopy();
    const database = this.#openSound() ?? this.#restored();
    try {
      return this.#admitted(database, isCopy);
    } catch (error) {
      if (!this.#kind.isDamage(error)) throw error;
    }
    // Restored, it was looked at whole: damage in it now is a disk that goes bad while it is written.
    return this.#admitted(this.#restored(), false);
  }

  /**
   * To be opened, a plain copy becomes a file like others: what it was is noted first, until it was admitted as that.
   *
   * @returns whether it is one, or was when it was first met.
   */
  #notePlainCopy(): boolean {
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

  /** Today's backup, if there is none yet. */
  backUp(database: D): BackedUp {
    try {
      return this.#backups.make(database);
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
    return !hasLog && this.#backups.newestFirst().length === 0 && this.#putAside().length === 0;
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
    return this.#putAside().length > 0 || this.#backups.newestFirst().some(({ written }) => written !== 0);
  }

  /** Puts the newest sound backup in the file's place, with whatever else still gives something. */
  #restored(): D {
    const { file } = this.#paths;
    const number = this.#asideNumber();
    let refusal: Error | null = null;
    for (const { file: backup } of this.#backups.newestFirst()) {
      try {
        if (this.#prepare(backup, `${this.#ready}${number}`)) return this.#putInPlace();
      } catch (error) {
        if (!this.#kind.isForeign(error)) throw error;
        refusal ??= error as Error;
      }
    }
    // A backup of a newer program is no reason to begin with nothing.
    if (refusal !== null) throw refusal;
    if (this.#prepare(null, `${this.#ready}${number}`)) return this.#putInPlace();
    throw new Error(`${file} can be neither read nor made anew`);
  }

  #putInPlace(): D {
    this.#finishRestore();
    return this.#kind.open(this.#paths.file);
  }

  /**
   * A backup, or an empty file, with what the damaged ones still give, whole and marked, beside the place where it
   * belongs.
   *
   * What is put there is a copy that the database made of it: without a log, and a file that nobody has ever opened.
   *
   * @returns false: the backup is no good either.
   */
  #prepare(backup: string | null, target: string): boolean {
    const copy = this.#restoring;
    this.#remove(copy);
    try {
      if (backup !== null) this.#deps.disk.copy(backup, copy);
      const database = this.#kind.open(copy);
      try {
        if (!database.isWhole()) return false;
        const taken = takeOverLeftovers(database, this.#leftovers());
        const without = taken === 0 ? 'quarantined' : 'salvaged';
        this.#backups.copyAs(database, target, backup === null ? without : 'restored');
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

  #leftovers(): Leftovers {
    const { file } = this.#paths;
    return {
      inUse: this.#exists() ? file : null,
      aside: this.#putAside().map((number) => `${file}.corrupt-${number}`),
      copy: this.#reading,
      disk: this.#deps.disk,
      rank: (copy) => this.#backups.rank(copy),
    };
  }

  /** The last step, also of a restore that was stopped in it: the damaged file goes aside, the other one in its place. */
  #finishRestore(): void {
    const { disk } = this.#deps;
    const { file } = this.#paths;
    for (const number of this.#numbersOf(this.#ready)) {
      for (const part of parts)
        if (disk.size(file + part) !== null) disk.rename(file + part, `${file}.corrupt-${number}${part}`);
      disk.rename(`${this.#ready}${number}`, file);
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

  /**
   * For a file to be put aside: after all that were, so that they are in their order, and when, for people. A clock of
   * before 1970 gives no number that a name could be known by.
   */
  #asideNumber(): number {
    return Math.max(1, this.#deps.now(), ...this.#putAside().map((other) => other + 1));
  }

  /** The numbers of the files that were put aside, in their order. */
  #putAside(): number[] {
    return this.#numbersOf(`${this.#paths.file}.corrupt-`);
  }

  /** The numbers of the files that are named so and with a number, in their order. */
  #numbersOf(named: string): number[] {
    const start = basename(named);
    return (
      this.#deps.disk
        .list(dirname(named))
        .filter((name) => name.startsWith(start))
        .map((name) => name.slice(start.length))
        // What is called otherwise was called so by others: from its number it could not be found again.
        .filter((number) => /^\d+$/.test(number) && String(Number(number)) === number)
        .map(Number)
        .sort((a, b) => a - b)
    );
  }

  #remove(file: string): void {
    removeDatabase(this.#deps.disk, file);
  }

  // Names that nobody gives to a copy of their own: what is called so is put in place, written over and removed.

  get #restoring(): string {
    return `${this.#paths.file}.restoring`;
  }
  get #reading(): string {
    return `${this.#paths.file}.reading`;
  }
  get #ready(): string {
    return `${this.#paths.file}.takes-its-place-`;
  }
  /** There is such a file as long as a copy was not admitted. */
  get #copyMark(): string {
    return `${this.#paths.file}.is-a-copy`;
  }
  get #mark(): string {
    return `${this.#paths.file}.to-be-checked`;
  }
}
