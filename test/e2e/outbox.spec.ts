import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { expect, sample, test, type Program } from './fixtures.ts';

const other = '940201044';

/** Writes a ticket for a connector and presses Send. */
async function order({ desk, window }: Program, connectorId: string, reference: string): Promise<void> {
  await window.getByRole('navigation').getByRole('button', { name: 'New ticket' }).click();
  await expect(window.locator('#reference')).toHaveValue('');
  await desk.fillRequired();
  await window.locator('#connector_id').fill(connectorId);
  await window.locator('#reference').fill(reference);
  await desk.send();
}

const references = (sandbox: Sandbox, connectorId: number) =>
  sandbox.record.tickets
    .filter(({ connector_id }) => connector_id === connectorId)
    .map(({ reference }) => reference);

test('five tickets written offline on two connectors survive a kill and go out once each, in order', async ({
  program,
  sandbox,
  start,
}) => {
  const mine = String(sample.connectorId);
  sandbox.api.dealsAtOnce = true;
  await sandbox.api.stop();
  for (const [reference, connectorId] of [
    ['one', mine],
    ['two', other],
    ['three', mine],
    ['four', other],
    ['five', mine],
  ] as const) {
    await order(program, connectorId, reference);
    await expect(program.desk.outcome).toContainText('Waiting to send');
  }
  await program.kill();
  const again = await start();
  await expect(again.desk.tickets).toHaveCount(5);
  await expect(again.desk.serviceLight).toContainText('Cannot be reached');
  expect(sandbox.record.posts).toEqual([]);
  await sandbox.api.start();
  await expect(again.desk.tickets.filter({ hasText: 'Sent, no.' })).toHaveCount(5, { timeout: 30_000 });
  expect(references(sandbox, sample.connectorId)).toEqual(['one', 'three', 'five']);
  expect(references(sandbox, Number(other))).toEqual(['two', 'four']);
  expect(sandbox.record.posts).toHaveLength(5);
});

test('with the look-up a ticket in doubt finds itself created, and is not sent again', async ({
  sandbox,
  start,
  userData,
}) => {
  const deployment = join(userData, '..', `deployment-lookup-${process.pid}.json`);
  const api = { ...(sandbox.deployment.api as object), ticketLookup: 'historical-tickets' };
  writeFileSync(deployment, JSON.stringify({ ...sandbox.deployment, api }));
  const program = await start({ deployment });
  const { desk } = program;
  await expect(desk.connectorLight).toContainText('Ready');
  await desk.signIn(String(sample.connectorId), sample.pin);
  await desk.fillRequired();
  sandbox.faults.next({ kind: 'reset', at: 'commit' });
  await desk.send();
  await expect(desk.outcome).toContainText('May already have been sent');
  await expect(desk.outcome).toContainText('The service’s own list is looked at again');
  await expect(desk.ticketNumber).toHaveText('3', { timeout: 40_000 });
  await desk.outcome.locator('summary', { hasText: 'What happened' }).click();
  await expect(desk.outcome).toContainText('Found in the service’s list');
  expect(sandbox.record.posts).toHaveLength(1);
});

test('tickets are found by search and filter, repeated for another car, thrown away and fetched back', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  sandbox.api.dealsAtOnce = true;
  await order(program, String(sample.connectorId), 'blue van');
  await expect(desk.ticketNumber).toHaveText('3');
  await desk.outcome.getByRole('button', { name: 'Same again, other VIN' }).click();
  await expect(desk.basket).toContainText('52351');
  await expect(window.locator('#reference')).toHaveValue('');
  await window.locator('#reference').fill('red van');
  await expect(desk.tickets).toHaveCount(2);

  const search = window.getByRole('searchbox');
  await search.fill('RED');
  await expect(desk.tickets).toHaveCount(1);
  await expect(desk.tickets.first()).toContainText('red van');
  await search.fill('no such thing');
  await expect(window.getByText('No ticket fits.')).toBeVisible();
  await search.fill('');
  await window.getByRole('button', { name: /^Drafts/ }).click();
  await expect(desk.tickets).toHaveCount(1);
  await window.getByRole('button', { name: 'All' }).click();
  await expect(desk.tickets).toHaveCount(2);

  await window.getByRole('button', { name: 'Delete draft' }).click();
  await expect(desk.tickets).toHaveCount(1);
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(desk.tickets).toHaveCount(2);
  await expect(window.locator('#reference')).toHaveValue('red van');
});

test('what waits and what needs somebody is counted in the header and in the window’s title', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  const title = () =>
    program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  sandbox.faults.next({ kind: 'reset', at: 'body' });
  await order(program, String(sample.connectorId), 'in doubt');
  await expect(desk.outcome).toContainText('May already have been sent');
  await expect(window.getByRole('banner').getByRole('button', { name: '1 needs you' })).toBeVisible();
  await order(program, String(sample.connectorId), 'behind it');
  await expect(desk.outcome).toContainText('Waiting to send');
  await expect.poll(title).toBe('(1 needs you, 1 waiting) Jifeline Workshop');
  await window.getByRole('banner').getByRole('button', { name: '1 waiting' }).click();
  await expect(desk.tickets).toHaveCount(1);
  await expect(desk.tickets.first()).toContainText('behind it');
  expect(sandbox.record.posts).toHaveLength(1);
});

test('drafts are exported by menu and by Settings, and brought back on another PC', async ({
  program,
  start,
  userData,
}) => {
  const { desk, window, app } = program;
  await window.locator('#reference').fill('to be moved');
  await expect(desk.saved).toContainText('Saved');
  const file = join(userData, '..', `drafts-${process.pid}.json`);
  // The system's own dialogs cannot be driven: what they would answer is put in their place.
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    dialog.showMessageBox = (...[, options]: unknown[]) => {
      (globalThis as { told?: unknown }).told = options;
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  }, file);
  await app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('export-drafts')?.click();
  });
  const told = () => app.evaluate(() => (globalThis as { told?: { message?: string } }).told?.message ?? '');
  await expect.poll(told).toBe('Drafts written into the file: 1.');
  await window.getByRole('button', { name: 'Settings' }).click();
  await desk.panel.getByRole('button', { name: 'Export' }).click();
  await expect(desk.panel.getByText('One draft was exported')).toBeVisible();
  await program.close();

  const elsewhere = await start({ userData: join(userData, 'another-pc') });
  await elsewhere.app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
  await elsewhere.window.getByRole('button', { name: 'Settings' }).click();
  await elsewhere.desk.panel.getByRole('button', { name: 'Import drafts' }).click();
  await elsewhere.window.keyboard.press('Escape');
  await expect(elsewhere.desk.tickets).toHaveCount(1);
  await elsewhere.desk.tickets.first().click();
  await expect(elsewhere.window.locator('#reference')).toHaveValue('to be moved');
});
