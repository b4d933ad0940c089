import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../main/auth/credentials.ts';
import { Session } from '../../main/auth/session.ts';
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { memoryBook } from '../support/session-bench.ts';
import { outcomes } from '../support/tickets.ts';
import { Clock, workbench } from '../support/workbench.ts';

const credentials = (lifetimeMs: number, number: number): Credentials => ({
  account: { method: 'oidc', label: 'a', subject: 'a' },
  accessToken: `token-${number}`,
  refreshToken: 'refresh',
  idToken: null,
  issuer: 'https://issuer.example',
  expiresAt: null,
  lifetimeMs,
});
/** A storm would never end by itself. */
const MOST = 300;
const roundTrip = () => new Promise((resolve) => setImmediate(resolve));
const never = () => new Promise<never>(() => undefined);

interface Line {
  readonly lifetimeMs: number;
  readonly connectMs: number;
  /** How a connection, and the POST on it, goes. Without one there is no connection. */
  readonly outcome?: PostOutcome;
}

/** Signed in at a provider whose tokens live so long, put together as the program does; a ticket is released. */
async function releasedOn({ lifetimeMs, connectMs, outcome }: Line) {
  const clock = new Clock();
  const counted = { renewals: 0, connections: 0, posts: [] as string[] };
  let wake: () => void = () => undefined;
  const session = new Session({
    service: 'https://api.example',
    api: { postJson: () => Promise.reject(new Error('nobody signs in by a pin')) },
    keychain: createMemoryCredentialStore(),
    book: memoryBook().book,
    clock: { now: () => clock.wall, monotonic: () => clock.monotonic },
    refresh: async () => {
      counted.renewals += 1;
      await roundTrip();
      return counted.renewals > MOST ? never() : ok(credentials(lifetimeMs, counted.renewals));
    },
    methods: ['token'],
    changed: () => undefined,
    signedIn: () => wake(),
  });
  await session.adopt(credentials(lifetimeMs, 0));
  const bench = workbench({
    clock,
    session,
    sender: {
      connect: async () => {
        counted.connections += 1;
        if (counted.connections > MOST) return never();
        await roundTrip();
        clock.monotonic += connectMs;
        if (outcome === undefined) return err(appError('net.refused'));
        return ok({
          stands: () => true,
          post: (_body, token) => {
            counted.posts.push(token);
            return Promise.resolve(outcome);
          },
          close: () => undefined,
        });
      },
    },
  });
  wake = () => bench.outbox.wake();
  const id = bench.write();
  await bench.tickets.send(id);
  for (let turn = 0; turn < MOST; turn += 1) await roundTrip();
  return { ...bench, id, counted };
}

// Between the question for the token and the POST lies the connecting, and the token had to be the same after it. A
// token that is due again by then is renewed again, is another one again, and so for ever: without a pause, without a
// word, and without the ticket being sent.
describe.each([
  ['0, which some providers say for "it does not end"', 0, 50],
  ['10 s, on a line that takes 9 s to connect', 10_000, 9_000],
])('a token whose life is %s', (_, lifetimeMs, connectMs) => {
  it('does not keep a ticket from going, and the newest one is used', async () => {
    const line = { lifetimeMs, connectMs, outcome: outcomes.created };
    const { counted, stateOf, id } = await releasedOn(line);
    expect(stateOf(id).state).toBe('created');
    expect(counted.posts).toEqual([`token-${String(counted.renewals)}`]);
    expect(counted.renewals).toBeLessThan(5);
  });

  it('that is refused makes no storm: a person is asked', async () => {
    const line = { lifetimeMs, connectMs, outcome: outcomes.unauthorized };
    const { counted, stateOf, id } = await releasedOn(line);
    expect(stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'auth.required' } });
    expect(counted.posts).toHaveLength(2);
  });

  // Each renewal counted as a sign-in, and a sign-in forgives what failed before: it was tried every second for ever.
  it('makes nobody try more often where there is no connection', async () => {
    const { counted, pass } = await releasedOn({ lifetimeMs, connectMs });
    await pass(3_600_000);
    expect(counted.connections).toBeLessThan(60);
  });
});
