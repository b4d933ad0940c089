import { userInfo } from 'node:os';
import { readAccess, type Identity } from './linux-access.ts';
import { readHelpers, readHolders } from './linux-processes.ts';
import { readUsbDevices } from './linux-usb.ts';
import type { PortFacts } from './port-doctor.ts';
import { orNull } from '../timers.ts';

/** A question the system has not answered by then counts as not answered. */
const LIMIT_MS = 1_500;

export interface SystemPortFactsOptions {
  readonly platform?: NodeJS.Platform;
  /** Stands in front of /proc, /sys, /etc and /dev in tests. */
  readonly root?: string;
  readonly identity?: Identity;
}

/**
 * What this PC tells about its ports, by reading only: on Linux from /proc and /sys, without any other program. Windows
 * and macOS tell nothing of this without tools of their own or an administrator's rights, so there the answer is "not
 * told", and the window says so.
 */
export function createSystemPortFacts({
  platform = process.platform,
  root = '/',
  identity = whoAmI(),
}: SystemPortFactsOptions = {}): PortFacts {
  if (platform !== 'linux') {
    const notTold = () => Promise.resolve(null);
    return { usb: notTold, helpers: notTold, access: notTold, holders: notTold };
  }
  return {
    usb: () => limited(() => readUsbDevices(root)),
    helpers: () => limited(() => readHelpers(root)),
    access: (path) => limited(() => readAccess(root, path, identity)),
    holders: (path) => limited((isOver) => readHolders(root, path, process.pid, isOver)),
  };
}

function whoAmI(): Identity {
  try {
    return { user: userInfo().username, groups: process.getgroups?.() ?? [] };
  } catch {
    // A user without an entry in the system's list.
    return { user: '', groups: process.getgroups?.() ?? [] };
  }
}

/** Null when it takes too long or fails. `isOver` lets long work end early. */
async function limited<T>(work: (isOver: () => boolean) => Promise<T>): Promise<T | null> {
  let isOver = false;
  const found = await orNull(() => work(() => isOver), LIMIT_MS);
  isOver = true;
  return found;
}
