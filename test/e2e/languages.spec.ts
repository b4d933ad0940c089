import type { Page } from 'playwright';
import type { Language } from '../../preload/contract/settings.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { look } from './look.ts';

test('the language changes at once, and what was typed stays', async ({ program }) => {
  const { desk, window } = program;
  await desk.fillRequired();
  await window.locator('#reference').fill('12-ABC-3');
  await window.getByRole('button', { name: 'Settings' }).click();
  await window.locator('#language').selectOption('nl');
  await expect(window.locator('html')).toHaveAttribute('lang', 'nl');
  await expect(window.locator('#language')).toHaveValue('nl');
  await window.keyboard.press('Escape');
  await expect(window.locator('#reference')).toHaveValue('12-ABC-3');
  await expect(desk.basket).toContainText('52351');
  const menu = () =>
    program.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('export-drafts')?.label);
  await expect.poll(menu).toBe('Concepten &exporteren…');
  await window.keyboard.press('Control+Enter');
  await expect(desk.ticketNumber).toBeVisible();
});

const choose = (page: Page, language: Language) =>
  page.evaluate((chosen) => window.workshop?.settings.change({ language: chosen }), language);

for (const language of ['nl', 'de', 'fr', 'pseudo'] as const) {
  test(`in ${language} nothing is cut off: the form, a ticket in doubt, Settings`, async ({
    program,
    sandbox,
  }) => {
    test.setTimeout(90_000);
    const { desk, window } = program;
    await desk.fillSample();
    await choose(window, language);
    await expect(window.locator('html')).toHaveAttribute('lang', language === 'pseudo' ? 'en' : language);
    await look(program, `form-${language}`);
    sandbox.faults.next({ kind: 'reset', at: 'body' });
    await window.keyboard.press('Control+Enter');
    await expect(desk.outcome).toBeVisible();
    await expect(window.locator('#known-number')).toBeVisible();
    await look(program, `unconfirmed-${language}`);
    await window.locator('header').getByRole('button').last().click();
    await look(program, `settings-${language}`);
    await expectAccessible(program);
    // No button's words run over its edge.
    const cut = await window.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, .label, h2, h3')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .map((element) => element.innerText),
    );
    expect(cut).toEqual([]);
  });
}

test('in the workshop’s size every target is large, and nothing is cut off', async ({ program }) => {
  const { desk, window } = program;
  await desk.fillSample();
  await window.getByRole('button', { name: 'Settings' }).click();
  await window.getByLabel('Workshop: large, for gloves').check();
  await look(program, 'settings-large');
  await window.keyboard.press('Escape');
  await look(program, 'form-large');
  const box = await desk.sendButton.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(64);
});
