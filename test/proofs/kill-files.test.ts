import { expect, it } from 'vitest';
import { killFilesLoop } from '../support/kill-files-loop.ts';

// The same rounds as `npm run test:kill -- --mode files`, a few of them.
it(
  'killed while it restores, migrates and backs up a folder that is damaged, it loses only what no file holds any more',
  { timeout: 180_000 },
  async () => {
    const { kills, lost, doubled, broken, files } = await killFilesLoop(40, 3);
    expect({ kills, lost, doubled, broken }).toEqual({ kills: 40, lost: [], doubled: [], broken: [] });
    // That there was something to lose, and a restore to lose it in.
    expect(Object.values(files.damages).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(files.killsIn.restore + files.killsIn.backup + files.killsIn.migration).toBeGreaterThan(0);
  },
);
