import { spawnSync } from 'node:child_process';
import { browse } from '../support/browser.ts';
import { startKeyring } from '../support/keyring.ts';
import { look } from './look.ts';
import { expect, newTicket, nextPage, signInWithBrowser, test, withoutBrowser } from './sign-in-fixtures.ts';

test('every way of signing in', async ({ start, oidc }) => {
  test.setTimeout(120_000);
  const program = await start();
  const { desk, app } = program;
  const opened = await withoutBrowser(program);
  await desk.serviceLight.click();
  const begin = desk.panel.getByRole('button', { name: 'Sign in with the browser' });
  const cancel = desk.panel.getByRole('button', { name: 'Cancel' });
  await expect(desk.serviceLight).toContainText('Online');
  await look(program, 'sign-in-browser');
  await begin.click();
  const link = await nextPage(opened);
  await desk.panel.getByRole('button', { name: 'Copy the link' }).click();
  await expect(desk.panel).toContainText('Copied');
  await look(program, 'sign-in-waiting');
  await browse(link, { login: 'anna', declines: true });
  await expect(desk.panel.getByRole('alert')).toContainText('declined');
  await look(program, 'sign-in-declined');

  await app.evaluate(({ shell }) => {
    shell.openExternal = () => Promise.reject(new Error('There is no browser'));
  });
  await begin.click();
  await expect(desk.panel.getByRole('alert')).toContainText('The browser could not be opened');
  await look(program, 'sign-in-no-browser');
  await cancel.click();

  await desk.panel.getByRole('button', { name: 'Code', exact: true }).click();
  await look(program, 'sign-in-code');
  await desk.panel.getByRole('button', { name: 'Get a code' }).click();
  await expect(desk.panel.getByTestId('user-code')).toBeVisible();
  await look(program, 'sign-in-code-shown');
  await cancel.click();

  await desk.panel.getByRole('button', { name: 'Connector and pin' }).click();
  await look(program, 'sign-in-pin');
  await desk.panel.getByRole('button', { name: 'Token', exact: true }).click();
  await look(program, 'sign-in-token');
  expect(oidc.secrets.size).toBe(0);
});

test.describe('by uuid', () => {
  test.use({ sandboxOptions: { auth: { connectorPin: 'connector-uuid' } } });
  test('connector and pin', async ({ start }) => {
    const program = await start();
    const { desk } = program;
    await desk.serviceLight.click();
    await desk.panel.getByLabel('Connector UUID').fill('910101043');
    await desk.panel.getByLabel('Pin').fill('1');
    await desk.panel.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(desk.panel.getByRole('alert')).toContainText('This is no UUID');
    await look(program, 'sign-in-uuid');
  });
});

test('who is signed in, and who else is known', async ({ start, sandbox, oidc }) => {
  test.setTimeout(120_000);
  const program = await start();
  const { desk, window } = program;
  await signInWithBrowser(program, { login: 'anna.de.vries@garage-jansen.example' });
  await signInWithBrowser(program, { login: 'bert' });
  await desk.serviceLight.click();
  await look(program, 'accounts');
  await desk.panel.getByRole('button', { name: 'Sign in with another account' }).click();
  await look(program, 'accounts-another');
  await window.keyboard.press('Escape');
  await window.getByRole('button', { name: 'Settings' }).click();
  await look(program, 'settings-signed-in');
  await window.keyboard.press('Escape');

  await newTicket(program);
  sandbox.identity.revokeAll();
  oidc.next({ path: '/token', fault: { kind: 'answer', status: 400, body: '{"error":"invalid_grant"}' } });
  await desk.send();
  await expect(desk.outcome).toContainText('Sign in to send');
  await look(program, 'sign-in-again-in-place');
  await withoutBrowser(program);
  await desk.outcome.getByRole('button', { name: 'Sign in with the browser' }).click();
  await expect(desk.outcome).toContainText('Waiting for the browser');
  await look(program, 'sign-in-waiting-in-place');
  await desk.serviceLight.click();
  await look(program, 'accounts-refused');
});

test('a keychain that is locked', async ({ start }) => {
  const keyring = await startKeyring();
  try {
    keyring.lock();
    const program = await start({ env: keyring.env });
    await signInWithBrowser(program, { login: 'anna' });
    await expect(program.desk.serviceLight).toContainText('This session only');
    await program.desk.serviceLight.click();
    await expect(program.desk.panel).toContainText('The keychain is locked');
    await look(program, 'keychain-locked');
  } finally {
    keyring.close();
  }
});

test('a keychain whose entry is damaged: says so, and signing in again replaces it', async ({
  start,
  oidc,
}) => {
  const first = await start();
  await signInWithBrowser(first, { login: 'carla' });
  await first.close();
  const account = `oidc:carla (${oidc.issuer})`;
  const words = ['store', '--label=damaged', 'service', 'Jifeline Workshop', 'account', account];
  expect(spawnSync('secret-tool', words, { input: 'no sign-in at all' }).status).toBe(0);
  const again = await start();
  const { desk } = again;
  await expect(desk.serviceLight).toContainText('Not signed in');
  await desk.serviceLight.click();
  await expect(desk.panel).toContainText('The sign-in in the keychain is damaged');
  await look(again, 'keychain-corrupt');
  await again.window.keyboard.press('Escape');
  await signInWithBrowser(again, { login: 'carla' });
  await again.close();
  const third = await start();
  await expect(third.desk.serviceLight).toContainText('Signed in as carla');
});

test('the keyboard alone suffices to sign in, and comes back to where it was', async ({ start, oidc }) => {
  const program = await start();
  const { desk, window } = program;
  await desk.serviceLight.focus();
  await window.keyboard.press('Enter');
  await desk.panel.waitFor();
  const reach = async (name: string | RegExp) => {
    for (let steps = 0; steps < 20; steps += 1) {
      const focused = window.locator(':focus');
      const text = (await focused.count()) === 0 ? '' : ((await focused.textContent()) ?? '').trim();
      if (text === name) return;
      await window.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${String(name)}`);
  };
  await reach('Code');
  await window.keyboard.press('Enter');
  await reach('Get a code');
  await window.keyboard.press('Enter');
  const userCode = (await desk.panel.getByTestId('user-code').textContent()) ?? '';
  // The button is gone; the keyboard is still in the panel, before what can be done now.
  await reach('Cancel');
  await window.keyboard.press('Enter');
  await reach('Get a code');
  await window.keyboard.press('Enter');
  await expect(desk.panel.getByTestId('user-code')).not.toHaveText(userCode);
  await browse(`${oidc.issuer}/device`, {
    login: 'dora',
    userCode: (await desk.panel.getByTestId('user-code').textContent()) ?? '',
  });
  await expect(desk.serviceLight).toContainText('Signed in as dora');
  await expect(desk.serviceLight).toBeFocused();
});
