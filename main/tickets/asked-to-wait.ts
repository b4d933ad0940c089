/**
 * Until when the service asked to be left alone. One for the whole program: whoever is told tells it, and whoever is about
 * to ask the service for something asks this first.
 */
export class AskedToWait {
  readonly #monotonic: () => number;
  #until = -Infinity;

  /** @param monotonic milliseconds of a clock that nobody can set. */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** What was asked before and lasts longer is not forgotten for it. */
  told(ms: number): void {
    this.#until = Math.max(this.#until, this.#monotonic() + ms);
  }

  /** How long it still lasts, in milliseconds; 0: it may be asked. */
  get left(): number {
    return Math.max(0, this.#until - this.#monotonic());
  }
}
