export interface SleepWatchDeps {
  /** Milliseconds since the epoch, which go on while the PC sleeps. */
  readonly now: () => number;
  /** Runs `work` after a while; returns what calls it off. */
  readonly later: (work: () => void, ms: number) => () => void;
  /** It is awake after all, and nobody had said so. */
  readonly awake: () => void;
}

const TICK_MS = 10_000;
/** Some wake for a moment in the middle of their sleep, to fetch mail for instance: longer than that. */
const TICKS = 12;
/** A timer that comes this much too late, or too early by a clock that was set, has slept. */
const TOLERANCE_MS = 1_000;

/**
 * Notices that the PC is awake where the system does not say so: a sleep that was announced and never came, or an end of
 * it that was never told. Whoever can count two minutes without a gap is awake.
 */
export class SleepWatch {
  readonly #deps: SleepWatchDeps;
  #callOff: (() => void) | null = null;

  constructor(deps: SleepWatchDeps) {
    this.#deps = deps;
  }

  /** The system said that it falls asleep, and nothing since. */
  get isAsleep(): boolean {
    return this.#callOff !== null;
  }

  fallsAsleep(): void {
    this.wakes();
    this.#count(0);
  }

  /** The system said so, or a person is there. */
  wakes(): void {
    this.#callOff?.();
    this.#callOff = null;
  }

  #count(ticks: number): void {
    const due = this.#deps.now() + TICK_MS;
    this.#callOff = this.#deps.later(() => {
      const hasSlept = Math.abs(this.#deps.now() - due) > TOLERANCE_MS;
      if (hasSlept || ticks + 1 < TICKS) {
        this.#count(hasSlept ? 0 : ticks + 1);
        return;
      }
      this.wakes();
      this.#deps.awake();
    }, TICK_MS);
  }
}
