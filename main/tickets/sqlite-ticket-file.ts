import type { Disk } from '../database/disk.ts';
import { KeptFile, type KeptNotice, type KeptPaths } from '../database/kept-file.ts';
import type { SqliteKept } from '../database/sqlite-kept.ts';
import { createTicketKind } from './sqlite-ticket-kind.ts';
import { attemptsBegun, createSqliteTicketStore } from './sqlite-ticket-store.ts';
import type { TicketStore } from './ticket-store.ts';
import { originOf, type Witness } from './witness.ts';

export interface TicketFileDeps {
  readonly disk: Disk;
  readonly witness: Witness;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** The file of tickets, open. */
export interface TicketFile {
  readonly store: TicketStore;
  /** What people must be told of it, until somebody has seen it. */
  readonly notice: KeptNotice | null;
  /** Somebody has seen it. */
  dismiss(): void;
  /** Today's backup, if there is none yet. */
  backUp(): 'made' | 'there' | 'failed';
  /** The day of the last backup, on the calendar of this PC; null: there is none. */
  lastBackup(): string | null;
}

/** Opens the tickets. @throws as KeptFile.open does. */
export function openTicketFile(paths: KeptPaths, { disk, witness, now, newId }: TicketFileDeps): TicketFile {
  const kept = new KeptFile<SqliteKept>(paths, createTicketKind(disk, now), {
    disk,
    now,
    newId,
    originOf: (file, home) => originOf(file.passport(), home, attemptsBegun(file.db), witness.read()),
  });
  const database = kept.open();
  const { id, notice } = database.passport();
  const testify = (begun: number) => {
    if (id !== null) witness.write({ id, attempts: begun });
  };
  if (witness.read()?.id !== id) testify(attemptsBegun(database.db));
  return {
    store: createSqliteTicketStore(database.db, { onDamage: () => kept.suspect(), onBegun: testify }),
    notice,
    dismiss: () => database.stamp({ notice: null }),
    backUp: () => kept.backUp(database),
    lastBackup: () => database.passport().backupDay,
  };
}
