import { VirtualConnector } from '../sandbox/virtual-connector.ts';
import { expect, sample, test } from './fixtures.ts';

const within2s = { timeout: 2_000 };

test('unplugging and plugging in under another path show within two seconds', async ({
  program,
  sandbox,
}) => {
  const { desk } = program;
  sandbox.connector.unplug();
  await expect(desk.connectorLight).toContainText('Unplugged', within2s);
  sandbox.connector.plug(sandbox.ports[1]);
  await expect(desk.connectorLight).toContainText('connector-2', within2s);
  await expect(desk.connectorLight).toContainText('910\u00a0101\u00a0043');
});

test('garbage, silence and fragments each show their state', async ({ program, sandbox }) => {
  const { desk, window } = program;
  await desk.connectorLight.click();
  for (const [behaviour, words] of [
    ['garbage', 'Only garbage was heard'],
    ['silent', 'Nothing was heard'],
    ['wrong-baud', 'Only garbage was heard'],
  ] as const) {
    sandbox.connector.behaviour = behaviour;
    await desk.panel.getByRole('button', { name: 'Check again' }).click();
    await expect(desk.panel).toContainText('Does not answer');
    await expect(desk.panel).toContainText(words);
  }
  for (const behaviour of ['fragmented', 'noisy', 'twice'] as const) {
    sandbox.connector.behaviour = behaviour;
    await desk.panel.getByRole('button', { name: 'Check again' }).click();
    await expect(desk.panel).toContainText('910\u00a0101\u00a0043');
  }
  await window.keyboard.press('Escape');
  await expect(desk.panel).toBeHidden();
});

test('a device that no profile matches receives not a single byte', async ({ sandbox, start }) => {
  const stranger = new VirtualConnector({ connectorId: 1, path: sandbox.strangePort });
  stranger.plug();
  const { desk } = await start();
  await expect(desk.connectorLight).toContainText('Ready');
  await desk.connectorLight.click();
  await desk.panel.getByRole('button', { name: 'Show all ports' }).click();
  await expect(desk.panel).toContainText('lift-controller');
  await expect(desk.panel).toContainText('not a connector: never opened');
  await desk.panel.getByRole('button', { name: 'Check again' }).click();
  await expect(desk.panel).toContainText('910\u00a0101\u00a0043');
  stranger.unplug();
  expect(stranger.received).toEqual([]);
  expect(sandbox.connector.received.length).toBeGreaterThan(0);
});

test('of two connectors the mechanic chooses one, and the choice is remembered', async ({
  sandbox,
  start,
}) => {
  const second = new VirtualConnector({ connectorId: 940201044, path: sandbox.ports[1] ?? '' });
  second.plug();
  const first = await start();
  await expect(first.desk.connectorLight).toContainText('Several attached');
  await first.desk.connectorLight.click();
  const choice = first.desk.panel.getByRole('listitem').filter({ hasText: '940\u00a0201\u00a0044' });
  await choice.getByRole('button', { name: 'Use this one' }).click();
  await expect(first.desk.connectorLight).toContainText('940\u00a0201\u00a0044');
  await first.close();
  const again = await start();
  await expect(again.desk.connectorLight).toContainText('940\u00a0201\u00a0044');
  second.unplug();
});

test('an id entered by hand is used and marked as such; the cable wins when it is ready', async ({
  sandbox,
  start,
}) => {
  sandbox.connector.unplug();
  const { desk, window } = await start();
  await expect(desk.connectorLight).toContainText('Not found');
  await desk.connectorLight.click();
  await desk.panel.getByLabel('Connector id').fill('940 201 044');
  await desk.panel.getByRole('button', { name: 'Use this id' }).click();
  await expect(desk.connectorLight).toContainText('Id entered by hand');
  await window.keyboard.press('Escape');
  await expect(window.locator('#connector_id')).toHaveValue('940201044');
  await expect(window.getByText('Entered by hand', { exact: true })).toBeVisible();
  sandbox.connector.plug();
  await expect(desk.connectorLight).toContainText('910\u00a0101\u00a0043');
  await expect(window.locator('#connector_id')).toHaveValue('940201044');
  await window.getByRole('button', { name: /^Use 910/ }).click();
  await expect(window.locator('#connector_id')).toHaveValue(String(sample.connectorId));
});

test('a VIN read from the car never overwrites a typed one: both are shown, and the mechanic decides', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  await desk.vin.fill('WVGZZZ5NZEW069297');
  const offer = window.getByRole('status').filter({ hasText: 'read another VIN' });
  await expect(offer).toContainText(sample.vin);
  await expect(desk.vin).toHaveValue('WVGZZZ5NZEW069297');
  await offer.getByRole('button', { name: 'Use the VIN from the car' }).click();
  await expect(desk.vin).toHaveValue(sample.vin);
  await desk.fillRequired();
  await desk.send();
  await expect(desk.ticketNumber).toBeVisible();
  expect(sandbox.record.posts[0]?.body).toContain('"vin_is_found_by_reader":true');
});

test('a typed VIN is sent as typed, and said not to be read', async ({ program, sandbox }) => {
  const { desk, window } = program;
  await desk.vin.fill('wvg-zzz 5nzew069297');
  await window.getByRole('button', { name: 'Keep what I typed' }).click();
  await desk.fillRequired();
  await desk.send();
  await expect(desk.ticketNumber).toBeVisible();
  const body = JSON.parse(sandbox.record.posts[0]?.body ?? '') as {
    vin: string;
    metadata: { vin_is_found_by_reader: boolean };
  };
  expect(body.vin).toBe('WVGZZZ5NZEW069297');
  expect(body.metadata.vin_is_found_by_reader).toBe(false);
});
