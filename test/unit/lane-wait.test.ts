import { describe, expect, it } from 'vitest';
import { afterAsking, afterFailure, forgiven, left, type LaneWait } from '../../main/tickets/lane-wait.ts';

const NOW = 1_000_000;
/** By chance neither the shortest nor the longest. */
const HALF = 0.5;
const ms = (wait: LaneWait) => wait.until - NOW;

/** How long each wait of a row is. */
function row(count: number, next: (wait: LaneWait | null) => LaneWait, first: LaneWait | null = null) {
  const waits: number[] = [];
  for (let wait = first; waits.length < count; waits.push(ms(wait))) wait = next(wait);
  return waits;
}

const failed = (wait: LaneWait | null) => afterFailure(wait, NOW, HALF);
const asked = (blocker: 'held' | 'unconfirmed') => (wait: LaneWait | null) =>
  afterAsking(wait, NOW, HALF, blocker);

describe('how long a lane waits', () => {
  it('grows with each failure in a row', () => expect(row(4, failed)).toEqual([1_000, 2_000, 4_000, 8_000]));

  it('grows each time it asked in vain, and a list is asked sooner than a busy connector', () => {
    expect(row(3, asked('unconfirmed'))).toEqual([3_000, 6_000, 12_000]);
    expect(row(3, asked('held'))).toEqual([22_500, 45_000, 90_000]);
  });

  it('begins anew when it is for another reason', () => {
    const thrice = failed(failed(failed(null)));
    expect(row(1, asked('held'), thrice)).toEqual([22_500]);
    expect(row(1, failed, asked('held')(asked('held')(null)))).toEqual([1_000]);
  });
});

describe('what is left of a wait', () => {
  it('is nothing where there is none, and where it is over', () => {
    expect(left(null, NOW, 'send')).toBe(0);
    expect(left(failed(null), NOW + 1_000, 'send')).toBe(0);
    expect(left(failed(null), NOW + 5_000, 'send')).toBe(0);
  });

  it('after a failure keeps a ticket from being sent, and none from being asked about', () => {
    expect(left(failed(null), NOW + 200, 'send')).toBe(800);
    expect(left(failed(null), NOW, 'ask')).toBe(0);
  });

  it('after asking keeps the question back, and no ticket that may go', () => {
    expect(left(asked('unconfirmed')(null), NOW + 200, 'ask')).toBe(2_800);
    expect(left(asked('unconfirmed')(null), NOW, 'send')).toBe(0);
  });
});

describe('a click', () => {
  it('forgives a failure, and not what was asked', () => {
    expect(forgiven(failed(null))).toBeNull();
    expect(forgiven(null)).toBeNull();
    const wait = asked('held')(null);
    expect(forgiven(wait)).toBe(wait);
  });
});
