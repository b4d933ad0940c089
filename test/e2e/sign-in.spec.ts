import { sample, sampleUuid } from '../sandbox/sandbox.ts';
import { browse } from '../support/browser.ts';
import { startKeyring } from '../support/keyring.ts';
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

test('three tickets with one sign-in: past the token’s end, and after a restart', async ({
  start,
  sandbox,
  oidc,
}) => {
  test.setTimeout(120_000);
  const first = await start();
  await signInWithBrowser(first, { login: 'anna' });
  await expect(first.desk.serviceLight).toContainText('stays signed in');
  await expect(await createTicket(first, sandbox)).toHaveText('3');
  const token = (sandbox.record.posts[0]?.headers.authorization ?? '').replace('Bearer ', '');
  expect(oidc.secrets).toContain(token);

  // Twenty seconds, as the provider counts them.
  await expect.poll(() => sandbox.identity.accountOf(token), { timeout: 30_000 }).toBeNull();
  await expect(await createTicket(first, sandbox)).toHaveText('4');
  await first.close();

  const again = await start();
  await expect(again.desk.serviceLight).toContainText('Signed in as anna');
  await expect(await createTicket(again, sandbox)).toHaveText('5');

  // Nobody was asked for a token that had run out, and every refresh token was shown once.
  expect(sandbox.record.posts.map(({ status }) => status)).toEqual([201, 201, 201]);
  const refreshes = oidc.tokenRequests.filter(({ grant }) => grant === 'refresh_token');
  expect(refreshes.length).toBeGreaterThan(0);
  expect(refreshes.map(({ status }) => status)).toEqual(refreshes.map(() => 200));
  expect(oidc.reused).toBe(0);
  expect(oidc.hadParallelRefresh()).toBe(false);
});

test('the browser: link on the clipboard, cancelled, declined, forged, and at last signed in', async ({
  start,
  oidc,
}) => {
  const program = await start();
  const { desk, app } = program;
  const opened = await withoutBrowser(program);
  await desk.serviceLight.click();
  const begin = desk.panel.getByRole('button', { name: 'Sign in with the browser' });
  const alert = desk.panel.getByRole('alert');

  await begin.click();
  const link = await nextPage(opened);
  await expect(desk.panel).toContainText('Waiting for the browser');
  await desk.panel.getByRole('button', { name: 'Copy the link' }).click();
  await expect(desk.panel).toContainText('Copied');
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(link);
  await desk.panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(begin).toBeVisible();
  await expect(browse(link, { login: 'late' })).rejects.toThrow();

  await begin.click();
  await browse(await nextPage(opened, 1), { login: 'anna', declines: true });
  await expect(alert).toContainText('The sign-in was declined');

  await begin.click();
  const page = await nextPage(opened, 2);
  const { url } = await browse(page, { login: 'anna' }, ({ pathname }) => pathname === '/callback');
  url.searchParams.set('state', 'forged');
  expect((await fetch(url)).status).toBe(200);
  await expect(alert).toContainText('did not belong to this sign-in');
  expect(oidc.tokenRequests).toEqual([]);

  await begin.click();
  const last = await nextPage(opened, 3);
  const { url: back } = await browse(last, { login: 'anna' }, ({ pathname }) => pathname === '/callback');
  const shown = await fetch(back);
  expect(await shown.text()).toContain('Return to Jifeline Workshop');
  expect(await (await fetch(back)).text()).toContain('Already used');
  await expect(desk.serviceLight).toContainText('Signed in as anna');
  expect(oidc.tokenRequests).toHaveLength(1);
});

test('nothing but a web page is ever opened in the browser', async ({ start, oidc }) => {
  const program = await start();
  const opened = await withoutBrowser(program);
  await program.desk.serviceLight.click();
  for (const endpoint of [
    'file:///etc/passwd',
    'http://evil.example/',
    'ms-settings:privacy',
    'https://me:you@host/',
  ]) {
    oidc.next({
      path: '/.well-known/openid-configuration',
      fault: { kind: 'change', change: (body) => (body.authorization_endpoint = endpoint) },
    });
    await program.desk.panel.getByRole('button', { name: 'Sign in with the browser' }).click();
    await expect(program.desk.panel.getByRole('alert')).toBeVisible();
    const cancel = program.desk.panel.getByRole('button', { name: 'Cancel' });
    if (await cancel.isVisible()) await cancel.click();
  }
  expect(await opened()).toEqual([]);
});

test('with a code on another device, and a ticket', async ({ start, sandbox, oidc }) => {
  const program = await start();
  const { desk } = program;
  await desk.serviceLight.click();
  await desk.panel.getByRole('button', { name: 'Code', exact: true }).click();
  await desk.panel.getByRole('button', { name: 'Get a code' }).click();
  const userCode = (await desk.panel.getByTestId('user-code').textContent()) ?? '';
  await expect(desk.panel.getByTestId('verification-uri')).toHaveText(`${oidc.issuer}/device`);
  await browse(`${oidc.issuer}/device`, { login: 'dora', userCode });
  await expect(desk.serviceLight).toContainText('Signed in as dora');
  await expect(await createTicket(program, sandbox)).toHaveText('3');
});

test.describe('a code that runs out', () => {
  test.use({ sandboxOptions: { oidc: { deviceCodeSeconds: 2 } } });
  test('says so, leaves nothing behind, and a declined one says that', async ({ start, oidc, userData }) => {
    const { desk } = await start();
    await desk.serviceLight.click();
    await desk.panel.getByRole('button', { name: 'Code', exact: true }).click();
    await desk.panel.getByRole('button', { name: 'Get a code' }).click();
    await expect(desk.panel.getByRole('alert')).toContainText('The code ran out');
    expect(expectInNoFile(userData, oidc.secrets)).toBeGreaterThan(3);
  });
});

test('a code whose consent is declined says so', async ({ start, oidc }) => {
  const { desk } = await start();
  await desk.serviceLight.click();
  await desk.panel.getByRole('button', { name: 'Code', exact: true }).click();
  await desk.panel.getByRole('button', { name: 'Get a code' }).click();
  const userCode = (await desk.panel.getByTestId('user-code').textContent()) ?? '';
  await browse(`${oidc.issuer}/device`, { login: 'dora', userCode, declines: true });
  await expect(desk.panel.getByRole('alert')).toContainText('The sign-in was declined');
});

test('an issuer that calls itself otherwise is not spoken to', async ({ start, oidc }) => {
  const { desk } = await start();
  oidc.next({
    path: '/.well-known/openid-configuration',
    fault: { kind: 'change', change: (body) => (body.issuer = 'https://evil.example') },
  });
  await desk.serviceLight.click();
  await desk.panel.getByRole('button', { name: 'Sign in with the browser' }).click();
  await expect(desk.panel.getByRole('alert')).toContainText('Another sign-in service answered');
  expect(oidc.visited).toHaveLength(1);
});

for (const [variant, label, name] of [
  ['connector-id', 'Connector id', String(sample.connectorId)],
  ['connector-uuid', 'Connector UUID', sampleUuid],
] as const) {
  test.describe(`connector and pin, by ${variant}`, () => {
    test.use({ sandboxOptions: { auth: { connectorPin: variant } } });
    test('a wrong pin is told and leaves nothing; the right one makes a ticket', async ({
      start,
      sandbox,
      userData,
    }) => {
      const program = await start();
      const { desk } = program;
      await expect(desk.connectorLight).toContainText('Ready');
      await desk.serviceLight.click();
      const field = desk.panel.getByLabel(label);
      // The cable tells the id; the uuid it does not.
      await expect(field).toHaveValue(variant === 'connector-id' ? name : '');
      await field.fill(name);
      await desk.panel.getByLabel('Pin').fill('99999');
      const submit = desk.panel.getByRole('button', { name: 'Sign in', exact: true });
      await submit.click();
      await expect(desk.panel.getByRole('alert')).toContainText('not accepted');
      expectInNoFile(userData, ['99999']);
      await desk.panel.getByLabel('Pin').fill(sample.pin);
      await submit.click();
      await desk.panel.waitFor({ state: 'hidden' });
      await expect(await createTicket(program, sandbox)).toHaveText('3');
    });
  });
}

test('a pasted token makes a ticket, and one longer than a keychain entry survives a restart', async ({
  start,
  sandbox,
}) => {
  const long = `long.${'0123456789abcdef'.repeat(600)}`;
  sandbox.identity.adopt(long, 'pasted', Date.now() + 3_600_000);
  const program = await start();
  const { desk } = program;
  await desk.serviceLight.click();
  await desk.panel.getByRole('button', { name: 'Token', exact: true }).click();
  await desk.panel.getByLabel('Token').fill(long);
  await desk.panel.getByRole('button', { name: 'Sign in', exact: true }).click();
  await desk.panel.waitFor({ state: 'hidden' });
  await expect(await createTicket(program, sandbox)).toHaveText('3');
  await program.close();
  const again = await start();
  await expect(again.desk.serviceLight).toContainText('Signed in with a token');
  await expect(await createTicket(again, sandbox)).toHaveText('4');
});

test('one 401: renewed once, sent once more; a provider in trouble signs nobody out', async ({
  start,
  sandbox,
  oidc,
}) => {
  const program = await start();
  const { desk } = program;
  await signInWithBrowser(program, { login: 'anna' });
  await newTicket(program);
  sandbox.identity.revokeAll();
  await desk.send();
  await expect(desk.ticketNumber).toHaveText('3');
  expect(sandbox.record.posts.map(({ status }) => status)).toEqual([401, 201]);

  sandbox.api.pending.clear();
  await newTicket(program);
  sandbox.identity.revokeAll();
  for (let times = 0; times < 20; times += 1)
    oidc.next({ path: '/token', fault: { kind: 'answer', status: 500, body: '{}' } });
  await desk.send();
  await expect(desk.outcome).toContainText('could not be renewed just now');
  await expect(desk.outcome).toContainText('tried again by itself');
  // Shown once to find out, and not again before it is renewed.
  expect(sandbox.record.posts).toHaveLength(3);
  oidc.clear();
  await expect(desk.ticketNumber).toHaveText('4', { timeout: 30_000 });
  await expect(desk.serviceLight).toContainText('Signed in as anna');
  expect(oidc.reused).toBe(0);
});

test('refused for good: asks in place, keeps the ticket, and sends it by itself after the sign-in', async ({
  start,
  sandbox,
  oidc,
}) => {
  const program = await start();
  const { desk } = program;
  await signInWithBrowser(program, { login: 'anna' });
  await newTicket(program);
  await program.window.locator('#reference').fill('kept');
  await expect(desk.saved).toContainText('Saved');
  sandbox.identity.revokeAll();
  oidc.next({ path: '/token', fault: { kind: 'answer', status: 400, body: '{"error":"invalid_grant"}' } });
  await desk.send();
  await expect(desk.outcome).toContainText('Sign in to send');
  const opened = await withoutBrowser(program);
  await desk.outcome.getByRole('button', { name: 'Sign in with the browser' }).click();
  await browse(await nextPage(opened), { login: 'anna' });
  await expect(desk.ticketNumber).toHaveText('3');
  expect(sandbox.record.tickets).toMatchObject([{ reference: 'kept' }]);
});

test('a second 401 in a row asks to sign in, after one renewal, and sends nothing more', async ({
  start,
  sandbox,
  oidc,
}) => {
  const program = await start();
  const { desk } = program;
  await signInWithBrowser(program, { login: 'anna' });
  await newTicket(program);
  for (let times = 0; times < 2; times += 1) sandbox.faults.next({ kind: 'status', status: 401 });
  await desk.send();
  await expect(desk.outcome).toContainText('Sign in to send');
  await expect(desk.serviceLight).toContainText('Sign in again');
  expect(sandbox.record.posts).toHaveLength(2);
  expect(oidc.tokenRequests.filter(({ grant }) => grant === 'refresh_token')).toHaveLength(1);
  expect(sandbox.record.tickets).toEqual([]);
});

test('the answer to a renewal is lost: the ticket is kept, and sent after the sign-in the provider then wants', async ({
  start,
  sandbox,
  oidc,
}) => {
  const program = await start();
  const { desk } = program;
  await signInWithBrowser(program, { login: 'anna' });
  await newTicket(program);
  sandbox.identity.revokeAll();
  oidc.next({ path: '/token', fault: { kind: 'lose' } });
  await desk.send();
  // This provider takes the second showing of a refresh token for a thief's. Others forgive it for a while.
  await expect(desk.outcome).toContainText('Sign in to send', { timeout: 30_000 });
  await signInWithBrowser(program, { login: 'anna' });
  await expect(desk.ticketNumber).toHaveText('3');
  expect(sandbox.record.tickets).toHaveLength(1);
});

test('five connectors meet 401 at once: one renewal, five tickets', async ({ start, sandbox, oidc }) => {
  const program = await start();
  await signInWithBrowser(program, { login: 'anna' });
  sandbox.identity.revokeAll();
  await program.window.evaluate(async () => {
    const bridge = window.workshop;
    if (bridge === undefined) return;
    const ids: string[] = [];
    for (const connector of ['1', '2', '3', '4', '5']) {
      const created = await bridge.drafts.create();
      if (!created.ok) throw new Error(created.error.code);
      const { id } = created.value;
      ids.push(id);
      await bridge.drafts.change({
        id,
        changes: {
          vin: 'WVGZZZ5NZEW069297',
          vehicle_model_id: '284841',
          vehicle_model_variant_id: '284841',
          connector_id: connector,
          product_ids: ['52351'],
        },
      });
    }
    await Promise.all(ids.map((id) => bridge.tickets.send({ id })));
  });
  // The connector on the cable is another one: each ticket is looked over, and sent all the same.
  await expect.poll(() => program.window.evaluate(confirmAll)).toBe(0);
  await expect.poll(() => sandbox.record.tickets.length).toBe(5);
  expect(oidc.tokenRequests.filter(({ grant }) => grant === 'refresh_token')).toHaveLength(1);
});

/** Runs in the window. @returns how many tickets still wait to be looked over. */
async function confirmAll(): Promise<number> {
  const bridge = window.workshop;
  const listed = await bridge?.tickets.list({ limit: 50 });
  if (bridge === undefined || listed?.ok !== true) return -1;
  const waiting = listed.value.filter(({ state }) => state === 'confirm' || state === 'queued');
  for (const { id, state } of waiting) if (state === 'confirm') await bridge.tickets.confirm({ id });
  return waiting.length;
}

test('two accounts: what the first queued is not sent under the second until somebody says so', async ({
  start,
  sandbox,
}) => {
  const program = await start();
  const { desk } = program;
  await signInWithBrowser(program, { login: 'anna' });
  await newTicket(program);
  await sandbox.api.stop();
  await desk.send();
  await expect(desk.outcome).toContainText('Waiting to send');
  await signInWithBrowser(program, { login: 'bert' });
  await sandbox.api.start();
  await expect(desk.outcome).toContainText('Released under another sign-in', { timeout: 20_000 });
  expect(sandbox.record.posts).toEqual([]);
  await desk.sendButton.click();
  await expect(desk.ticketNumber).toHaveText('3');
  const token = (sandbox.record.posts[0]?.headers.authorization ?? '').replace('Bearer ', '');
  expect(sandbox.identity.accountOf(token)).toBe('oidc:bert');
});

test('two accounts: switching back loses nothing, and sends what the first queued', async ({
  start,
  sandbox,
}) => {
  const program = await start();
  const { desk } = program;
  await signInWithBrowser(program, { login: 'anna' });
  await newTicket(program);
  await sandbox.api.stop();
  await desk.send();
  await expect(desk.outcome).toContainText('Waiting to send');
  await signInWithBrowser(program, { login: 'bert' });
  await sandbox.api.start();
  await expect(desk.outcome).toContainText('Released under another sign-in', { timeout: 20_000 });
  await program.window.getByRole('button', { name: 'Settings' }).click();
  await desk.panel.getByRole('button', { name: 'Use anna' }).click();
  await expect(desk.serviceLight).toContainText('Signed in as anna');
  await program.window.keyboard.press('Escape');
  await expect(desk.ticketNumber).toHaveText('3');
  const token = (sandbox.record.posts[0]?.headers.authorization ?? '').replace('Bearer ', '');
  expect(sandbox.identity.accountOf(token)).toBe('oidc:anna');

  await desk.serviceLight.click();
  await desk.panel.getByRole('button', { name: 'Remove bert from this PC' }).click();
  await expect(desk.panel.getByRole('button', { name: 'Remove bert' })).toBeHidden();
  await expect(desk.serviceLight).toContainText('Signed in as anna');
});

for (const [name, words, trouble] of [
  ['absent', 'This PC has no keychain', null],
  ['locked', 'The keychain is locked', 'lock'],
  ['stopped midway', 'The keychain does not answer', 'hang'],
] as const) {
  test(`with a keychain that is ${name}: says so, works for the session, writes no secret, and comes back`, async ({
    start,
    sandbox,
    oidc,
    userData,
  }) => {
    test.setTimeout(120_000);
    const keyring = trouble === null ? null : await startKeyring();
    try {
      if (trouble === 'lock') keyring?.lock();
      const env = keyring?.env ?? { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
      const program = await start({ env });
      if (trouble === 'hang') keyring?.hang();
      const { desk } = program;
      await signInWithBrowser(program, { login: 'anna' });
      await expect(desk.serviceLight).toContainText('This session only', { timeout: 30_000 });
      await expect(await createTicket(program, sandbox)).toHaveText('3');
      await desk.serviceLight.click();
      await expect(desk.panel).toContainText(words, { timeout: 30_000 });
      expect(oidc.secrets.size).toBeGreaterThan(1);
      expect(expectInNoFile(userData, oidc.secrets)).toBeGreaterThan(3);
      if (trouble === 'hang') {
        keyring?.goOn();
        await expect(async () => {
          await desk.panel.getByRole('button', { name: 'Try the keychain again' }).click();
          await expect(desk.panel).toContainText('is kept in this PC’s keychain', { timeout: 2_000 });
        }).toPass({ timeout: 30_000 });
        expectInNoFile(userData, oidc.secrets);
      }
    } finally {
      keyring?.close();
    }
  });
}
