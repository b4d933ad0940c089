import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';
import { findElectron } from '../../scripts/electron-runtime.mjs';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { expect, test } from './fixtures.ts';

const isVisible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);

/** Starts the program once more on the same data, as a double click or a script does. */
function startAgain(sandbox: Sandbox, userData: string, words: readonly string[] = []): ChildProcess {
  const deployment = sandbox.writeDeployment(join(userData, '..', `deployment-again-${process.pid}.json`));
  return spawn(
    findElectron()?.executable ?? '',
    ['--disable-gpu', process.cwd(), `--deployment=${deployment}`, `--user-data-dir=${userData}`, ...words],
    { stdio: 'ignore' },
  );
}
const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));

/** How often a program came as far as its first screen on this data. */
function starts(userData: string): number {
  const logs = join(userData, 'logs');
  if (!existsSync(logs)) return 0;
  const text = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
  return text.join('\n').split('started').length - 1;
}

/** The processes that were started on this data, also those which a program starts for itself. */
function processesOn(userData: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(userData);
      } catch {
        // No process, or it has ended.
        return false;
      }
    });
}

/** Whoever uses the data now is ended: nobody here may have started it. As long as one is there, it writes. */
async function endAllOn(userData: string): Promise<void> {
  await expect
    .poll(() => {
      const pids = processesOn(userData);
      for (const pid of pids) spawnSync('kill', ['-9', String(pid)]);
      return pids;
    })
    .toEqual([]);
}

test('exporting drafts from a script beside the running program brings no window forward', async ({
  start,
  sandbox,
  userData,
}) => {
  const { app } = await start();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await isVisible(app)).toBe(false);
  await ended(startAgain(sandbox, userData, [`--export-drafts=${userData}-drafts.json`]));
  expect(await isVisible(app)).toBe(false);
});

test('a program that is started while drafts are being exported is there afterwards', async ({
  start,
  sandbox,
  userData,
}) => {
  await (await start()).close();
  expect(starts(userData)).toBe(1);
  const target = `${userData}-drafts.json`;
  // Nobody reads it yet: the export goes on for as long as this test wants.
  expect(spawnSync('mkfifo', [`${target}.unfinished`]).status).toBe(0);
  const script = startAgain(sandbox, userData, [`--export-drafts=${target}`]);
  // Where the kernel has put it to sleep: it waits for somebody who reads.
  const sleeps = join('/proc', String(script.pid), 'wchan');
  await expect.poll(() => readFileSync(sleeps, 'utf8')).toBe('wait_for_partner');
  startAgain(sandbox, userData);
  try {
    const exported = ended(script);
    await readFile(`${target}.unfinished`);
    // What cannot be brought to the disk is no export: how it ended is no matter here.
    await exported;
    await expect.poll(() => starts(userData), { timeout: 30_000 }).toBe(2);
  } finally {
    await endAllOn(userData);
  }
});

test('a program that is started while it ends is there afterwards', async ({
  program,
  sandbox,
  userData,
}) => {
  const { desk, app } = program;
  await desk.fillRequired();
  sandbox.faults.next({ kind: 'hold', at: 'body' });
  await desk.send();
  await sandbox.record.until(({ path }) => path === '/v1/tickets');
  // What is under way keeps it from ending for some seconds, without a window.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  startAgain(sandbox, userData);
  try {
    await expect.poll(() => starts(userData), { timeout: 15_000 }).toBe(2);
  } finally {
    await endAllOn(userData);
  }
});
