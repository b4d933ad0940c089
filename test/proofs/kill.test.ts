import { expect, it } from 'vitest';
import { killLoop } from '../support/kill-loop.ts';

// The same rounds as `npm run test:kill`, a few of them. The seed is fixed; the clock's part is new each time.
it('killed twenty times in the middle of everything, it loses nothing and sends nothing twice', async () => {
  const { kills, tickets, lost, doubled, broken } = await killLoop(20, 4);
  expect({ kills, lost, doubled, broken }).toEqual({ kills: 20, lost: [], doubled: [], broken: [] });
  expect(tickets).toBeGreaterThan(0);
});
