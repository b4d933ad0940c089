import type { Clock } from './clock.ts';

/** Renewed this long before its end, or at four fifths of a short life. */
const AHEAD_MS = 60_000;
const AHEAD_SHARE = 0.2;

/** How long a token holds, as it is kept: with the wall clock, since no other survives a restart. */
export interface StoredLifetime {
  /** Milliseconds since the epoch by this PC's clock; null: nobody said. */
  readonly expiresAt: number | null;
  /** The whole life it was given, in milliseconds. */
  readonly lifetimeMs: number | null;
}

/**
 * When an access token ends. In the run that received it, it is measured with a clock that cannot be set, from the
 * service's "expires in": a wrong or changed PC clock does not matter. After a restart the stored time is a hint: at
 * worst the token is renewed without need, or the service says 401, which renews it too.
 */
export class Lifetime {
  readonly #clock: Clock;
  readonly #endsAt: number;
  readonly #totalMs: number;

  private constructor(clock: Clock, leftMs: number, totalMs: number) {
    this.#clock = clock;
    this.#endsAt = clock.monotonic() + leftMs;
    this.#totalMs = totalMs;
  }

  static received(clock: Clock, lifetimeMs: number | null): Lifetime {
    const total = lifetimeMs ?? Infinity;
    return new Lifetime(clock, total, total);
  }

  static stored(clock: Clock, { expiresAt, lifetimeMs }: StoredLifetime): Lifetime {
    const total = lifetimeMs ?? Infinity;
    const left = expiresAt === null ? Infinity : expiresAt - clock.now();
    // No token has more life left than it was given: then the clock was set back meanwhile.
    return new Lifetime(clock, left > total + 1_000 ? 0 : left, total);
  }

  /** Milliseconds until the end; Infinity where nobody said. */
  get left(): number {
    return this.#endsAt - this.#clock.monotonic();
  }

  /** Whether it is time to renew it. */
  get isDue(): boolean {
    return this.left <= Math.min(AHEAD_MS, this.#totalMs * AHEAD_SHARE);
  }

  /** For people, by this PC's clock as it is now; null: nobody said. */
  get endsAt(): number | null {
    return this.left === Infinity ? null : Math.round(this.#clock.now() + this.left);
  }
}
