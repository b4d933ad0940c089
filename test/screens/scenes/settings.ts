import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Walk } from '../scene.ts';

/** Settings, and what the start has to say. */
export const settings: Walk = {
  name: 'settings',
  before({ userData }) {
    // A settings file that nobody can read: put aside, and said so.
    writeFileSync(join(userData, 'settings.json'), 'no settings');
    return Promise.resolve(() => undefined);
  },
  scenes: [
    {
      name: 'notice',
      async go(stage) {
        await stage.page.getByText(stage.t.notices['settings-quarantined']).waitFor();
      },
    },
    {
      name: 'settings',
      async go(stage) {
        await stage.openPanel('settings');
      },
    },
    {
      name: 'settings-wrong',
      async go(stage) {
        await stage.panel.locator('#latitude').fill('north');
        await stage.panel.locator('#latitude').blur();
        await stage.panel.locator('#latitude[aria-invalid=true]').waitFor();
        await stage.panel.locator('#latitude').scrollIntoViewIfNeeded();
      },
    },
    {
      name: 'settings-end',
      async go(stage) {
        await stage.panel.evaluate((panel) => panel.scrollTo(0, panel.scrollHeight));
      },
    },
  ],
};
