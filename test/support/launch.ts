import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, chromium, type ElectronApplication, type Page } from 'playwright';
import { findElectron } from '../../scripts/electron-runtime.mjs';

/** How long a click or a wait may take before a test says what it waited for. */
const ACTION_MS = 20_000;

/** How long the program may take to start, and to end. */
const START_MS = 30_000;

const root = fileURLToPath(new URL('../..', import.meta.url));

const attachLate = fileURLToPath(new URL('attach-late.mjs', import.meta.url));

export interface LaunchOptions {
  readonly deployment: string;
  /** Kept from an earlier launch; default: a new one. */
  readonly userData?: string;
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
    executablePath: attachLate,
    timeout: START_MS,
    // A virtual display has no graphics card: Chromium would try for one, and is sometimes left without a picture.
    args: ['--disable-gpu', root, ...args],
    // Playwright would switch Chromium's sandbox off otherwise.
    chromiumSandbox: true,
    cwd: root,
    env: { ...definedEnvironment(), ...options.env, ATTACH_LATE_TO: electron.executable },
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
  let output = '';
  const child = app.process();
  child.stdout?.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (output += text.toString()));
  const window = await app.firstWindow();
  await usable(window, () => output);
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
      // The program itself; what started it for Playwright ends with it.
      for (const program of childrenOf(child.pid ?? -1)) killTree(program);
      await gone;
    },
    async close() {
      const late = new Promise<never>((_resolve, reject) => {
        const say = () => reject(new Error(`The program does not end:\n${output}`));
        setTimeout(say, START_MS).unref();
      });
      await Promise.race([app.close(), late]);
    },
  };
}

/** Starts the packaged program. Its fuses shut Node's inspector out, so only its window can be driven. */
export async function launchPackaged(
  executable: string,
  options: LaunchOptions,
): Promise<Omit<Launched, 'app'> & { readonly process: ChildProcess }> {
  const userData = options.userData ?? newUserData();
  mkdirSync(userData, { recursive: true });
  const child = spawn(
    executable,
    [`--deployment=${options.deployment}`, `--user-data-dir=${userData}`, '--remote-debugging-port=0'],
    { env: { ...definedEnvironment(), ...options.env }, cwd: userData },
  );
  let output = '';
  const address = new Promise<string>((resolve, reject) => {
    const heard = (text: Buffer) => {
      output += text.toString();
      const match = /DevTools listening on (ws:\S+)/.exec(output);
      if (match?.[1] !== undefined) resolve(match[1]);
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.once('exit', () => reject(new Error(`The program ended:\n${output}`)));
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const browser = await chromium.connectOverCDP(await address, { noDefaults: true });
  const context = browser.contexts()[0];
  const window = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (window === undefined) throw new Error('The program has no window');
  await usable(window, () => output);
  return {
    process: child,
    window,
    userData,
    output: () => output,
    async kill() {
      killTree(child.pid ?? -1);
      await gone;
    },
    async close() {
      await window.close();
      await gone;
    },
  };
}

/** Waits for the first screen; where none comes, says what the program said and what the window shows. */
async function usable(window: Page, output: () => string): Promise<void> {
  window.setDefaultTimeout(ACTION_MS);
  try {
    await window.getByRole('heading', { name: 'Jifeline Workshop' }).waitFor();
  } catch (error) {
    const shown = await window.locator('body').innerText({ timeout: 1_000 }).catch(String);
    throw new Error(`The first screen did not come. Shown: ${shown}\n${output()}`, { cause: error });
  }
}

/** Kills a process and everything it started, so that nothing is left holding the data folder. */
function killTree(pid: number): void {
  if (pid <= 1) return;
  // Asked first: an orphan is nobody's child any more.
  const children = childrenOf(pid);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone by itself meanwhile.
  }
  for (const child of children) killTree(child);
}

const childrenOf = (pid: number): number[] =>
  spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)
    .map(Number);

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
