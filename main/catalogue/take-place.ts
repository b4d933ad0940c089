import type { Disk } from '../database/disk.ts';

/** A database, and its log, without which it says less than was written. */
const parts = ['', '-wal'] as const;

/** Where the old one is while the new one takes its place. */
const asideOf = (file: string): string => `${file}.before`;

/**
 * Puts a database in the place of another one, both closed. The old one is deleted last: stopped anywhere, or refused by
 * the system, one of them is in place or comes back with `settle`.
 *
 * @throws what the system says; the old one is in its place again where that is possible.
 */
export function takePlace(disk: Disk, fresh: string, file: string): void {
  try {
    move(disk, file, asideOf(file));
    disk.rename(fresh, file);
  } catch (error) {
    settle(disk, file);
    throw error;
  }
  settle(disk, file);
}

/** To be called before the file is opened: a change of place that was stopped in the middle left the old one aside. */
export function settle(disk: Disk, file: string): void {
  if (disk.size(file) === null) move(disk, asideOf(file), file);
  else for (const part of parts) disk.remove(asideOf(file) + part);
}

function move(disk: Disk, from: string, to: string): void {
  for (const part of parts) if (disk.size(from + part) !== null) disk.rename(from + part, to + part);
}
