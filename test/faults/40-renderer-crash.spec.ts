import { expect, test, type Program } from '../e2e/fixtures.ts';

/** The window's process dies, as by a defect in a graphics driver. */
const crash = ({ app }: Program) =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  );

/** Asked through main and Chromium's debugger: the test's own connection to the page died with it. */
const inWindow = ({ app }: Program, expression: string): Promise<unknown> =>
  app.evaluate(async ({ BrowserWindow }, asked) => {
    const inspector = BrowserWindow.getAllWindows()[0]?.webContents.debugger;
    if (inspector?.isAttached() === false) inspector.attach('1.3');
    const answer = (await inspector?.sendCommand('Runtime.evaluate', { expression: asked })) as
      { readonly result: { readonly value?: unknown } } | undefined;
    return answer?.result.value;
  }, expression);

test('40 the window crashes while a draft is open: it comes back by itself, with the draft', async ({
  program,
}) => {
  const { desk, window } = program;
  await window.locator('#reference').fill('typed before the crash');
  await expect(desk.saved).toContainText('Saved');
  await crash(program);
  const reference = () => inWindow(program, "document.querySelector('#reference')?.value");
  await expect.poll(reference).toBe('typed before the crash');
});

test('40 the window crashes while a ticket is being sent: main finishes it, one POST', async ({
  program,
  sandbox,
}) => {
  const { desk } = program;
  await desk.fillRequired();
  sandbox.faults.next({ kind: 'hold', at: 'body' });
  await desk.send();
  await sandbox.record.until(({ path }) => path === '/v1/tickets');
  await crash(program);
  sandbox.faults.release();
  const rail = () => inWindow(program, "document.querySelector('nav')?.innerText");
  await expect.poll(rail).toContain('Sent, no. 3');
  expect(sandbox.record.posts).toHaveLength(1);
});
