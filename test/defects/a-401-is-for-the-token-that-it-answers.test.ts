import { expect, it, vi } from 'vitest';
import { ok } from '../../preload/contract/result.ts';
import { gate, pastedBy, renewableOf, sessionOver } from '../support/session-bench.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const MINUTES = 300_000;

// The account in use was asked for the renewal, whoever's token it was. Bert's could not be renewed, so Anna's ended.
it('one that comes after a switch renews the sign-in that sent, and ends no other', async () => {
  const renewed: string[] = [];
  const wake = { up: (): void => undefined };
  const session = sessionOver({
    refresh: (old) => {
      renewed.push(old.account.label);
      return Promise.resolve(ok({ ...old, accessToken: 'next-of-anna' }));
    },
    signedIn: () => wake.up(),
  });
  await session.adopt(pastedBy('bert'));
  session.refused('secret-of-bert');
  await session.adopt(renewableOf('anna'));
  const desk = workbench({ session, script: [outcomes.unauthorized] });
  wake.up = () => desk.outbox.wake();
  const answered = gate();
  desk.gate.wait = answered.opened;
  const id = desk.write();
  await desk.tickets.send(id);
  await vi.waitFor(() => expect(desk.posted).toHaveLength(1));
  await session.switchTo('token:bert');
  answered.open();
  await desk.outbox.idle();
  expect(renewed).toEqual(['anna']);
  await session.switchTo('oidc:anna');
  await desk.outbox.idle();
  await desk.pass(MINUTES);
  expect(desk.posted.map(({ token }) => token)).toEqual(['secret-of-anna', 'next-of-anna']);
  expect(desk.stateOf(id).state).toBe('created');
});

/** Two connectors; the service takes no token before the third. What lane 7 asks with the second is answered late. */
async function twoLanes() {
  let number = 1;
  const session = sessionOver({
    refresh: (old) => Promise.resolve(ok({ ...old, accessToken: `token-${(number += 1)}` })),
  });
  const posts: string[] = [];
  const late = gate();
  const desk = workbench({
    session,
    sender: {
      connect: () =>
        Promise.resolve(
          ok({
            stands: () => true,
            close: () => undefined,
            post: async (body, token) => {
              const { connector_id: lane } = JSON.parse(body.toString()) as { connector_id: number };
              posts.push(`${lane} ${token}`);
              if (lane === 7 && token === 'token-2') await late.opened;
              return token === 'token-3' ? outcomes.created : outcomes.unauthorized;
            },
          }),
        ),
    },
  });
  await session.adopt({ ...renewableOf('anna'), accessToken: 'token-1' });
  const [seven, eight] = [desk.write({ connector_id: '7' }), desk.write({ connector_id: '8' })];
  await desk.tickets.send(seven);
  await vi.waitFor(() => expect(posts).toContain('7 token-2'));
  await desk.tickets.send(eight);
  await vi.waitFor(() => expect(desk.stateOf(eight).state).toBe('created'));
  late.open();
  await desk.outbox.idle();
  return { session, desk, posts, seven };
}

// It said "Sign in to send" for ever, of a sign-in that was good.
it('a second one to a token that was renewed meanwhile asks nobody to sign in', async () => {
  const { session, desk, posts, seven } = await twoLanes();
  expect(desk.stateOf(seven).waitsFor).toBe('time');
  await desk.pass(MINUTES);
  expect(desk.stateOf(seven).state).toBe('created');
  expect(session.view().refused).toBe(false);
  expect(posts).toEqual(['7 token-1', '7 token-2', '8 token-2', '8 token-3', '7 token-3']);
});
