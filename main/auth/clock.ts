/** Two clocks: one that people read and anybody can set, one that only ever runs forward. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds of a clock that nobody can set; means something within this run only. */
  readonly monotonic: () => number;
}
