/** First wait, and longest wait, of what is proven unsent: full jitter over a doubling limit. Milliseconds. */
const BASE_MS = 2_000;
const CAP_MS = 5 * 60_000;
/** Even the luckiest draw leaves a service that is coming back this long alone. */
const FLOOR_MS = 250;
/** A connector that is busy is asked again more slowly: each time is a request that is refused. */
const PATIENT_BASE_MS = 30_000;
/** A list that does not show a ticket yet costs nothing to read, and somebody waits for what it says. */
export const LOOK_UP_BASE_MS = 4_000;

/**
 * How long to wait after the n-th failure in a row, n from 1. Never gives up: the wait stops growing at five minutes.
 *
 * @param random from 0 up to 1.
 */
export const backOff = (failures: number, random: number): number =>
  Math.max(FLOOR_MS, random * limitOf(BASE_MS, failures));

/** How long to wait before asking anew what a person or the service must settle first: half of it fixed, half by chance. */
export const patience = (asked: number, random: number, baseMs = PATIENT_BASE_MS): number =>
  (0.5 + random / 2) * limitOf(baseMs, asked);

/** Bounded before it is raised to a power, so that it stays a number after a year of failures. */
const limitOf = (base: number, count: number) => Math.min(CAP_MS, base * 2 ** Math.min(count - 1, 20));
