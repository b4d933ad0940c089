import { expect, it } from 'vitest';
import { accountName } from '../../main/auth/credentials.ts';
import { signInWithToken } from '../../main/auth/pasted-token.ts';
import { Session } from '../../main/auth/session.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { memoryBook, realClock } from '../support/session-bench.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';

const HOUR = 3_600_000;
/** Says nothing and never ends: one part of it names who it is for. */
const jwt = (sub: string) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub })}.c2lnbmF0dXJl`;
};
const people: [string, string, string][] = [
  ['opaque', 'anna/0123456789+abc==', 'ben/9876543210+xyz=='],
  ['alike but for their end', `${'a'.repeat(200)}1`, `${'a'.repeat(200)}2`],
  ['alike but for their beginning', `1${'a'.repeat(200)}`, `2${'a'.repeat(200)}`],
  ['JWTs', jwt('anna'), jwt('ben')],
];

function nameOf(pasted: string): string {
  const signedIn = signInWithToken(pasted);
  if (!signedIn.ok) throw new Error(signedIn.error.code);
  return accountName(signedIn.value);
}

/** Why the window says that the ticket waits. */
const whyOf = ({ wait }: TicketView): string | null => wait?.code ?? null;

/** The program of a workshop where people paste tokens, over a keychain and settings that outlive it. */
function workshopPC() {
  const [keychain, { book }] = [createMemoryCredentialStore(), memoryBook()];
  const start = () =>
    new Session({
      service: 'https://api.example',
      api: { postJson: () => Promise.reject(new Error('nobody signs in with a pin')) },
      keychain,
      book,
      clock: realClock,
      refresh: null,
      methods: ['token'],
      changed: () => undefined,
    });
  return { start, keychain };
}

/** Anna releases a ticket without a connection and signs out; Ben signs in, and the connection is back. */
async function annaThenBen(anna: string, ben: string) {
  const session = workshopPC().start();
  const bench = workbench({ session, script: [outcomes.refused] });
  await session.signInWithToken(anna);
  const id = bench.write();
  await bench.send(id);
  await session.signOut();
  await session.signInWithToken(ben);
  bench.outbox.wake();
  await bench.pass(HOUR);
  return { bench, session, id };
}

// All pasted tokens were one account by the name of "token", so nobody asked whose ticket it was.
it.each(people)("a ticket does not go out with another person's token unasked: %s", async (_, anna, ben) => {
  const { bench, id } = await annaThenBen(anna, ben);
  expect(bench.posted.map(({ token }) => token)).toEqual([]);
  expect(bench.stateOf(id).state).toBe('queued');
  expect(whyOf(bench.stateOf(id))).toBe('queue.other_account');
});

it.each(people)('and goes out once that person says so: %s', async (_, anna, ben) => {
  const { bench, id } = await annaThenBen(anna, ben);
  expect(bench.posted.map(({ token }) => token)).toEqual([]);
  await bench.send(id);
  expect(bench.posted.map(({ token }) => token)).toEqual([ben]);
  expect(bench.stateOf(id).state).toBe('created');
});

it.each(people)(
  'whoever signs in with the same token again sends what waits for them: %s',
  async (_, anna, ben) => {
    const { bench, session, id } = await annaThenBen(anna, ben);
    expect(bench.posted.map(({ token }) => token)).toEqual([]);
    await session.signOut();
    // However it is copied this time.
    await session.signInWithToken(`Authorization: Bearer ${anna}\n`);
    bench.outbox.wake();
    await bench.pass(HOUR);
    expect(bench.posted.map(({ token }) => token)).toEqual([anna]);
    expect(bench.stateOf(id).state).toBe('created');
  },
);

it.each(people)('two people who paste tokens are two accounts on one PC: %s', async (_, anna, ben) => {
  const pc = workshopPC();
  const session = pc.start();
  await session.signInWithToken(anna);
  const asAnna = session.account() ?? '';
  await session.signInWithToken(ben);
  expect(session.account()).not.toBe(asAnna);
  expect(pc.keychain.entries.size).toBe(2);
  // Also tomorrow.
  const tomorrow = pc.start();
  await tomorrow.restore();
  expect(await tomorrow.token()).toMatchObject({ ok: true, value: { value: ben } });
  expect((await tomorrow.switchTo(asAnna)).ok).toBe(true);
  expect(await tomorrow.token()).toMatchObject({ ok: true, value: { value: anna, account: asAnna } });
});

it.each(people)(
  'the name of such an account tells nobody the token, and is always the same: %s',
  (_, anna, ben) => {
    const [one, other] = [nameOf(anna), nameOf(ben)];
    expect(one).not.toBe(other);
    for (const name of [one, other]) {
      expect(name.length).toBeLessThan(100);
      // The name is kept in the settings and with the tickets.
      for (const secret of [anna, ben])
        for (let at = 0; at + 12 <= secret.length; at += 1)
          expect(name).not.toContain(secret.slice(at, at + 12));
    }
    expect(nameOf(`bearer ${anna}`)).toBe(one);
    expect(nameOf(` ${anna.slice(0, 5)}\r\n ${anna.slice(5)} `)).toBe(one);
  },
);
