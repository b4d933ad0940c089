import { globSync, readFileSync } from 'node:fs';
import type { Locator } from 'playwright';
import type { OidcSandbox } from '../sandbox/oidc.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/sandbox.ts';
import { browse, type Person } from '../support/browser.ts';
import { test as base, expect, type Program } from './fixtures.ts';

interface Fixtures {
  /** What the sandbox is started with; with its OpenID provider by default. */
  readonly sandboxOptions: SandboxOptions;
  readonly oidc: OidcSandbox;
}

export const test = base.extend<Fixtures>({
  sandboxOptions: [{ oidc: true }, { option: true }],
  sandbox: async ({ sandboxOptions }, use) => {
    const sandbox = await startSandbox(sandboxOptions);
    await use(sandbox);
    await sandbox.close();
  },
  oidc: async ({ sandbox }, use) => {
    if (sandbox.oidc === null) throw new Error('The sandbox has no provider');
    await use(sandbox.oidc);
  },
});

/** Puts a browser in place of the system's that does nothing but remember where it was sent. */
export async function withoutBrowser({ app }: Program): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (address) => {
      opened.push(address);
      return Promise.resolve();
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

/** The address that the system's browser is sent to next. */
export async function nextPage(opened: () => Promise<string[]>, before = 0): Promise<string> {
  await expect.poll(async () => (await opened()).length).toBeGreaterThan(before);
  return (await opened()).at(-1) ?? '';
}

/** Signs in with the browser, from the click on the light to the name in it. */
export async function signInWithBrowser(program: Program, person: Person): Promise<void> {
  const opened = await withoutBrowser(program);
  const { desk } = program;
  await desk.serviceLight.click();
  const another = desk.panel.getByRole('button', { name: 'Sign in with another account' });
  const submit = desk.panel.getByRole('button', { name: 'Sign in with the browser' });
  await expect(another.or(submit)).toBeVisible();
  if (await another.isVisible()) await another.click();
  await submit.click();
  await browse(await nextPage(opened), person);
  await desk.panel.waitFor({ state: 'hidden' });
  // Not from the light: it has more important things to say while the service cannot be reached.
  const whoIs = () =>
    program.window.evaluate(async () => {
      const snapshot = await window.workshop?.app.snapshot();
      return snapshot?.ok === true ? (snapshot.value.session.account?.label ?? null) : null;
    });
  await expect.poll(whoIs).toBe(person.login);
}

/** Writes a ticket and sends it; the one before it is closed at the service. @returns its number's place on screen. */
export async function createTicket(program: Program, sandbox: Sandbox): Promise<Locator> {
  sandbox.api.pending.clear();
  await newTicket(program);
  await program.desk.send();
  return program.desk.ticketNumber;
}

export async function newTicket({ desk, window }: Program): Promise<void> {
  await expect(desk.connectorLight).toContainText('Ready');
  await window.getByRole('navigation').getByRole('button', { name: 'New ticket' }).click();
  await expect(desk.vin).toHaveValue(/.{17}/);
  await desk.fillRequired();
}

/** None of these texts is in any file of the folder. @returns how many files were searched. */
export function expectInNoFile(folder: string, secrets: Iterable<string>): number {
  const needles = [...secrets].filter((secret) => secret.length >= 4);
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(`${parentPath}/${name}`);
    for (const needle of needles)
      expect(bytes.includes(needle) || bytes.includes(needle, 0, 'utf16le'), `${name} holds a secret`).toBe(
        false,
      );
  }
  return files.length;
}

export { expect };
