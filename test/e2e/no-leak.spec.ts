import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { sample } from '../sandbox/sandbox.ts';
import { browse } from '../support/browser.ts';
import {
  createTicket,
  expect,
  expectInNoFile,
  newTicket,
  nextPage,
  signInWithBrowser,
  test,
  withoutBrowser,
} from './sign-in-fixtures.ts';
import type { Program } from './fixtures.ts';

/** Remembers everything that crosses the bridge, both ways, as text. */
async function listenIn({ app }: Program): Promise<() => Promise<string>> {
  await app.evaluate(({ BrowserWindow, ipcMain }) => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    const note = (value: unknown) => heard.push(JSON.stringify(value));
    // Electron keeps what answers a call under this name; there is no public way to listen in.
    type Answer = (event: unknown, ...given: unknown[]) => unknown;
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Answer> })._invokeHandlers;
    for (const [channel, answer] of handlers) {
      handlers.set(channel, async (event, ...given) => {
        const answered = await answer(event, ...given);
        note([channel, given, answered]);
        return answered;
      });
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel, ...given: unknown[]) => {
        note([channel, given]);
        send(channel, ...given);
      };
    }
  });
  return () => app.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.join('\n'));
}

/** What the operating system shows of a process and everything it started: arguments and environment. */
function shownOf(pid: number): { texts: string[]; processes: number } {
  const texts: string[] = [];
  let processes = 0;
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((name) => [Number(name), parentOf(Number(name))]));
  const isOurs = (one: number): boolean => one === pid || (one > 1 && isOurs(parents.get(one) ?? 0));
  for (const one of parents.keys()) {
    if (!isOurs(one)) continue;
    processes += 1;
    for (const name of ['cmdline', 'environ']) texts.push(readable(`/proc/${one}/${name}`));
  }
  return { texts, processes };
}

const parentOf = (pid: number): number =>
  Number(/^PPid:\s*(\d+)/m.exec(readable(`/proc/${pid}/status`))?.[1] ?? 0);

/** The system itself hides some of them from us, and with that from others of the same user. */
function readable(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

test('a secret travels through sign-in, renewal, a ticket, a crash and sign-out, and stays nowhere but in the keychain', async ({
  start,
  sandbox,
  oidc,
  userData,
}) => {
  test.setTimeout(120_000);
  const program = await start();
  const heard = await listenIn(program);
  const shown: string[] = [];
  const secretsNow = () => [...oidc.secrets, ...links.flatMap(secretsIn)];
  const links: string[] = [];

  // Sign-in, by the browser.
  await signInWithBrowser(program, { login: 'anna' });
  links.push(...oidc.visited.filter((address) => address.includes('code_challenge')));
  await expect(await createTicket(program, sandbox)).toHaveText('3');

  // Renewal, because the service refuses; a ticket that waits in the database meanwhile.
  sandbox.api.pending.clear();
  await newTicket(program);
  sandbox.identity.revokeAll();
  await program.desk.send();
  await expect(program.desk.ticketNumber).toHaveText('4');
  expect(oidc.tokenRequests.map(({ grant }) => grant)).toEqual(['authorization_code', 'refresh_token']);
  shown.push(...shownOf(program.app.process().pid ?? 0).texts);
  expect(shownOf(program.app.process().pid ?? 0).processes).toBeGreaterThan(2);

  // The window's process crashes, with whatever dump the system makes of it.
  const crashed = program.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((resolve) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.webContents.once('render-process-gone', () => resolve(true));
        window?.webContents.forcefullyCrashRenderer();
      }),
  );
  expect(await crashed).toBe(true);
  const ipc = await heard();
  const crashDumps = await program.app.evaluate(({ app }) => app.getPath('crashDumps'));
  // And then the program itself, in the middle of whatever it was doing.
  await program.kill();
  expectInNoFile(userData, secretsNow());

  const again = await start();
  const heardAgain = await listenIn(again);
  await expect(again.desk.serviceLight).toContainText('Signed in as anna');
  await expect(await createTicket(again, sandbox)).toHaveText('5');

  // The other ways: a code on another device, a pin.
  await again.desk.serviceLight.click();
  await again.desk.panel.getByRole('button', { name: 'Sign in with another account' }).click();
  await again.desk.panel.getByRole('button', { name: 'Connector and pin' }).click();
  await again.desk.panel.getByLabel('Pin').fill(sample.pin);
  await again.desk.panel.getByRole('button', { name: 'Sign in', exact: true }).click();
  await again.desk.panel.waitFor({ state: 'hidden' });
  await expect(await createTicket(again, sandbox)).toHaveText('6');
  const posts = sandbox.record.posts.map(({ headers }) =>
    (headers.authorization ?? '').replace('Bearer ', ''),
  );
  shown.push(...shownOf(again.app.process().pid ?? 0).texts);
  expect(posts.some((secret) => inKeychain().includes(secret))).toBe(true);

  // Sign-out of both, and the end.
  await again.desk.serviceLight.click();
  await again.desk.panel.getByRole('button', { name: 'Sign out' }).click();
  await expect(again.desk.panel.getByRole('button', { name: 'Sign out' })).toBeHidden();
  await again.desk.panel.getByRole('button', { name: 'Remove anna from this PC' }).click();
  await expect(again.desk.panel).toContainText('Nobody is signed in');
  const ipcAgain = await heardAgain();
  await again.close();

  const secrets = [...new Set([...secretsNow(), ...posts, ...sandbox.identity.refreshTokens.values()])];
  expect(secrets.length).toBeGreaterThan(8);
  expect(expectInNoFile(userData, [...secrets, `"${sample.pin}"`])).toBeGreaterThan(5);
  expectInNoFile(crashDumps, secrets);
  const kept = inKeychain();
  for (const secret of secrets) expect(kept.includes(secret), 'the keychain still has a secret').toBe(false);
  const traffic = ipc + ipcAgain;
  expect(traffic).toContain('workshop:session.changed');
  expect(traffic).toContain('workshop:drafts.change');
  const processes = shown.join('\n');
  expect(processes).toContain(userData);
  const output = program.output() + again.output();
  for (const secret of secrets) {
    expect(traffic.includes(secret), 'the bridge carried a secret').toBe(false);
    expect(processes.includes(secret), 'a process shows a secret').toBe(false);
    expect(output.includes(secret), 'the program printed a secret').toBe(false);
  }
});

/** Everything of ours in the keychain of this session, as the system's own tool shows it. */
const inKeychain = (): string =>
  spawnSync('secret-tool', ['search', '--all', 'service', 'Jifeline Workshop'], { encoding: 'utf8' }).stdout;

/** What of an address would let somebody else finish the sign-in. */
const secretsIn = (address: string): string[] => {
  const { searchParams } = new URL(address);
  return ['state', 'nonce', 'code_challenge'].flatMap((name) => searchParams.get(name) ?? []);
};

test('a sign-in that fails leaves nothing of itself behind', async ({ start, oidc, userData }) => {
  const program = await start();
  const heard = await listenIn(program);
  const { desk } = program;
  const opened = await withoutBrowser(program);
  await desk.serviceLight.click();
  await desk.panel.getByRole('button', { name: 'Sign in with the browser' }).click();
  const link = await nextPage(opened);
  const { url } = await browse(link, { login: 'anna' }, ({ pathname }) => pathname === '/callback');
  // The provider gave its tokens out, and the nonce in them is another one.
  oidc.next({
    path: '/token',
    fault: {
      kind: 'change',
      change: (body) => (body.id_token = String(body.id_token).replace(/\.[^.]+\./, '.e30.')),
    },
  });
  await fetch(url);
  await expect(desk.panel.getByRole('alert')).toBeVisible();
  const code = url.searchParams.get('code') ?? '';
  const secrets = [...oidc.secrets, code, ...secretsIn(link)];
  expect(secrets.length).toBeGreaterThan(5);
  const traffic = await heard();
  for (const secret of secrets) expect(traffic).not.toContain(secret);
  await program.close();
  expectInNoFile(userData, secrets);
  expect(program.output()).not.toContain(code);
});
