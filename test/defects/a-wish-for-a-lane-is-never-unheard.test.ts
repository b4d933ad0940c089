import { expect, it } from 'vitest';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// Between the last look at what is wanted and the moment in which the lane counted as at rest lay a turn of the queue
// of promises. A wish in it was noted, and nobody looked at the note. A timer that was set was called off by it, too.
const turns = Array.from({ length: 10 }, (_, turn) => turn);

/** Does something so many turns after a ticket has said that it waits for a connection. */
async function atTurn(turn: number, wish: (bench: ReturnType<typeof workbench>) => void) {
  const bench = workbench({ script: [outcomes.refused], random: () => 0.9 });
  const id = bench.write();
  const later = async () => {
    for (let count = 0; count < turn; count += 1) await Promise.resolve();
    wish(bench);
  };
  const told = bench.changes.push.bind(bench.changes);
  let isAsked = false;
  bench.changes.push = (...tickets) => {
    if (!isAsked && tickets.some(({ wait }) => wait?.code === 'net.refused')) {
      isAsked = true;
      void later();
    }
    return told(...tickets);
  };
  await bench.send(id);
  await new Promise((resolve) => setImmediate(resolve));
  expect(isAsked).toBe(true);
  return { ...bench, id };
}

it.each(turns)('"online again", %i turns after the lane has nothing more to do', async (turn) => {
  const { id, stateOf, pass } = await atTurn(turn, ({ outbox }) => outbox.wake());
  await pass(3_600_000);
  expect(stateOf(id).state).toBe('created');
});

it.each(turns)('a click, %i turns after the lane has nothing more to do', async (turn) => {
  const { id, stateOf } = await atTurn(turn, ({ outbox }) => void outbox.run(7));
  expect(stateOf(id).state).toBe('created');
});
