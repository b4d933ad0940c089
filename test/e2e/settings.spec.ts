import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueText, makeCatalogue } from '../sandbox/catalogue.ts';
import { goodCatalogue } from '../support/bad-catalogues.ts';
import { expect, keysAtOnce, test, type Program } from './fixtures.ts';
import { look } from './look.ts';

/** The file that the system's dialog gives from now on. */
const choose = (program: Program, file: string): Promise<void> =>
  program.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);

test.describe('the catalogue in Settings', () => {
  let folder: string;
  test.beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'workshop-catalogue-'))));
  test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is imported while its progress shows, and stays when a bad one is refused in words', async ({
    sandbox,
    start,
  }) => {
    const deployment = join(folder, 'deployment.json');
    const changes = { catalogue: { file: null, fromApi: true } };
    writeFileSync(deployment, JSON.stringify({ ...sandbox.deployment, ...changes }));
    const program = await start({ deployment });
    const { window, desk } = program;
    await window.keyboard.press('Control+,');
    const section = desk.panel.getByRole('region', { name: 'Catalogue' });
    await expect(section).toContainText('There is no catalogue on this PC yet.');
    await expect(section).toContainText('The service is also asked');
    await section.getByRole('button').scrollIntoViewIfNeeded();
    await look(program, 'catalogue-none');

    // A file that is none is refused, and there still is no catalogue.
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, '{"format":\n"something else"}');
    await choose(program, bad);
    const importIt = section.getByRole('button', { name: 'Import a catalogue…' });
    await importIt.click();
    await expect(section.getByRole('alert')).toContainText('bad.json was not imported');
    await expect(section.getByRole('alert')).toContainText('There is still no catalogue');

    const large = makeCatalogue({ models: 30_000, products: 10_000 });
    const good = join(folder, 'good.json');
    writeFileSync(good, catalogueText(large));
    await choose(program, good);
    await importIt.click();
    const progress = section.getByRole('progressbar', { name: 'Reading the catalogue' });
    await expect(progress).toBeVisible();
    await expect(importIt).toBeDisabled();
    await expect(importIt).toBeFocused();
    await expect(section.getByRole('alert')).toBeHidden();
    await expect(section.getByRole('status')).toHaveText('The catalogue was imported.', { timeout: 60_000 });
    await expect(progress).toBeHidden();
    await expect(section).toContainText(large.source);
    await expect(section.getByRole('definition').filter({ hasText: /^30,000$/ })).toBeVisible();
    await expect(importIt).toBeEnabled();
    await look(program, 'catalogue-there');

    const [product] = goodCatalogue().products;
    const wrong = {
      ...goodCatalogue(),
      makes: [{ id: '1', name: 'Škala', colour: 'red' }],
      products: [{ ...product, gross_price: { currency: 'EURO', value: -1 } }],
      bundles: [],
    };
    writeFileSync(bad, JSON.stringify(wrong, undefined, 1));
    await choose(program, bad);
    await importIt.click();
    const refusal = section.getByRole('alert');
    await expect(refusal).toContainText('bad.json was not imported: 7 problems');
    await expect(refusal).toContainText('The catalogue that was there stays as it was.');
    const problems = refusal.getByRole('listitem');
    await expect(problems).toHaveCount(7);
    await expect(problems.filter({ hasText: 'makes[0].id' })).toContainText(
      'Another kind of value belongs here: a number.',
    );
    await expect(problems.filter({ hasText: 'makes[0].colour' })).toContainText('Is it misspelt?');
    await expect(problems.filter({ hasText: 'products[0].gross_price.value' })).toContainText(/Line \d+/);
    await expect(section).toContainText(large.source);
    await refusal.scrollIntoViewIfNeeded();
    await look(program, 'catalogue-refused');

    // Another language puts the window there anew: the panel stays open, and says the same in it.
    await desk.panel.getByLabel('Language').selectOption('de');
    const german = desk.panel.getByRole('region', { name: 'Katalog' });
    await expect(german.getByRole('alert')).toContainText('bad.json wurde nicht importiert: 7 Probleme');
    await expect(german.getByRole('definition').filter({ hasText: /^30\.000$/ })).toBeVisible();
    await german.getByRole('alert').scrollIntoViewIfNeeded();
    await look(program, 'catalogue-refused-de');
  });
});

test('F1 lists the keys, Esc closes the list, and the focus is where it was', async ({ program }) => {
  const { window, desk } = program;
  await desk.vin.focus();
  await window.keyboard.press('F1');
  const sheet = window.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toBeVisible();
  await expect(sheet.getByText('Ctrl+Enter', { exact: true })).toBeVisible();
  await expect(sheet).toContainText('Send the ticket');
  await expect(sheet).toContainText('Ctrl+1 … 9');
  await look(program, 'keys');
  // No other key of the window does anything meanwhile.
  await window.keyboard.press('Control+,');
  await expect(sheet).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(desk.vin).toBeFocused();
  await window.keyboard.press('Control+/');
  await expect(sheet).toBeVisible();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toBeHidden();

  // For the mouse: beside Settings, and in Settings.
  await window.getByRole('button', { name: 'Keys F1' }).click();
  await expect(sheet).toBeVisible();
  await window.keyboard.press('Escape');
  await window.keyboard.press('Control+,');
  await window
    .getByRole('dialog', { name: 'Settings' })
    .getByRole('button', { name: 'Show all keys' })
    .click();
  await expect(sheet).toBeVisible();
});

test('a key hit right after Esc is not lost: the next panel opens, as often as one likes', async ({
  program,
}) => {
  const { window } = program;
  const keys = window.getByRole('dialog', { name: 'Keys' });
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await window.keyboard.press('F1');
  for (let round = 0; round < 10; round += 1) {
    await expect(keys).toBeVisible();
    await keysAtOnce(program, [{ key: 'Escape' }, { key: ',', modifiers: ['control'] }]);
    await expect(settings).toBeVisible();
    await keysAtOnce(program, [{ key: 'Escape' }, { key: 'F1' }]);
  }
  // Called off before it was there, it does not come after all.
  await keysAtOnce(program, [{ key: 'Escape' }, { key: ',', modifiers: ['control'] }, { key: 'Escape' }]);
  await expect(window.getByRole('dialog')).toBeHidden();
  await keysAtOnce(program, [{ key: 'F1' }]);
  await expect(keys).toBeVisible();
});

test('Ctrl+F goes to the search, from the middle of a field', async ({ program }) => {
  const { window, desk } = program;
  await desk.page.locator('#reference').fill('12-ABC-3');
  await expect(desk.tickets).toHaveCount(1);
  await window.keyboard.press('Control+f');
  const search = window.getByRole('searchbox', { name: /^Search VIN/ });
  await expect(search).toBeFocused();
  await window.keyboard.type('nothing like it');
  await expect(window.getByText('No ticket fits.')).toBeVisible();
  // What is typed there is looked for next time, too: it is replaced by typing on.
  await desk.vin.focus();
  await window.keyboard.press('Control+f');
  await window.keyboard.type('12-abc');
  await expect(desk.tickets).toHaveCount(1);
});

test('a settings file that is damaged is put aside, and told', async ({ start, userData }) => {
  writeFileSync(join(userData, 'settings.json'), '{"theme":"dark"');
  const program = await start();
  await expect(program.window.getByRole('main')).toContainText('The settings file was damaged.');
  expect(readdirSync(userData).filter((name) => name.startsWith('settings.corrupt-'))).toHaveLength(1);
  await look(program, 'settings-damaged');
});
