import type { Walk } from '../scene.ts';

/** The design system, which developers see: in English only, in the program's window in place of the program. */
export const design: Walk = {
  name: 'design',
  signedIn: false,
  languages: ['en'],
  scenes: [
    {
      name: 'design-tokens',
      async go(stage) {
        await stage.app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.loadURL('app://workshop/design.html'),
        );
        await stage.page.getByRole('heading', { name: 'Tokens' }).waitFor();
      },
    },
    {
      name: 'design-parts',
      async go(stage) {
        await stage.page.getByRole('region', { name: 'Button' }).scrollIntoViewIfNeeded();
        await stage.page.getByRole('main').evaluate((main) => {
          const first = main.querySelector('section[aria-label=Button]');
          main.scrollBy(0, first?.getBoundingClientRect().top ?? 0);
        });
      },
    },
    {
      name: 'design-parts-end',
      async go(stage) {
        await stage.page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
      },
    },
    {
      name: 'design-sheet',
      async go(stage) {
        await stage.press('Open a sheet');
        await stage.panel.waitFor();
      },
    },
  ],
};
