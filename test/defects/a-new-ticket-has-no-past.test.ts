import { expect, it } from 'vitest';
import { encodeDrafts } from '../../main/tickets/drafts-file.ts';
import { outcomes } from '../support/tickets.ts';
import { complete, workbench, type WorkbenchOptions } from '../support/workbench.ts';

const nothing = {
  vin: '',
  vehicle_model_id: '',
  vehicle_model_variant_id: '',
  connector_id: '',
  product_ids: [],
};
const another = { ...complete, connector_id: '7', vin: 'WVGZZZ5NZEW069298' };

/** A ticket was sent, taken back and emptied; then "New" is pressed. */
async function emptied(script: WorkbenchOptions['script']) {
  const bench = workbench({ script: [...(script ?? [])] });
  const { tickets, view } = bench;
  const id = bench.write();
  await bench.send(id);
  if (bench.stateOf(id).state === 'unconfirmed') view(tickets.sendAgain(id));
  await bench.outbox.idle();
  view(tickets.edit(id));
  view(tickets.change(id, nothing));
  return { ...bench, next: view(tickets.create()) };
}

// An emptied draft was given out as a new one, with all that had happened to it.
it('a new ticket says nothing of the refusal of another', async () => {
  const { next } = await emptied([outcomes.rejected]);
  expect(next).toMatchObject({ answer: null, attempts: 0 });
});

it('a new ticket is exported, whatever became of the one that was emptied', async () => {
  const { tickets, view, store, next } = await emptied([outcomes.lost, outcomes.refused]);
  view(tickets.change(next.id, another));
  const drafts = store.inState('draft');
  const filled = drafts.ok ? drafts.value.filter(({ id }) => id === next.id) : [];
  expect(encodeDrafts(filled, 0)).toMatchObject({ drafts: 1, leftOut: 0 });
});

it('a busy connector holds a new ticket, and puts it in no doubt', async () => {
  const { tickets, view, send, stateOf, next } = await emptied([
    outcomes.lost,
    outcomes.refused,
    outcomes.held,
  ]);
  view(tickets.change(next.id, another));
  await send(next.id);
  expect(stateOf(next.id).state).toBe('held');
});

it('one that was never used is given out again', () => {
  const { tickets, view } = workbench();
  expect(view(tickets.create()).id).toBe(view(tickets.create()).id);
});
