import { expect, it } from 'vitest';
import { CrashLimit } from '../../main/platform/crash-limit.ts';

it('brings the window back three times a minute, and then leaves it to a person', () => {
  let now = 0;
  const limit = new CrashLimit(() => now);
  expect([1, 2, 3, 4].map(() => limit.mayTryAgain())).toEqual([true, true, true, false]);
  now += 60_000;
  expect(limit.mayTryAgain()).toBe(true);
});
