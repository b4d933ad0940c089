import { expect, it } from 'vitest';
import { accountName, sealed, type Credentials } from '../../main/auth/credentials.ts';
import { Session } from '../../main/auth/session.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { memoryBook, realClock } from '../support/session-bench.ts';
import { outcomes } from '../support/tickets.ts';
import { Clock, workbench } from '../support/workbench.ts';

const credentials: Credentials = {
  account: { method: 'token', label: 'a' },
  accessToken: 'secret',
  refreshToken: null,
  idToken: null,
  issuer: null,
  expiresAt: null,
  lifetimeMs: null,
};
const name = accountName(credentials);

/** A ticket is told to wait for ten minutes, and the program ends. */
async function toldToWait() {
  const clock = new Clock();
  const store = createMemoryTicketStore();
  const bench = workbench({ store, clock, script: [outcomes.throttled] });
  bench.state.account = name;
  const id = bench.write();
  await bench.send(id);
  bench.outbox.end();
  clock.forget();
  return { clock, store, id };
}

// At the start the tickets are woken twice: when the sign-in is there, and with "start" in the same breath. The first
// one set the timer. The second one called it off, and came in the very turn in which the lane heard nothing: nothing
// was planned any more, for ever.
it.each([
  ['the start alone', false],
  ['the start and the remembered sign-in', true],
])('what was told to wait goes out by itself after a restart, woken by %s', async (_, isWokenBySession) => {
  const { clock, store, id } = await toldToWait();
  const keychain = createMemoryCredentialStore();
  await keychain.set(name, sealed(credentials));
  let wake: () => void = () => undefined;
  const session = new Session({
    service: 'https://api.example',
    api: { postJson: () => Promise.reject(new Error('nobody signs in')) },
    keychain,
    book: memoryBook({ activeAccount: name }).book,
    clock: realClock,
    refresh: null,
    methods: ['token'],
    // Whatever is told of a sign-in wakes: more often than the program does.
    changed: (view) => {
      if (view.account !== null && !view.refused && !view.restoring) wake();
    },
  });
  const bench = workbench({ store, clock, session });
  if (isWokenBySession) wake = () => bench.outbox.wake();
  // As main/composition.ts does.
  bench.outbox.recover();
  await session.restore().then(() => bench.outbox.start());
  await new Promise((resolve) => setImmediate(resolve));
  expect(session.account()).toBe(name);
  expect(bench.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'net.throttled' } });
  expect(clock.waiting).toBe(1);
  await bench.pass(3_600_000);
  expect(bench.stateOf(id).state).toBe('created');
});

// Two were told at once, the one for an hour and then the other for a second, and the last word was the one remembered.
it('the longest of what was asked for is remembered', async () => {
  const clock = new Clock();
  const store = createMemoryTicketStore();
  const asked = (seconds: number) => ({ ...outcomes.throttled, retryAfterMs: seconds * 1_000 });
  const bench = workbench({ store, clock, script: [asked(3_600), asked(1)] });
  const ids = [bench.write(), bench.write({ connector_id: '8' })];
  let answer: () => void = () => undefined;
  bench.gate.wait = new Promise((resolve) => (answer = resolve));
  for (const id of ids) await bench.tickets.send(id);
  await expect.poll(() => bench.posted.length).toBe(2);
  answer();
  await bench.outbox.idle();
  bench.outbox.end();
  clock.forget();

  const next = workbench({ store, clock });
  next.outbox.recover();
  next.outbox.start();
  await next.pass(60_000);
  expect(next.posted).toHaveLength(0);
});
