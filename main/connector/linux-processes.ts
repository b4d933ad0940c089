import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Helper } from './port-doctor.ts';

const isPid = (name: string) => /^\d+$/.test(name);

/** Where systemd keeps what it can start: the PC's own, the distribution's. */
const unitFolders = ['etc/systemd/system', 'usr/lib/systemd/system', 'lib/systemd/system'];

/**
 * Whether brltty and ModemManager run, and by which names the system stops them. Null where /proc does not show other
 * users' processes: that none is seen proves nothing there.
 */
export async function readHelpers(
  root: string,
): Promise<{ readonly brltty: Helper; readonly modemManager: Helper } | null> {
  // The first process is root's, always there, and hidden where others' are hidden.
  if ((await commandName(root, '1')) === null) return null;
  const pids = (await readdir(join(root, 'proc')).catch(() => [])).filter(isPid);
  const running = new Set(await Promise.all(pids.map((pid) => commandName(root, pid))));
  const helper = async (name: string, units: readonly string[]): Promise<Helper> => ({
    isRunning: running.has(name),
    units: await installed(root, units),
  });
  return {
    brltty: await helper('brltty', ['brltty.service', 'brltty-udev.service']),
    modemManager: await helper('ModemManager', ['ModemManager.service']),
  };
}

/** As the system shortens it: 15 characters. */
const commandName = (root: string, pid: string): Promise<string | null> =>
  readFile(join(root, 'proc', pid, 'comm'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );

async function installed(root: string, units: readonly string[]): Promise<string[]> {
  const exists = (file: string) =>
    stat(file).then(
      () => true,
      () => false,
    );
  const known = await Promise.all(
    units.map(async (unit) =>
      (await Promise.all(unitFolders.map((folder) => exists(join(root, folder, unit))))).some(Boolean),
    ),
  );
  return units.filter((_unit, index) => known[index]);
}

/**
 * The names of the programs that have this port open, this one left out. Of other users' programs the system does not
 * tell what they have open, so that an empty list does not mean that there is none. Null: not even our own are told.
 */
export async function readHolders(
  root: string,
  path: string,
  ownPid: number,
  isOver: () => boolean,
): Promise<readonly string[] | null> {
  const device = await realpath(join(root, path)).catch(() => null);
  const pids = await readdir(join(root, 'proc')).catch(() => null);
  if (device === null || pids === null) return null;
  const names = new Set<string>();
  for (const pid of pids.filter(isPid)) {
    if (isOver()) return null;
    if (Number(pid) === ownPid || !(await holds(join(root, 'proc', pid, 'fd'), device))) continue;
    const name = await programName(root, pid);
    if (name !== null) names.add(name);
  }
  return [...names];
}

async function holds(folder: string, device: string): Promise<boolean> {
  const files = await readdir(folder).catch(() => []);
  const targets = await Promise.all(files.map((file) => readlink(join(folder, file)).catch(() => null)));
  return targets.includes(device);
}

/** The program's file says more than the name it goes by, which may be that of a thread. */
async function programName(root: string, pid: string): Promise<string | null> {
  const file = await readlink(join(root, 'proc', pid, 'exe')).catch(() => null);
  // Replaced by an update while it runs.
  const name = file === null ? null : basename(file).replace(/ \(deleted\)$/, '');
  return name ?? (await commandName(root, pid));
}
