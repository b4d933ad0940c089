import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff, patience } from '../../main/tickets/back-off.ts';

const MINUTE = 60_000;
/** As Math.random gives it: from 0 up to, never including, 1. */
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const count = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 1, max: 1_000_000 }),
  fc.constant(Number.MAX_SAFE_INTEGER),
);
/** The longest wait after so many failures, to within what the largest chance leaves out. */
const longest = (wait: (failures: number, random: number) => number, failures: number) =>
  Math.round(wait(failures, 1 - Number.EPSILON));

describe('the wait before what is proven unsent is tried again', () => {
  it('doubles from two seconds up to five minutes, and then grows no more', () => {
    const limits = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1_000_000].map((failures) =>
      longest(backOff, failures),
    );
    expect(limits).toEqual([
      2_000,
      4_000,
      8_000,
      16_000,
      32_000,
      64_000,
      128_000,
      256_000,
      5 * MINUTE,
      5 * MINUTE,
      5 * MINUTE,
      5 * MINUTE,
    ]);
  });

  it('is anything up to that limit, in proportion to chance: a hundred PCs do not come at once', () => {
    fc.assert(
      fc.property(count, fc.double({ min: 0.2, max: 0.99, noNaN: true }), (failures, random) => {
        expect(backOff(failures, random)).toBeCloseTo(random * longest(backOff, failures), 3);
      }),
    );
  });

  it('is a number between a quarter of a second and five minutes, however often it failed', () => {
    fc.assert(
      fc.property(count, chance, (failures, random) => {
        const wait = backOff(failures, random);
        expect(Number.isFinite(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(250);
        expect(wait).toBeLessThanOrEqual(5 * MINUTE);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves a service that is coming back alone even with the luckiest draw', () => {
    expect(backOff(1, 0)).toBe(250);
    expect(backOff(1_000_000, 0)).toBe(250);
  });
});

describe('the wait before what somebody else must settle is asked for again', () => {
  it('doubles from half a minute up to five minutes', () => {
    expect([1, 2, 3, 4, 5, 6, 1_000_000].map((asked) => longest(patience, asked))).toEqual([
      30_000,
      60_000,
      120_000,
      240_000,
      5 * MINUTE,
      5 * MINUTE,
      5 * MINUTE,
    ]);
  });

  it('is half fixed and half chance, and always a number', () => {
    fc.assert(
      fc.property(count, chance, (asked, random) => {
        const wait = patience(asked, random);
        const limit = longest(patience, asked);
        expect(Number.isFinite(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(limit / 2);
        expect(wait).toBeLessThanOrEqual(limit);
        expect(patience(asked, 0)).toBe(limit / 2);
      }),
      { numRuns: 1_000 },
    );
  });
});
