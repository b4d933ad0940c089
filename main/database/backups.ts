import { basename, join } from 'node:path';
import type { Disk } from './disk.ts';
import type { KeptDatabase, KeptNotice, KeptPaths, Kind } from './kept.ts';
import { localDate } from './local-date.ts';

/** Of so many days the newest backup is kept. */
const DAYS = 7;
/** And so many of the newest, whatever their day: a clock may stand still. */
const LAST = 3;
/** So much written since the last backup is worth another one, also where the clock says that it is still that day. */
const MUCH = 200;

/** In place of a number that cannot be read. */
export const UNREADABLE = -1;

/** `there`: none was due. `failed`: there is none, and the file itself is as safe as before. */
export type BackedUp = 'made' | 'there' | 'failed';

/** How new a file is among others: by its own count of backups, and before there was one, by how much was written. */
export interface Rank {
  readonly backups: number;
  readonly written: number;
}
type Backup = Rank & { readonly file: string };

/** The backups of one kept file. The newest is the one with the largest number in it, whatever its date. */
export class Backups<D extends KeptDatabase> {
  readonly #paths: KeptPaths;
  readonly #kind: Kind<D>;
  readonly #deps: { readonly disk: Disk; readonly now: () => number };

  constructor(paths: KeptPaths, kind: Kind<D>, deps: { readonly disk: Disk; readonly now: () => number }) {
    this.#paths = paths;
    this.#kind = kind;
    this.#deps = deps;
  }

  /**
   * Today's backup, if there is none yet. Written under another name and renamed, so that a backup is whole or not
   * there; of older ones the newest of each of seven days is kept.
   */
  make(database: D): BackedUp {
    const { disk, now } = this.#deps;
    const { backups, backupDay } = database.passport();
    const day = localDate(now());
    const all = this.newestFirst();
    const others = all.filter(({ file }) => this.#isOurs(basename(file)));
    const [last] = others;
    const written = database.written();
    const since = last === undefined ? Infinity : written - last.written;
    // Less than in the last backup: that one is of another file, which this one was put in the place of.
    if (backupDay === day && since >= 0 && since < MUCH) return 'there';
    disk.makeFolder(this.#paths.backups);
    this.removeUnfinished();
    // After the largest that there is, whatever was put in place and had counted to.
    const number = Math.max(backups, all[0]?.backups ?? 0) + 1;
    const target = join(this.#paths.backups, `${this.#name}-${day}-${String(number).padStart(6, '0')}.db`);
    // Counted first, so that the copy knows its number.
    database.stamp({ backups: number });
    this.copyAs(database, target, null);
    database.stamp({ backupDay: day });
    // It may have taken the place of one that went bad, whose number nobody could read.
    const older = others.filter(({ file }) => file !== target);
    for (const old of outdated([{ file: target, backups: number, written }, ...older])) disk.remove(old);
    return 'made';
  }

  /** A copy that says of itself that it is a backup: whole under its name, or not there. */
  copyAs(database: D, target: string, notice: KeptNotice | null): void {
    const { disk } = this.#deps;
    const unfinished = `${target}${UNFINISHED}`;
    removeDatabase(disk, unfinished);
    try {
      database.copyTo(unfinished);
      this.#kind.markBackup(unfinished, notice);
      disk.rename(unfinished, target);
    } catch (error) {
      // What found no room must leave the room that it found: the next key that is typed needs it.
      ifPossible(() => removeDatabase(disk, unfinished));
      throw error;
    }
  }

  /** What a backup that was stopped in the middle has left. */
  removeUnfinished(): void {
    removeUnfinished(this.#deps.disk, this.#paths.backups, (name) => this.#isOurs(name));
  }

  /** What people put beside the backups is read for a restore like those, and otherwise left alone. */
  #isOurs(name: string): boolean {
    const start = `${this.#name}-`;
    // Those of version 0.1.0 had no number.
    return name.startsWith(start) && /^\d{4}-\d{2}-\d{2}(-\d{6,})?\.db$/.test(name.slice(start.length));
  }

  newestFirst(): Backup[] {
    const { backups } = this.#paths;
    return this.#deps.disk
      .list(backups)
      .filter((name) => name.startsWith(`${this.#name}-`) && name.endsWith('.db'))
      .map((name) => ({ file: join(backups, name), ...this.rank(join(backups, name)) }))
      .sort((a, b) => b.backups - a.backups || b.written - a.written || b.file.localeCompare(a.file));
  }

  /** @throws what the system says of a file that is only held by somebody. */
  rank(file: string): Rank {
    try {
      return this.#kind.rank(file);
    } catch (error) {
      // Somebody may have it open just now: it is none the worse for that.
      if (!this.#kind.isDamage(error) && !this.#kind.isForeign(error)) throw error;
      // The last to be tried, and the first to go.
      return { backups: UNREADABLE, written: UNREADABLE };
    }
  }

  get #name(): string {
    return basename(this.#paths.file, '.db');
  }
}

/** On a day of much work there are many, and they must not push out those of the days before. */
function outdated(newestFirst: readonly Backup[]): string[] {
  const days = new Set<string>();
  return newestFirst
    .filter(({ file }, at) => {
      const day = /\d{4}-\d{2}-\d{2}/.exec(basename(file))?.[0] ?? '';
      const isNewestOfDay = !days.has(day) && days.size < DAYS;
      days.add(day);
      return at >= LAST && !isNewestOfDay;
    })
    .map(({ file }) => file);
}

const parts = ['', '-wal', '-shm', '-journal'];

/** A database, with all that belongs to it. */
export function removeDatabase(disk: Disk, file: string): void {
  for (const part of parts) disk.remove(file + part);
}

/** A copy of people's work that nobody needs: where it cannot go now, the next start tries again. */
function ifPossible(remove: () => void): void {
  try {
    remove();
  } catch {
    // No reason not to start, and not the one to tell of where something else went wrong.
  }
}

/** At the end of a name: what is written under it is not whole yet. */
const UNFINISHED = '.unfinished';

/** What a backup or a restore that was stopped in the middle has left. */
export function removeUnfinished(disk: Disk, folder: string, isOurs: (name: string) => boolean): void {
  const ends = parts.map((part) => UNFINISHED + part);
  ifPossible(() => {
    for (const name of disk.list(folder)) {
      const end = ends.find((each) => name.endsWith(each));
      if (end !== undefined && isOurs(name.slice(0, -end.length))) disk.remove(join(folder, name));
    }
  });
}
