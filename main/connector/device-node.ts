import { constants, lstatSync, statSync, type BigIntStats } from 'node:fs';
import { access, lstat, open, stat } from 'node:fs/promises';
import { orNull } from '../timers.ts';

/** A device that hangs shall not hold up the answer why it does not open. */
const LIMIT_MS = 1_500;

/**
 * What is known of the file in /dev that a port is: the number of the node and when it was made, of the link and of
 * what it leads to. Another one each time a device is plugged in, also under the same name.
 *
 * @returns undefined where there is none now, and on Windows, whose ports are no files.
 */
export async function nodeOf(path: string): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  try {
    return nameOf(await lstat(path, { bigint: true }), await stat(path, { bigint: true }));
  } catch {
    return undefined;
  }
}

/** The same at once: for the moment in which somebody relies on it. */
export function nodeNow(path: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    return nameOf(lstatSync(path, { bigint: true }), statSync(path, { bigint: true }));
  } catch {
    return undefined;
  }
}

// Not the time of the last change: that is also another one when somebody is given the right to use it.
const nameOf = (link: BigIntStats, target: BigIntStats): string =>
  [link, target].map(({ dev, ino, rdev, birthtimeNs }) => [dev, ino, rdev, birthtimeNs].join(':')).join(' ');

/** What a second look at a node brings, after it could not be opened. */
export type NodeLook =
  /** There is none of this name. */
  | { readonly kind: 'missing' }
  /** This user may not read and write it. */
  | { readonly kind: 'denied' }
  /** The system refuses to open it, with this code: `EBUSY`, `EIO`. The number is the system's own. */
  | { readonly kind: 'refused'; readonly code: string; readonly number: number | null }
  /** It is there, may be used, and says no more. */
  | { readonly kind: 'fine' };

/** Looks at the node of a port that did not open just now: by codes, which are the same in every language. */
export async function lookAtNode(path: string): Promise<NodeLook> {
  try {
    await stat(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { kind: code === 'EACCES' ? 'denied' : 'missing' };
  }
  try {
    await access(path, constants.R_OK | constants.W_OK);
  } catch {
    return { kind: 'denied' };
  }
  return (await orNull(() => openOnce(path), LIMIT_MS)) ?? { kind: 'fine' };
}

/** Opened once more, as a file, for the code that serialport does not pass on. It does not wait for a carrier. */
async function openOnce(path: string): Promise<NodeLook> {
  try {
    await (await open(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)).close();
    return { kind: 'fine' };
  } catch (error) {
    const { code, errno } = error as NodeJS.ErrnoException;
    return { kind: 'refused', code: code ?? '', number: errno === undefined ? null : Math.abs(errno) };
  }
}
