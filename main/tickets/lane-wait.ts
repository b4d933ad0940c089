import { backOff, LOOK_UP_BASE_MS, patience } from './back-off.ts';

/** Until when nothing is done in a lane, and why. One record a lane; null: nothing keeps it. */
export interface LaneWait {
  /** Milliseconds of a clock that nobody can set. */
  readonly until: number;
  /**
   * `failed`: nothing could be sent, and what failed before says little about now: a click or a wake-up forgives it.
   * `asked`: a ticket that blocks the lane was asked about, and not again before.
   * What the service itself asked for is another matter (asked-to-wait.ts): it is obeyed, whoever clicks.
   */
  readonly why: 'failed' | 'asked';
  /** How often in a row it was for this reason. */
  readonly count: number;
}

const countOf = (wait: LaneWait | null, why: LaneWait['why']): number =>
  wait?.why === why ? wait.count + 1 : 1;

/** Proven unsent: later and later. */
export function afterFailure(wait: LaneWait | null, now: number, random: number): LaneWait {
  const count = countOf(wait, 'failed');
  return { until: now + backOff(count, random), why: 'failed', count };
}

/** Asked, and not settled: a list is asked sooner than a connector that is busy. */
export function afterAsking(
  wait: LaneWait | null,
  now: number,
  random: number,
  blocker: 'held' | 'unconfirmed',
): LaneWait {
  const count = countOf(wait, 'asked');
  const ms = patience(count, random, blocker === 'unconfirmed' ? LOOK_UP_BASE_MS : undefined);
  return { until: now + ms, why: 'asked', count };
}

/** What is left of it when a person clicks, the PC wakes up, or the service can be reached again. */
export const forgiven = (wait: LaneWait | null): LaneWait | null => (wait?.why === 'failed' ? null : wait);

/**
 * How long a lane still waits before what is to be done next, in milliseconds; 0: it may go on. What was asked about a
 * ticket in the way does not keep one that may go.
 */
export function left(wait: LaneWait | null, now: number, next: 'send' | 'ask'): number {
  if (wait === null || (wait.why === 'asked' && next === 'send') || (wait.why === 'failed' && next === 'ask'))
    return 0;
  return Math.max(0, wait.until - now);
}
