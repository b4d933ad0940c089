import { describe, expect, it } from 'vitest';
import { Lifetime } from '../../main/auth/lifetime.ts';

const clockAt = (wall = 1_800_000_000_000) => {
  const at = { wall, monotonic: 5_000 };
  return {
    at,
    clock: { now: () => at.wall, monotonic: () => at.monotonic },
    pass: (ms: number) => {
      at.wall += ms;
      at.monotonic += ms;
    },
  };
};

describe('the life of an access token', () => {
  it.each([
    [20_000, 15_999, 16_000],
    [3_600_000, 3_539_999, 3_540_000],
  ])('of %i ms is not due after %i ms, and due after %i', (lifetime, early, late) => {
    const { clock, pass } = clockAt();
    const life = Lifetime.received(clock, lifetime);
    pass(early);
    expect(life.isDue).toBe(false);
    pass(late - early);
    expect(life.isDue).toBe(true);
    expect(life.left).toBe(lifetime - late);
  });

  it('is measured without the clock that people can set', () => {
    const { clock, at, pass } = clockAt();
    const life = Lifetime.received(clock, 60_000);
    at.wall += 10 * 365 * 86_400_000;
    expect(life.isDue).toBe(false);
    at.wall -= 20 * 365 * 86_400_000;
    pass(60_000);
    expect(life.left).toBe(0);
    expect(life.endsAt).toBe(at.wall);
  });

  it('has no end where nobody said one', () => {
    const { clock, pass } = clockAt();
    const life = Lifetime.received(clock, null);
    pass(10 ** 12);
    expect(life).toMatchObject({ isDue: false, endsAt: null });
    expect(Lifetime.stored(clock, { expiresAt: null, lifetimeMs: null }).isDue).toBe(false);
  });

  it('goes on after a restart by the time that was stored', () => {
    const { clock, at, pass } = clockAt();
    const life = Lifetime.stored(clock, { expiresAt: at.wall + 30_000, lifetimeMs: 3_600_000 });
    expect(life).toMatchObject({ left: 30_000, isDue: true, endsAt: at.wall + 30_000 });
    pass(31_000);
    expect(life.left).toBeLessThan(0);
  });

  it('is over when the stored time cannot be right, because the clock was set back', () => {
    const { clock, at } = clockAt();
    const life = Lifetime.stored(clock, { expiresAt: at.wall + 86_400_000, lifetimeMs: 3_600_000 });
    expect(life).toMatchObject({ left: 0, isDue: true });
  });
});
