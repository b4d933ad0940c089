import type { Disk } from '../database/disk.ts';
import type { BackedUp } from '../database/backups.ts';
import { KeptFile } from '../database/kept-file.ts';
import type { Kind, KeptDatabase, KeptNotice, KeptPaths } from '../database/kept.ts';
import type { TicketStore } from './ticket-store.ts';
import { originOf, type Witness } from './witness.ts';

export interface TicketFileDeps {
  readonly disk: Disk;
  readonly witness: Witness;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** What tickets are kept in: a kept file with a store on it. */
export interface TicketKind<D extends KeptDatabase> extends Kind<D> {
  /** How many attempts the file knows of: their numbers are never given twice. */
  attemptsBegun(database: D): number;
  storeOn(database: D, hooks: StoreHooks): TicketStore;
}

export interface StoreHooks {
  /** Something of the file could not be read. */
  readonly onDamage: () => void;
  /** An attempt was begun and is on disk; nothing has left yet. */
  readonly onBegun: () => void;
}

/** The file of tickets, open. */
export interface TicketFile {
  readonly store: TicketStore;
  /** What people must be told of it, until somebody has seen it. */
  readonly notice: KeptNotice | null;
  /** Somebody has seen it. */
  dismiss(): void;
  /** Today's backup, if there is none yet. */
  backUp(): BackedUp;
  /** The day of the last backup, on the calendar of this PC; null: there is none. */
  lastBackup(): string | null;
}

/** Opens the tickets. @throws as KeptFile.open does. */
export function keepTickets<D extends KeptDatabase>(
  paths: KeptPaths,
  kind: TicketKind<D>,
  { disk, witness, now, newId }: TicketFileDeps,
): TicketFile {
  const seen = witness.read();
  const homeNow = () => disk.identity(paths.file);
  const kept = new KeptFile(paths, kind, {
    disk,
    now,
    newId,
    originOf: (opened) => originOf(opened.passport(), homeNow(), kind.attemptsBegun(opened), seen),
  });
  const database = kept.open();
  const { id, notice } = database.passport();
  const session = newId();
  const testify = () => id !== null && witness.write({ id, session, attempts: kind.attemptsBegun(database) });
  // In the file first: stopped in between, it still knows the session that was seen or, where none was, where it lay.
  const lay = seen === null ? { home: homeNow() } : {};
  database.stamp({ session, sessionBefore: seen?.session ?? null, ...lay });
  const home = testify() ? null : homeNow();
  if (database.passport().home !== home) database.stamp({ home });
  return {
    store: kind.storeOn(database, { onDamage: () => kept.suspect(), onBegun: () => void testify() }),
    notice,
    dismiss: () => {
      try {
        database.stamp({ notice: null });
      } catch {
        // No room to say so: it is told again at the next start.
      }
    },
    backUp: () => kept.backUp(database),
    lastBackup: () => kept.lastBackup(database),
  };
}
