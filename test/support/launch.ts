import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { findElectron } from '../../scripts/electron-runtime.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface LaunchOptions {
  readonly deployment: string;
  /** Kept from an earlier launch; default: a new one. */
  readonly userData?: string;
  /** A packaged program instead of the project's folder. */
  readonly packaged?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly colorScheme?: 'light' | 'dark';
}

/** A running program with its window. */
export interface Launched {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly userData: string;
  /** Standard output and error so far. */
  readonly output: () => string;
  /** As a power cut would: nothing gets to say goodbye. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const newUserData = (): string => mkdtempSync(join(tmpdir(), 'workshop-data-'));

/** Starts the real program in a real window, sandbox on, and waits until its first screen is usable. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const electron = findElectron();
  if (electron === null) throw new Error('There is no Electron: run "npm run setup" first');
  const userData = options.userData ?? newUserData();
  mkdirSync(userData, { recursive: true });
  const args = [`--deployment=${options.deployment}`, `--user-data-dir=${userData}`];
  const app = await _electron.launch({
    executablePath: options.packaged ?? electron.executable,
    args: options.packaged === undefined ? [root, ...args] : args,
    // Playwright would switch Chromium's sandbox off otherwise.
    chromiumSandbox: true,
    cwd: root,
    env: { ...definedEnvironment(), ...options.env },
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
  let output = '';
  const child = app.process();
  child.stdout?.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (output += text.toString()));
  const window = await app.firstWindow();
  await window.getByRole('heading', { name: 'Jifeline Workshop' }).waitFor();
  const gone = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  return {
    app,
    window,
    userData,
    output: () => output,
    async kill() {
      killTree(child.pid ?? -1);
      await gone;
    },
    async close() {
      await app.close();
    },
  };
}

/** Kills a process and everything it started, so that nothing is left holding the data folder. */
function killTree(pid: number): void {
  if (pid <= 1) return;
  // Asked first: an orphan is nobody's child any more.
  const children = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).stdout;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone by itself meanwhile.
  }
  for (const child of children.split('\n').filter(Boolean)) killTree(Number(child));
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
