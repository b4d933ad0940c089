import { expect, sample, test } from './fixtures.ts';
import { look } from './look.ts';

test('signed out, and every panel', async ({ start, sandbox }) => {
  sandbox.connector.unplug();
  const program = await start();
  const { desk, window } = program;
  await expect(desk.connectorLight).toContainText('Not found');
  await look(program, 'empty');
  await desk.connectorLight.click();
  await look(program, 'connector-none');
  await window.keyboard.press('Escape');
  await desk.serviceLight.click();
  await desk.panel.getByLabel('Connector id').fill('1');
  await desk.panel.getByLabel('Pin').fill('0');
  await desk.panel.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(desk.panel.getByRole('alert')).toContainText('not accepted');
  await look(program, 'sign-in-refused');
  await window.keyboard.press('Escape');
  await window.getByRole('button', { name: 'Settings' }).click();
  await look(program, 'settings');
});

test('the form: filled, with errors, with another VIN from the car', async ({ program }) => {
  const { desk, window } = program;
  await desk.connectorLight.click();
  await look(program, 'connector-ready');
  await window.keyboard.press('Escape');
  await desk.fillSample();
  await expect(window.getByText('Ready to send.')).toBeVisible();
  await window.locator('main').evaluate((main) => main.scrollTo(0, 0));
  await look(program, 'form');
  await desk.vin.fill('WVGZZZ5NZEWO69297');
  await window.locator('#vehicle_model_id').fill('twelve');
  await window.locator('#vehicle_model_variant_id').fill('');
  await desk.send();
  await expect(window.getByRole('button', { name: /Use WVGZZZ5NZEW069297/ })).toBeVisible();
  await look(program, 'errors');
});

test('every outcome', async ({ program, sandbox }) => {
  test.setTimeout(120_000);
  const { desk, window } = program;
  const next = async () => {
    await window.getByRole('navigation').getByRole('button', { name: 'New ticket' }).click();
    await desk.fillRequired();
  };
  await desk.fillSample();
  sandbox.faults.next({ kind: 'status', status: 400, body: '{"message":"The voucher is not valid"}' });
  await desk.send();
  await expect(desk.outcome).toContainText('Not accepted');
  await look(program, 'rejected');

  await next();
  sandbox.faults.next({ kind: 'hold', at: 'body' });
  await desk.send();
  await expect(desk.outcome).toContainText('Sending');
  await look(program, 'sending');
  sandbox.faults.release();
  await expect(desk.ticketNumber).toBeVisible();
  await look(program, 'created');

  await next();
  await desk.send();
  await expect(desk.outcome).toContainText('Connector busy');
  await look(program, 'held');
  await desk.outcome.getByRole('button', { name: 'Discard' }).click();
  await expect(window.getByText('was discarded')).toBeVisible();
  await look(program, 'discarded');

  sandbox.api.pending.clear();
  await next();
  sandbox.identity.revokeAll();
  await desk.send();
  await expect(desk.outcome).toContainText('Sign in to send');
  await look(program, 'sign-in-to-send');
  await desk.outcome.getByLabel('Pin').fill(sample.pin);
  await desk.outcome.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(desk.ticketNumber).toHaveText('4');

  sandbox.api.pending.clear();
  await next();
  await sandbox.api.stop();
  await desk.send();
  await expect(desk.outcome).toContainText('No connection');
  await look(program, 'offline');
  // Meanwhile another connector was plugged in: it is looked over before it goes.
  sandbox.connector.unplug();
  await expect(desk.connectorLight).toContainText('Unplugged');
  sandbox.connector.connectorId = 940201044;
  sandbox.connector.plug();
  await expect(desk.connectorLight).toContainText('Ready');
  await expect(desk.outcome).toContainText('Check before sending');
  await look(program, 'check');
  await sandbox.api.start();
  sandbox.faults.next({ kind: 'status', status: 500, body: '{"message":"Internal error"}' });
  await desk.outcome.getByRole('button', { name: 'Send all the same' }).click();
  await expect(desk.outcome).toContainText('May already have been sent');
  await desk.outcome.locator('summary', { hasText: 'What happened' }).click();
  await expect(desk.outcome.locator('li time').first()).toBeVisible();
  await look(program, 'unconfirmed');
  await window.getByRole('button', { name: 'Needs you' }).click();
  await expect(desk.tickets).toHaveCount(2);
  await look(program, 'needs-you');
});

test('a car that has a ticket from today says so', async ({ program, sandbox }) => {
  const { desk, window } = program;
  sandbox.api.dealsAtOnce = true;
  await desk.fillRequired();
  await desk.send();
  await expect(desk.ticketNumber).toHaveText('3');
  await window.getByRole('navigation').getByRole('button', { name: 'New ticket' }).click();
  const hint = window.getByRole('complementary');
  await expect(hint).toContainText('This car has a ticket from today already');
  await look(program, 'same-today');
  await hint.getByRole('button', { name: 'Sent, no. 3' }).click();
  await expect(desk.outcome).toContainText('Sent, no. 3');
});

test('the keyboard alone suffices, from the first field to the number', async ({ program }) => {
  const { desk, window } = program;
  await desk.vin.focus();
  await window.keyboard.press('Enter');
  await window.keyboard.type('284841');
  await window.keyboard.press('Enter');
  await window.keyboard.type('284841');
  // Past the connector's id, the reference and the voucher.
  for (const selector of ['#connector_id', '#reference', '#voucher']) {
    await window.keyboard.press('Enter');
    await expect(window.locator(selector)).toBeFocused();
  }
  await window.keyboard.press('Tab');
  await window.keyboard.press('Tab');
  await expect(desk.newProduct).toBeFocused();
  await window.keyboard.type('52351');
  await window.keyboard.press('Control+Enter');
  await expect(desk.ticketNumber).toBeVisible();
  await window.keyboard.press('Control+n');
  await expect(desk.vin).toBeVisible();
});
