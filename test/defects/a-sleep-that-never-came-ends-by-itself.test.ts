import { describe, expect, it } from 'vitest';
import { SleepWatch } from '../../main/platform/sleep-watch.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const MINUTE = 60_000;

/** The program, told of sleep and of its end as main/composition.ts tells it; one ticket has waited since before. */
async function asleep() {
  const bench = workbench({ script: [outcomes.refused] });
  const { clock, outbox } = bench;
  const counted = { wakes: 0 };
  const id = bench.write();
  await bench.send(id);
  const wakeUp = () => {
    counted.wakes += 1;
    watch.wakes();
    outbox.start();
  };
  const watch = new SleepWatch({ now: () => clock.wall, later: clock.later, awake: wakeUp });
  const fallAsleep = () => {
    watch.fallsAsleep();
    outbox.pause();
  };
  fallAsleep();
  return { ...bench, id, watch, counted, wakeUp, fallAsleep };
}

// A system said that it falls asleep, and then did not, or never said that it woke: nothing was sent any more, and the
// connector was not looked for, until somebody happened to press a button.
describe('a sleep that was announced', () => {
  it('and never came ends by itself', async () => {
    const { id, stateOf, pass, watch } = await asleep();
    await pass(MINUTE);
    expect(stateOf(id).state).toBe('queued');
    expect(watch.isAsleep).toBe(true);
    await pass(2 * MINUTE);
    expect(stateOf(id).state).toBe('created');
    expect(watch.isAsleep).toBe(false);
  });

  it('and whose end was never told ends by itself', async () => {
    const { id, stateOf, pass, clock } = await asleep();
    clock.skip(480 * MINUTE);
    await pass(MINUTE);
    expect(stateOf(id).state).not.toBe('created');
    await pass(2 * MINUTE);
    // It waited longer than a ticket may wait unlooked at.
    expect(stateOf(id).state).toBe('confirm');
  });

  it('does not end while it lasts, with a moment awake now and then', async () => {
    const { id, stateOf, pass, clock, counted } = await asleep();
    for (let hour = 0; hour < 20; hour += 1) {
      clock.skip(10 * MINUTE);
      await pass(1.5 * MINUTE);
    }
    expect(counted.wakes).toBe(0);
    expect(stateOf(id).state).toBe('queued');
  });

  it('does not end by a clock that is set, which only makes it longer', async () => {
    const { pass, clock, counted } = await asleep();
    await pass(1.5 * MINUTE);
    clock.wall -= 60 * MINUTE;
    await pass(1.5 * MINUTE);
    expect(counted.wakes).toBe(0);
    await pass(MINUTE);
    expect(counted.wakes).toBe(1);
  });

  it('ends once', async () => {
    const { pass, counted, clock, wakeUp, fallAsleep } = await asleep();
    fallAsleep();
    await pass(10 * MINUTE);
    expect(counted.wakes).toBe(1);
    fallAsleep();
    wakeUp();
    await pass(10 * MINUTE);
    expect(counted.wakes).toBe(2);
    expect(clock.waiting).toBe(0);
  });
});
