/** How often the window may die within how long, in milliseconds, before trying again is left to a person. */
const TIMES = 3;
const WITHIN_MS = 60_000;

/** Tells one bad moment from a window that cannot live. */
export class CrashLimit {
  readonly #now: () => number;
  #tries: readonly number[] = [];

  /** @param now a clock that nobody can set, in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  mayTryAgain(): boolean {
    const now = this.#now();
    this.#tries = [...this.#tries.filter((at) => now - at < WITHIN_MS), now];
    return this.#tries.length <= TIMES;
  }
}
