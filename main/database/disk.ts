import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * What is done with whole files. Each step is done or not done when the power goes, and on the disk when it returns, as
 * far as the system keeps that promise. All of it throws what the system says.
 */
export interface Disk {
  /** Bytes; null: it is not there. */
  size(file: string): number | null;
  /** The first bytes of a file; fewer where it is shorter. */
  head(file: string, length: number): Uint8Array;
  copy(from: string, to: string): void;
  /** Also over one that is there. */
  rename(from: string, to: string): void;
  /** Not being there is as good. */
  remove(file: string): void;
  /** The names in a folder; none where there is no folder. */
  list(folder: string): string[];
  makeFolder(folder: string): void;
  /** Null: it is not there. */
  read(file: string): string | null;
  /** Whole or not at all, and for this person alone. */
  write(file: string, text: string): void;
  /** What a file is known by and no copy of it shares, wherever it is moved to; null: the system does not tell. */
  identity(file: string): string | null;
}

/** For people alone: drafts, tickets and who drives which car are nobody else's business. */
const PRIVATE = 0o600;

export const systemDisk: Disk = {
  size: (file) => statSync(file, { throwIfNoEntry: false })?.size ?? null,
  head(file, length) {
    const bytes = Buffer.alloc(length);
    const handle = openSync(file, 'r');
    try {
      return bytes.subarray(0, readSync(handle, bytes, 0, length, 0));
    } finally {
      closeSync(handle);
    }
  },
  copy(from, to) {
    copyFileSync(from, to);
    flush(to, 'r+');
  },
  rename(from, to) {
    renameSync(from, to);
    flushFolder(dirname(to));
  },
  remove: (file) => rmSync(file, { force: true }),
  list(folder) {
    try {
      return readdirSync(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  },
  makeFolder: (folder) => void mkdirSync(folder, { recursive: true, mode: 0o700 }),
  read(file) {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  },
  write(file, text) {
    const unfinished = `${file}.unfinished`;
    try {
      writeFileSync(unfinished, text, { mode: PRIVATE, flush: true });
      renameSync(unfinished, file);
    } catch (error) {
      // Half a file takes room that there is none of, and would be taken for a whole one some day.
      removeIfPossible(unfinished);
      throw error;
    }
    flushFolder(dirname(file));
  },
  identity(file) {
    const { ino, birthtimeNs } = statSync(file, { bigint: true });
    return ino === 0n ? null : `${ino}-${birthtimeNs}`;
  },
};

function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The folder cannot be written to any more: what went wrong first is told.
  }
}

function flush(file: string, flags: string): void {
  const handle = openSync(file, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** That a file has a name is written in its folder. Windows knows no such thing. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  try {
    flush(folder, 'r');
  } catch {
    // Some file systems of networks do not let folders be opened: then it is as durable as they are.
  }
}
