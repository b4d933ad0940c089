/** What is kept, and what it is made of: the words that kept-file.ts, backups.ts and each kind of file share. */

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
  /** Whether it refuses a file for what it is: of a newer program, or of none that is known. */
  isForeign(error: unknown): boolean;
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
