import AxeBuilder from '@axe-core/playwright';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base } from 'playwright/test';
import { sample, startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { Desk } from '../support/desk.ts';
import { launch, newUserData, type Launched, type LaunchOptions } from '../support/launch.ts';

/** A running program and the desk on its window. */
export interface Program extends Launched {
  readonly desk: Desk;
}

interface Fixtures {
  readonly sandbox: Sandbox;
  readonly userData: string;
  /** Starts the program against the sandbox; what is still running at the end is ended. */
  readonly start: (options?: Partial<LaunchOptions>) => Promise<Program>;
  /** Started, and signed in with the sample's connector. */
  readonly program: Program;
}

export const test = base.extend<Fixtures>({
  // Playwright wants a pattern here, also where nothing is taken.
  sandbox: async ({}, use) => {
    const sandbox = await startSandbox();
    await use(sandbox);
    await sandbox.close();
  },
  userData: async ({}, use) => {
    const folder = newUserData();
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  start: async ({ sandbox, userData }, use) => {
    const running: Launched[] = [];
    await use(async (options = {}) => {
      const deployment = sandbox.writeDeployment(join(userData, '..', `deployment-${process.pid}.json`));
      const launched = await launch({ deployment, userData, ...options });
      running.push(launched);
      return { ...launched, desk: new Desk(launched.window) };
    });
    for (const { kill } of running) await kill();
  },
  program: async ({ start }, use) => {
    const program = await start();
    await expect(program.desk.connectorLight).toContainText('Ready');
    await program.desk.signIn(String(sample.connectorId), sample.pin);
    await expect(program.desk.serviceLight).toContainText('Signed in as');
    await use(program);
  },
});

/** axe finds nothing on what is on screen now. */
export async function expectAccessible(program: Program): Promise<void> {
  const { violations } = await new AxeBuilder({ page: program.window }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

/** As a scanner without Shift plays keyboard: all keys at once, however busy this machine is. */
export const scan = ({ app }: Program, text: string): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, keys) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const key of keys) {
        page?.sendInputEvent({ type: 'keyDown', keyCode: key });
        page?.sendInputEvent({ type: 'char', keyCode: key });
        page?.sendInputEvent({ type: 'keyUp', keyCode: key });
      }
    },
    [...Array.from(text.toLowerCase()), 'Enter'],
  );

/** Keys as a person hits them who does not wait: one right after the other, however busy this machine is. */
export const keysAtOnce = (
  { app }: Program,
  keys: readonly { readonly key: string; readonly modifiers?: readonly 'control'[] }[],
): Promise<void> =>
  app.evaluate(({ BrowserWindow }, all) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    for (const { key, modifiers = [] } of all) {
      page?.sendInputEvent({ type: 'keyDown', keyCode: key, modifiers: [...modifiers] });
      page?.sendInputEvent({ type: 'keyUp', keyCode: key, modifiers: [...modifiers] });
    }
  }, keys);

export { expect, sample };
