/** What the outbox remembers of one connector's lane while the program runs. All times are monotonic, in milliseconds. */
export class Lane {
  /** Failures in a row that were proven not to have reached the service. */
  failures = 0;
  /** Nothing goes out before this. */
  notBefore = -Infinity;
  /** The service itself named that time. */
  isTold = false;
  /** How often the service was asked whether the connector is free, or the ticket there; and not again before. */
  asked = 0;
  askNotBefore = -Infinity;
  /** Somebody wants this lane looked at. */
  wanted = false;
  running: Promise<void> | null = null;
  /** An outcome that is not on disk yet: nothing more goes out until it is. */
  unrecorded = false;
  readonly #later: (work: () => void, ms: number) => () => void;
  #cancel: (() => void) | null = null;

  constructor(later: (work: () => void, ms: number) => () => void) {
    this.#later = later;
  }

  /** A wake-up, "online again", a click: what failed before says nothing about now. */
  forgive(): void {
    this.failures = 0;
    this.notBefore = -Infinity;
    this.isTold = false;
    this.cancel();
  }

  /** Runs `work` after a while, unless something else comes first. One timer a lane. */
  schedule(work: () => void, ms: number): void {
    this.cancel();
    this.#cancel = this.#later(() => {
      this.#cancel = null;
      work();
    }, ms);
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
