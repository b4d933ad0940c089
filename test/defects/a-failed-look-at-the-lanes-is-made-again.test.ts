import { describe, expect, it } from 'vitest';
import { appError } from '../../preload/contract/errors.ts';
import { err } from '../../preload/contract/result.ts';
import type { StorageError } from '../../main/database/storage-error.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// Waking begins with asking the disk what waits. Where the disk did not answer that once, nothing was planned any more:
// going to sleep had called every timer off.
const HOUR = 3_600_000;

/** A disk that does not answer a question about the lanes so many times. */
function slowToWake() {
  const store = createMemoryTicketStore();
  const failing = { times: 0 };
  const shaky: TicketStore = {
    ...store,
    activeLanes: () => {
      if (failing.times === 0) return store.activeLanes();
      failing.times -= 1;
      return err(appError('storage.failed') as StorageError);
    },
  };
  return { shaky, failing };
}

describe.each([1, 3])('when the disk does not answer for the first %i times after sleep', (times) => {
  it('what waited goes out all the same', async () => {
    const { shaky, failing } = slowToWake();
    const bench = workbench({ store: shaky, script: [outcomes.refused] });
    const id = bench.write();
    await bench.send(id);
    bench.outbox.pause();
    failing.times = times;
    bench.outbox.start();
    await bench.pass(HOUR);
    expect(bench.stateOf(id).state).toBe('created');
  });

  it('what waited for a sign-in goes out at the start of the program', async () => {
    const { shaky, failing } = slowToWake();
    const before = workbench({ store: shaky });
    before.state.account = null;
    const id = before.write();
    await before.send(id);
    failing.times = times;
    const bench = workbench({ store: shaky, clock: before.clock });
    bench.outbox.recover();
    bench.outbox.start();
    await bench.pass(HOUR);
    expect(bench.stateOf(id).state).toBe('created');
  });
});
