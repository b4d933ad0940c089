import { describe, expect, it } from 'vitest';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// Going to sleep stops the outbox, and only waking started it again. Where a system says that it falls asleep and never
// that it woke, every ticket of the day said "Waiting to send", and no click helped. Whoever clicks is not asleep.
const DAY = 24 * 3_600_000;

/** As the program does when the system says that it falls asleep. */
const fallAsleep = ({ outbox }: ReturnType<typeof workbench>) => outbox.pause();

describe('after a sleep whose end was never told', () => {
  it('Send sends', async () => {
    const bench = workbench();
    fallAsleep(bench);
    const id = bench.write();
    await bench.send(id);
    await bench.pass(DAY);
    expect(bench.stateOf(id).state).toBe('created');
    expect(bench.posted).toHaveLength(1);
  });

  it('"Send now" sends what waited before', async () => {
    const bench = workbench({ script: [outcomes.refused] });
    const id = bench.write();
    await bench.send(id);
    fallAsleep(bench);
    await bench.send(id);
    await bench.pass(DAY);
    expect(bench.stateOf(id).state).toBe('created');
  });

  it('"It is not there: send again" sends', async () => {
    const bench = workbench({ script: [outcomes.lost] });
    const id = bench.write();
    await bench.send(id);
    fallAsleep(bench);
    bench.view(bench.tickets.sendAgain(id));
    await bench.pass(DAY);
    expect(bench.stateOf(id).state).toBe('created');
  });

  it('a click on one ticket lets the others go by themselves again', async () => {
    const bench = workbench({ script: [outcomes.refused] });
    const waiting = bench.write({ connector_id: '8' });
    await bench.send(waiting);
    fallAsleep(bench);
    await bench.send(bench.write());
    await bench.pass(DAY);
    expect(bench.stateOf(waiting).state).toBe('created');
  });
});
