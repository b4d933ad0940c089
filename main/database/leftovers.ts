import { removeDatabase, UNREADABLE, type Rank } from './backups.ts';
import type { Disk } from './disk.ts';
import type { KeptDatabase } from './kept.ts';

/** What lies about when a file is restored. */
export interface Leftovers {
  /** The file itself, damaged; null: it is gone. */
  readonly inUse: string | null;
  /** What was put aside, the last one last. */
  readonly aside: readonly string[];
  /** Where each is looked at: a database that is looked at is changed by it, and they are evidence. */
  readonly copy: string;
  readonly disk: Disk;
  /** @throws what is no damage. */
  readonly rank: (file: string) => Rank;
}

/** What a file gave, and how much had been written into it; UNREADABLE: it does not say. */
interface Given {
  readonly taken: number;
  readonly written: number;
}
const nothing: Given = { taken: 0, written: UNREADABLE };

/**
 * Takes over into a backup, or an empty database, what was not backed up: out of the file, and out of what was put aside,
 * the last one first, up to one that can be read, since that one was put together from those before it.
 *
 * Out of what was put aside comes what nothing else knows. Only where the file gives nothing may it say more of what
 * the backup knows: an earlier program was stopped there, or began an empty file after that.
 *
 * @returns how much.
 */
export function takeOverLeftovers(database: KeptDatabase, leftovers: Leftovers): number {
  const inUse = leftovers.inUse === null ? nothing : fromFileInUse(database, leftovers, leftovers.inUse);
  let { taken } = inUse;
  for (const file of leftovers.aside.toReversed()) {
    const given = fromAside(database, leftovers, file, taken === 0 && inUse.written <= 0);
    taken += given.taken;
    if (given.written > 0) break;
  }
  return taken;
}

/** @throws where it cannot be had just now. */
function fromFileInUse(database: KeptDatabase, leftovers: Leftovers, file: string): Given {
  return copied(leftovers, file, ({ written }) => {
    const isLater = written === UNREADABLE || written >= database.written();
    return { taken: database.takeOver(leftovers.copy, { wasInUse: true, isLater }), written };
  });
}

/** No database of ours, or not to be had: it stays where it is, and is no reason not to start. */
function fromAside(database: KeptDatabase, leftovers: Leftovers, file: string, mayReplace: boolean): Given {
  const look = { isDone: false };
  try {
    return copied(leftovers, file, ({ written, backups }) => {
      look.isDone = true;
      // No backup was made since, and no less was in it: it goes on where the backup ends.
      const isLater = mayReplace && written >= database.written() && backups >= database.passport().backups;
      return { taken: database.takeOver(leftovers.copy, { wasInUse: false, isLater }), written };
    });
  } catch (error) {
    // What goes wrong after that is wrong with the database that it is to go into.
    if (look.isDone) throw error;
    return nothing;
  }
}

function copied({ copy, disk, rank }: Leftovers, file: string, look: (rank: Rank) => Given): Given {
  removeDatabase(disk, copy);
  try {
    for (const part of ['', '-wal']) if (disk.size(file + part) !== null) disk.copy(file + part, copy + part);
    return look(rank(copy));
  } finally {
    removeDatabase(disk, copy);
  }
}
