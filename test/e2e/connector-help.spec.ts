import { chmodSync, realpathSync } from 'node:fs';
import type { Locator } from 'playwright';
import type { Finding } from '../../preload/contract/connector.ts';
import { VirtualConnector } from '../sandbox/virtual-connector.ts';
import { holdPort } from '../support/port-holder.ts';
import { expect, test, type Program } from './fixtures.ts';
import { look } from './look.ts';

/** One cause in the list, by its title. */
const cause = ({ desk }: Program, title: string): Locator =>
  desk.panel.getByRole('listitem').filter({ has: desk.page.getByRole('button', { name: title }) });
const titles = ({ desk }: Program) => desk.panel.getByRole('heading', { level: 4 });

test('nothing is found: the list watches what is plugged in, and goes when a connector comes', async ({
  sandbox,
  start,
}) => {
  sandbox.connector.unplug();
  const program = await start();
  const { desk } = program;
  await expect(desk.connectorLight).toContainText('Not found');
  await desk.connectorLight.click();
  await expect(titles(program).first()).toContainText('The cable');
  await expect(cause(program, 'The cable')).toContainText('nothing new has shown up yet');

  const stranger = new VirtualConnector({ connectorId: 1, path: sandbox.strangePort });
  stranger.plug();
  await expect(cause(program, 'The cable')).toContainText('The cable carries data');
  await expect(titles(program).first()).toContainText('It is not known as a connector');
  await expect(cause(program, 'It is not known')).toContainText('lift-controller');
  await expect(desk.panel.getByRole('status').first()).toContainText('One cause was found');
  await look(program, 'connector-stranger');
  stranger.unplug();
  await expect(cause(program, 'The cable')).toContainText('nothing new has shown up yet');
  expect(stranger.received).toEqual([]);

  sandbox.connector.plug();
  await expect(desk.panel).toContainText('910\u00a0101\u00a0043');
  await expect(titles(program)).toHaveCount(0);
  sandbox.connector.unplug();
  await expect(desk.connectorLight).toContainText('Unplugged');
  await expect(titles(program).first()).toContainText('The cable');
});

test('busy: the program that has the port is named, until it lets go', async ({ sandbox, start }) => {
  const letGo = await holdPort(sandbox.ports[0] ?? '');
  const program = await start();
  const { desk } = program;
  await expect(desk.connectorLight).toContainText('In use by another program');
  await desk.connectorLight.click();
  await expect(cause(program, 'Another program has the port open')).toContainText('diagnose-tool');
  await look(program, 'connector-busy');
  await letGo();
  await expect(desk.panel).toContainText('910\u00a0101\u00a0043');
  await expect(titles(program)).toHaveCount(0);
});

test('no permission: it says so, and what to do; given the right, the connector is used', async ({
  sandbox,
  start,
}) => {
  const device = realpathSync(sandbox.ports[0] ?? '');
  chmodSync(device, 0);
  const program = await start();
  const { desk } = program;
  await expect(desk.connectorLight).toContainText('No permission');
  await desk.connectorLight.click();
  await expect(cause(program, 'You may not use this port')).toContainText(
    'The system keeps this port from you',
  );
  await look(program, 'connector-denied');
  chmodSync(device, 0o600);
  await expect(desk.panel).toContainText('910\u00a0101\u00a0043');
});

test('not answering: what may be behind it depends on what was heard', async ({ sandbox, start }) => {
  sandbox.connector.behaviour = 'silent';
  const program = await start();
  const { desk } = program;
  await expect(desk.connectorLight).toContainText('Does not answer');
  await desk.connectorLight.click();
  await expect(titles(program).first()).toBeVisible();
  await expect(cause(program, 'The car gives it no power')).toContainText('Cannot be checked from here');
  await look(program, 'connector-silent');
  sandbox.connector.behaviour = 'garbage';
  await desk.panel.getByRole('button', { name: 'Check again' }).click();
  await expect(titles(program).first()).toContainText('The speed in the profile is wrong');
  await expect(cause(program, 'The speed')).toContainText('Characters come, but they are no answer');
});

test('the exact command is shown and copied, by keyboard alone', async ({ sandbox, start }) => {
  sandbox.connector.unplug();
  const program = await start();
  const { desk, window, app } = program;
  const command = 'sudo usermod -aG dialout jan';
  await found(program, [
    { code: 'rights', state: 'problem', names: ['dialout'], port: '/dev/ttyUSB0', command },
    { code: 'car', state: 'unknown', names: [], port: null, command: null },
  ]);
  await desk.connectorLight.focus();
  await window.keyboard.press('Enter');
  const rights = cause(program, 'You may not use this port');
  await expect(rights).toContainText(command);
  const head = rights.getByRole('button', { name: 'You may not use this port' });
  await head.focus();
  await window.keyboard.press('Enter');
  await expect(head).toHaveAttribute('aria-expanded', 'false');
  await expect(rights.getByText(command)).toBeHidden();
  await window.keyboard.press('Enter');
  await window.keyboard.press('Tab');
  await expect(rights.getByRole('button', { name: 'Copy the command' })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(rights).toContainText('Copied');
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(command);
});

test('every cause has its drawing and its words', async ({ sandbox, start }) => {
  test.setTimeout(120_000);
  sandbox.connector.unplug();
  const program = await start();
  const { desk } = program;
  const about = { names: ['USB Serial'], port: '/dev/ttyUSB0', command: null };
  await found(program, [
    { ...about, code: 'driver', state: 'problem', command: 'lsusb -t' },
    {
      ...about,
      code: 'brltty',
      state: 'problem',
      command: 'sudo systemctl mask --now brltty.service brltty-udev.service',
    },
    {
      ...about,
      code: 'rights',
      state: 'problem',
      names: ['dialout'],
      command: 'sudo usermod -aG dialout jan',
    },
    { ...about, code: 'sign-in-again', state: 'problem', names: ['dialout'] },
    { ...about, code: 'refused', state: 'problem', names: ['31'] },
    { ...about, code: 'serial-number', state: 'problem', names: [] },
    {
      ...about,
      code: 'modem-manager',
      state: 'unknown',
      names: ['ModemManager'],
      command: 'sudo systemctl stop ModemManager.service',
    },
    { ...about, code: 'no-profile', state: 'unknown', names: ['/dev/ttyUSB1 (FTDI)', '/dev/ttyACM0'] },
    { ...about, code: 'port-in-use', state: 'unknown', names: [] },
    { ...about, code: 'speed', state: 'unknown', names: [] },
    { ...about, code: 'car', state: 'unknown', names: [] },
    { ...about, code: 'cable', state: 'ok' },
  ]);
  await desk.connectorLight.click();
  await expect(titles(program)).toHaveCount(12);
  await look(program, 'connector-causes');
  await titles(program).last().scrollIntoViewIfNeeded();
  await look(program, 'connector-causes-end');
  await desk.panel.getByRole('button', { name: 'Show all ports' }).click();
  for (const head of await titles(program).all()) {
    const button = head.getByRole('button');
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
  }
  await look(program, 'connector-causes-open');
  // The words of every language find room.
  for (const language of ['nl', 'de', 'fr', 'pseudo'] as const) {
    await desk.page.evaluate((chosen) => window.workshop?.settings.change({ language: chosen }), language);
    await expect(titles(program).first()).not.toContainText('A driver is missing');
    await expect(titles(program)).toHaveCount(12);
    expect(await desk.panel.evaluate((panel) => panel.scrollWidth - panel.clientWidth)).toBeLessThanOrEqual(
      0,
    );
    await desk.page.screenshot({ path: `out/screens/connector-causes-${language}.png` });
  }
});

/** Lets main find what this PC does not have: other programs' services, groups, devices. */
async function found({ app }: Program, findings: readonly Finding[]): Promise<void> {
  await app.evaluate(({ ipcMain }, value) => {
    ipcMain.removeHandler('workshop:connector.diagnose');
    ipcMain.handle('workshop:connector.diagnose', () => ({ ok: true, value }));
  }, findings);
}
