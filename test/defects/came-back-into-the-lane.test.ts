import { expect, it } from 'vitest';
import type { TokenSource } from '../../main/tickets/token-source.ts';
import { ok } from '../../preload/contract/result.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// Which ticket goes next was decided before the token was asked for. A ticket in doubt that was fetched back meanwhile
// stood in the lane again, and the next one went out past it.
it('nothing goes out past a ticket in doubt that is fetched back while the next one waits for its token', async () => {
  let release = () => {};
  const gate = { token: Promise.resolve(), onAsked: () => {} };
  const session: TokenSource = {
    token: async () => {
      gate.onAsked();
      await gate.token;
      return ok({ value: 'secret', account: 'pin:1' });
    },
    renew: () => Promise.resolve(ok(undefined)),
    refused: () => undefined,
  };
  const { tickets, outbox, posted, write, send, stateOf } = workbench({ script: [outcomes.lost], session });
  const [inDoubt, next] = [write(), write()];
  await send(inDoubt);
  tickets.discard(inDoubt);
  gate.token = new Promise((resolve) => {
    release = resolve;
  });
  const isAsked = new Promise<void>((resolve) => {
    gate.onAsked = resolve;
  });
  await tickets.send(next);
  await isAsked;
  tickets.restore(inDoubt);
  release();
  await outbox.idle();
  expect(posted).toHaveLength(1);
  expect(stateOf(next)).toMatchObject({ state: 'queued', wait: { code: 'queue.blocked' } });
});
