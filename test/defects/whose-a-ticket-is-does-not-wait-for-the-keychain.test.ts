import { expect, it } from 'vitest';
import { sealed } from '../../main/auth/credentials.ts';
import type { CredentialStore, KeychainError } from '../../main/auth/credential-store.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err } from '../../preload/contract/result.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { gate, memoryBook, pastedBy, sessionOver } from '../support/session-bench.ts';
import { workbench } from '../support/workbench.ts';

const HOUR = 3_600_000;

/** Anna and Bert are known, Anna is in use; the keychain gives nothing before `answered`. */
function slowPC(gives: 'the sign-in' | 'nothing: it is locked') {
  const memory = createMemoryCredentialStore();
  const { book } = memoryBook();
  for (const label of ['anna', 'bert']) {
    memory.entries.set(`token:${label}`, sealed(pastedBy(label)).reveal());
    book.learn(pastedBy(label));
  }
  book.activate('token:anna');
  const answered = gate();
  const keychain: CredentialStore = {
    ...memory,
    get: async (name) => {
      await answered.opened;
      return gives === 'the sign-in' ? memory.get(name) : err(appError('keychain.locked') as KeychainError);
    },
  };
  const wake = { up: (): void => undefined };
  const session = sessionOver({ keychain, book, signedIn: () => wake.up() });
  const desk = workbench({ session });
  wake.up = () => desk.outbox.wake();
  return { session, desk, answered };
}

// It was nobody's then, and went out as whoever signed in next.
it('what is released while the keychain is being read is the ticket of who is in use', async () => {
  const { session, desk, answered } = slowPC('nothing: it is locked');
  const restoring = session.restore();
  const id = desk.write();
  await desk.tickets.send(id);
  answered.open();
  await restoring;
  await desk.outbox.idle();
  // Nor is it anybody else's while the keychain stays locked.
  const other = desk.write();
  await desk.send(other);
  await session.signInWithToken('a-token-of-bert');
  await desk.pass(HOUR);
  expect(desk.posted).toEqual([]);
  expect(desk.stateOf(id)).toMatchObject({ wait: { code: 'queue.other_account' } });
});

it('and goes out by itself once the keychain gave the sign-in out', async () => {
  const { session, desk, answered } = slowPC('the sign-in');
  const restoring = session.restore();
  const id = desk.write();
  await desk.tickets.send(id);
  answered.open();
  await restoring;
  await desk.outbox.idle();
  expect(desk.posted.map(({ token }) => token)).toEqual(['secret-of-anna']);
});

it('after a sign-out it is nobody’s again, whatever the keychain holds back', async () => {
  const { session, answered } = slowPC('nothing: it is locked');
  answered.open();
  await session.restore();
  expect(session.account()).toBe('token:anna');
  await session.signOut();
  expect(session.account()).toBeNull();
});

// Send asked for a token at once, and got the one of the account before.
it('whoever chose another account and presses Send sends as that one', async () => {
  const { session, desk, answered } = slowPC('the sign-in');
  await session.adopt(pastedBy('anna'));
  const switching = session.switchTo('token:bert');
  const id = desk.write();
  await desk.tickets.send(id);
  answered.open();
  await switching;
  await desk.outbox.idle();
  expect(desk.posted.map(({ token }) => token)).toEqual(['secret-of-bert']);
});

it('a switch that the keychain does not allow leaves the account before, for what is released next', async () => {
  const { session, desk, answered } = slowPC('nothing: it is locked');
  await session.adopt(pastedBy('anna'));
  answered.open();
  expect(await session.switchTo('token:bert')).toMatchObject({ error: { code: 'keychain.locked' } });
  await desk.send(desk.write());
  expect(desk.posted.map(({ token }) => token)).toEqual(['secret-of-anna']);
});
