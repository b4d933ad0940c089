import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, sample, test } from '../e2e/fixtures.ts';

/** Everything the window may know, but for the counter of what it was told. */
const state = (page: Page) =>
  page.evaluate(async () => {
    const known = await window.workshop?.app.snapshot();
    return known?.ok === true ? JSON.stringify({ ...known.value, revision: 0 }) : 'nothing';
  });

test('44 hostile calls on the bridge: each refused with a code, nothing done, the program goes on', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  await window.locator('#reference').fill('untouched');
  await expect(desk.saved).toContainText('Saved');
  const before = await state(window);
  const codes = await window.evaluate(async () => {
    const { workshop } = globalThis as unknown as Window;
    interface Answer {
      readonly ok: boolean;
      readonly error?: { readonly code: string };
    }
    type AnyCall = (...input: unknown[]) => Promise<Answer>;
    const bridge = workshop as unknown as Record<string, Record<string, AnyCall>> | undefined;
    const id = '00000000-0000-4000-8000-000000000000';
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const inputs: unknown[] = [
      undefined,
      null,
      7,
      'text',
      [],
      {},
      cyclic,
      new Date(),
      { id: null },
      { id: "' OR 1=1; DROP TABLE ticket; --" },
      { id: { toString: 'x' } },
      { id: id.repeat(100_000) },
      { id, extra: 'key' },
      JSON.parse(`{"id":"${id}","__proto__":{"state":"draft"}}`),
      { id, changes: { reference: 'x'.repeat(5_000_000) } },
      { id, changes: { vinSource: 'connector' } },
      { id, changes: { product_ids: Array<string>(100_000).fill('1') } },
      { limit: 1e9, filter: 'all', search: '%' },
      { connectorId: -1, pin: '' },
      { token: '' },
      { path: '../../etc/passwd' },
      { link: 'https://example.com' },
    ];
    const heard: string[] = [];
    for (const [group, calls] of Object.entries(bridge ?? {})) {
      for (const [name, call] of Object.entries(calls)) {
        // What takes no input has nothing to be attacked with, and may ask a person or sign out.
        if (name === 'on') continue;
        for (const input of inputs.slice(1)) {
          const answer = await call(input).catch((error: unknown) => ({
            ok: false,
            error: { code: String(error) },
          }));
          heard.push(`${group}.${name}: ${answer.ok ? 'done' : (answer.error?.code ?? '')}`);
        }
      }
    }
    return heard;
  });
  expect(codes.length).toBeGreaterThan(500);
  expect(codes.filter((code) => code.endsWith(': internal'))).toEqual([]);
  // What was taken is the reading of a record that is empty, and changes that change nothing.
  const taken = new Set(codes.filter((code) => code.endsWith(': done')));
  expect([...taken].sort()).toEqual([
    'catalogue.vehicleOf: done',
    'settings.change: done',
    'tickets.attempts: done',
  ]);
  expect(await state(window)).toEqual(before);
  await expect(window.locator('#reference')).toHaveValue('untouched');
  await desk.fillRequired();
  await desk.send();
  await expect(desk.ticketNumber).toHaveText('3');
  expect(sandbox.record.posts).toHaveLength(1);
});

test('44 a call from another window, though it shows our page, is refused', async ({ program }) => {
  const answers = await program.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const [ours] = BrowserWindow.getAllWindows();
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: {
          preload,
          sandbox: true,
          contextIsolation: true,
        },
      });
      await stranger.loadURL(ours?.webContents.getURL() ?? '');
      const answer = (await stranger.webContents.executeJavaScript(
        'workshop.app.snapshot().then((answer) => JSON.stringify(answer))',
      )) as string;
      stranger.destroy();
      return answer;
    },
    join(process.cwd(), 'out/app/preload.cjs'),
  );
  expect(JSON.parse(answers)).toMatchObject({ ok: false, error: { code: 'bridge.refused' } });
});

test('44 listening for what is no event of the contract is refused', async ({ program }) => {
  const refused = await program.window.evaluate(() => {
    const on = window.workshop?.session.on as unknown as (name: string, listener: () => void) => unknown;
    return ['changed; x', '__proto__', 'constructor', 'signOut', ''].map((name) => {
      try {
        on(name, () => undefined);
        return 'listening';
      } catch {
        return 'refused';
      }
    });
  });
  expect(refused).toEqual(Array(5).fill('refused'));
  await expect(program.desk.connectorLight).toContainText(String(sample.connectorId).slice(0, 3));
});
