import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sample } from '../../sandbox/sandbox.ts';
import { backupsOf, backUpTickets, fileOf, openTickets, workshopFileOf } from '../../support/ticket-files.ts';
import { draft, releaseEvent, walk as live } from '../../support/tickets.ts';
import type { Scene, Walk } from '../scene.ts';

const DAY_MS = 24 * 3_600_000;

/** A draft and a ticket that waits, of the day before, with their backup. @returns the backup. */
function yesterday(folder: string): string {
  const { store } = openTickets(folder, { witness: null });
  const waits = draft({ reference: 'behind the lift' });
  store.insert(waits);
  store.replace(waits, live(waits, releaseEvent(sample.connectorId)));
  store.insert(draft({ reference: '12-ABC-3' }));
  backUpTickets(store, folder, Date.now() - DAY_MS);
  store.close();
  return backupsOf(folder)[0] ?? '';
}

/** What is said of the files, and a ticket that a backup brought back. */
const scenes = (name: string): readonly Scene[] => [
  {
    name: `files-${name}`,
    known: ['behind the lift', '12-ABC-3'],
    async go(stage) {
      await stage.until('there is something to tell', ({ notices }) => notices.length > 0);
    },
  },
  {
    name: `files-${name}-ticket`,
    known: ['behind the lift', '12-ABC-3'],
    async go(stage) {
      await stage.page.getByRole('navigation').getByText('behind the lift').click();
    },
  },
];

/** Nothing of the files can be read any more. */
export const damagedFiles: Walk = {
  name: 'files-damaged',
  before({ userData }) {
    yesterday(userData);
    writeFileSync(fileOf(userData), 'x'.repeat(10_000));
    writeFileSync(workshopFileOf(userData), 'x'.repeat(10_000));
    writeFileSync(join(userData, 'settings.json'), '{');
    return Promise.resolve(() => undefined);
  },
  scenes: scenes('damaged'),
};

/** A person put a backup in place. */
export const backupInPlace: Walk = {
  name: 'files-put-back',
  before({ userData }) {
    copyFileSync(yesterday(userData), fileOf(userData));
    return Promise.resolve(() => undefined);
  },
  scenes: scenes('put-back'),
};
