import { describe, expect, it } from 'vitest';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

/** A ticket that one account released, with another one signed in. */
async function ofAnotherAccount() {
  const bench = workbench({ script: [outcomes.refused] });
  const id = bench.write();
  await bench.send(id);
  bench.state.account = 'pin:2';
  bench.outbox.wake();
  await bench.outbox.idle();
  expect(bench.stateOf(id)).toMatchObject({ wait: { code: 'queue.other_account' }, waitsFor: 'person' });
  return { ...bench, id };
}
const needsYou = ({ store }: ReturnType<typeof workbench>) => {
  const counts = store.counts();
  return counts.ok ? counts.value.needsYou : null;
};

// It kept saying that another account had released it, and counted as "needs you", until its lane had taken it up: with
// all places at the line taken, that is minutes after the click.
describe('"Send now" on a ticket of another account', () => {
  it('is no longer for a person, before anything else is done', async () => {
    const bench = await ofAnotherAccount();
    bench.gate.connect = new Promise(() => undefined);
    for (const connector of ['11', '12', '13', '14'])
      bench.view(await bench.tickets.send(bench.write({ connector_id: connector })));
    const sent = bench.view(await bench.tickets.send(bench.id));
    expect(sent).toMatchObject({ wait: null, waitsFor: 'time' });
    expect(needsYou(bench)).toBe(0);
  });

  it('by nobody changes nothing', async () => {
    const bench = await ofAnotherAccount();
    bench.state.account = null;
    const sent = bench.view(await bench.tickets.send(bench.id));
    expect(sent).toMatchObject({ wait: { code: 'queue.other_account' }, waitsFor: 'person' });
  });

  it('leaves what else keeps it waiting, and since when', async () => {
    const bench = workbench({ script: [outcomes.throttled] });
    const id = bench.write();
    await bench.send(id);
    const { wait } = bench.stateOf(id);
    await bench.pass(1_000);
    await bench.send(id);
    expect(wait?.code).toBe('net.throttled');
    expect(bench.stateOf(id).wait).toEqual(wait);
  });
});
