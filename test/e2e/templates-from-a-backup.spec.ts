import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Program } from './fixtures.ts';

/** Asks the program over the bridge, as the window does. */
const ask = async <T>(program: Program, call: string, input?: unknown): Promise<T> => {
  const given = await program.window.evaluate<{ readonly ok: boolean; readonly value: T }>(
    `window.workshop.${call}(${input === undefined ? '' : JSON.stringify(input)})`,
  );
  expect(given).toMatchObject({ ok: true });
  return given.value;
};

// The file with templates and names was put aside, and the morning's stood in for it. What was made since was gone, and
// nobody said so, while the same of the tickets is told on the first screen.
test('people are told when the templates are those of a backup', async ({ start, userData }) => {
  const before = await start();
  const { id } = await ask<{ id: string }>(before, 'drafts.create');
  await ask(before, 'drafts.change', { id, changes: { product_ids: ['52351'] } });
  await ask(before, 'templates.save', { ticketId: id, name: 'morning' });
  await ask(before, 'templates.save', { ticketId: id, name: 'afternoon' });
  await before.close();
  for (const suffix of ['-wal', '-shm']) rmSync(join(userData, `workshop.db${suffix}`), { force: true });
  writeFileSync(join(userData, 'workshop.db'), 'torn');

  const after = await start();
  const templates = await ask<{ name: string }[]>(after, 'templates.list');
  expect(templates.map(({ name }) => name)).toEqual(['morning']);
  const notice = after.window.getByRole('main').getByText('names and templates was damaged');
  await expect(notice).toBeVisible();
  // Until somebody has read it, and not after that.
  await after.kill();
  const again = await start();
  await ask(again, 'templates.list');
  const same = again.window.getByRole('main').getByText('names and templates was damaged');
  await expect(same).toBeVisible();
  await again.window.getByRole('button', { name: 'Dismiss' }).click();
  await expect(same).toBeHidden();
  await again.close();
  const last = await start();
  await ask(last, 'templates.list');
  const { notices } = await ask<{ notices: string[] }>(last, 'app.snapshot');
  expect(notices).toEqual([]);
});
