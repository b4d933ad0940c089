import { describe, expect, it } from 'vitest';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { outcomes, type Attempt } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// A ticket that waited for the network was made a draft to correct a typo, and the draft said "connection refused" in
// red until it was sent: why a ticket waited is over when it waits no more. Only what the service said of its content
// is worth reading while it is corrected.

/** What the window shows above a draft, in red. */
const shownOnDraft = (view: TicketView) =>
  view.answer === null ? null : { code: view.answer.code, words: view.answer.message };

type Bench = ReturnType<typeof workbench>;

const waits: [string, Attempt[], (bench: Bench, id: string) => unknown][] = [
  ['for the network', [outcomes.refused], () => undefined],
  [
    'because the service asked to wait',
    [{ kind: 'throttled', status: 429, message: 'Too many requests', retryAfterMs: 60_000 }],
    () => undefined,
  ],
  ['because the connector is busy', [outcomes.held], () => undefined],
  ['for a sign-in that the service takes', [outcomes.unauthorized], () => undefined],
  [
    'for whoever released it',
    [outcomes.refused],
    ({ state, outbox }) => {
      state.account = 'pin:2';
      return outbox.run(7);
    },
  ],
  [
    'to be sent again after doubt',
    [outcomes.lost, outcomes.refused],
    ({ tickets, outbox }, id) => {
      tickets.sendAgain(id);
      return outbox.idle();
    },
  ],
];

describe.each(waits)('of a ticket that waited %s', (_name, script, bring) => {
  async function waiting() {
    const bench = workbench({ script: [...script] });
    const id = bench.write();
    await bench.send(id);
    await bring(bench, id);
    expect(['queued', 'held']).toContain(bench.stateOf(id).state);
    return { ...bench, id };
  }

  it('a draft shows nothing', async () => {
    const { tickets, id, view, stateOf } = await waiting();
    expect(shownOnDraft(view(tickets.edit(id)))).toBeNull();
    expect(shownOnDraft(stateOf(id))).toBeNull();
  });

  it('a draft that was thrown away and fetched back shows nothing', async () => {
    const { tickets, id, view } = await waiting();
    view(tickets.discard(id));
    const restored = view(tickets.restore(id));
    expect(restored.state).toBe('draft');
    expect(shownOnDraft(restored)).toBeNull();
  });
});

it('a draft of a ticket that waited behind another shows nothing', async () => {
  const { tickets, write, send, view } = workbench({ script: [outcomes.held] });
  const [head, behind] = [write(), write()];
  await send(head);
  await send(behind);
  expect(shownOnDraft(view(tickets.edit(behind)))).toBeNull();
});

it('a draft of a ticket for which nobody was signed in shows nothing', async () => {
  const { tickets, state, write, send, view } = workbench();
  state.account = null;
  const id = write();
  await send(id);
  expect(shownOnDraft(view(tickets.edit(id)))).toBeNull();
});

// The other half: what is to be corrected is still read.
it('a draft of a ticket that was refused shows the words of the service until it is sent again', async () => {
  const { tickets, write, send, view, stateOf } = workbench({
    script: [outcomes.rejected, outcomes.refused],
  });
  const id = write();
  await send(id);
  view(tickets.edit(id));
  view(tickets.change(id, { reference: 'corrected' }));
  expect(shownOnDraft(stateOf(id))).toMatchObject({ words: 'vin is not known' });
  await send(id);
  expect(shownOnDraft(view(tickets.edit(id)))).toBeNull();
});
