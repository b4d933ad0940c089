import { channel } from '../../preload/contract/define.ts';
import { expect, test, type Program } from './fixtures.ts';

/** Counts from now on how often main is told that all is loaded. */
async function countTold({ app }: Program): Promise<() => Promise<number>> {
  await app.evaluate(
    ({ ipcMain }, loaded) => {
      const state = { told: 0 };
      Object.assign(globalThis, { state });
      ipcMain.removeHandler(loaded);
      ipcMain.handle(loaded, () => {
        state.told += 1;
        return { ok: true };
      });
    },
    channel('app', 'loaded'),
  );
  return () => app.evaluate(() => (globalThis as unknown as { state: { told: number } }).state.told);
}

// Main serves the page's files, and does nothing else in that moment: what it begins before the page has its texts is
// waited for by whoever looks at the window.
test('main is told to go on with other work when the page has its texts, and not before', async ({
  start,
}) => {
  const program = await start();
  const { desk, window: page } = program;
  await expect(desk.connectorLight).toBeVisible();
  const told = await countTold(program);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    void page.route('**/assets/en-*', async (route) => {
      resolve();
      await released;
      await route.continue();
    });
  });
  await page.reload({ waitUntil: 'commit' });
  await asked;
  // Main was asked for everything else, and has answered.
  await page.evaluate(() => window.workshop?.app.snapshot());
  expect(await told()).toBe(0);
  await expect(page.getByText('Jifeline Workshop')).toBeVisible();
  release();
  await expect(desk.connectorLight).toBeVisible();
  await expect.poll(told).toBe(1);
});
