import { expect, it } from 'vitest';
import type { CredentialStore } from '../../main/auth/credential-store.ts';
import type { Session } from '../../main/auth/session.ts';
import { ok } from '../../preload/contract/result.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { gate, renewableOf, sessionOver } from '../support/session-bench.ts';

/** A keychain that answers when it is let. */
function slowKeychain() {
  const store = createMemoryCredentialStore();
  let isLet: Promise<void> = Promise.resolve();
  const keychain: CredentialStore = {
    get: async (name) => isLet.then(() => store.get(name)),
    set: async (name, secret) => isLet.then(() => store.set(name, secret)),
    delete: async (name) => isLet.then(() => store.delete(name)),
  };
  /** @returns what lets it. */
  const hold = () => {
    const answered = gate();
    isLet = answered.opened;
    return answered.open;
  };
  return { keychain, entries: store.entries, hold };
}

const isOver = async (work: Promise<unknown>) =>
  Promise.race([work.then(() => true), new Promise((resolve) => setImmediate(() => resolve(false)))]);

// The window said "Nobody is signed in", the program was closed, and the secret stayed in the keychain until the next
// start. A renewal that was cut off in the same place lost the sign-in: the old refresh token is worth nothing by then.
it.each([
  ['a sign-out', (session: Session) => session.signOut(), []],
  [
    'a sign-in',
    (session: Session) => session.adopt(renewableOf('bert')),
    ['secret-of-anna', 'secret-of-bert'],
  ],
  ['a renewal', (session: Session) => session.renew('secret-of-anna'), ['renewed']],
])('the program does not end in the middle of %s', async (_, does, kept) => {
  const { keychain, entries, hold } = slowKeychain();
  const refresh = () => Promise.resolve(ok({ ...renewableOf('anna'), accessToken: 'renewed' }));
  const session = sessionOver({ keychain, refresh });
  await session.adopt(renewableOf('anna'));
  const letGo = hold();
  void does(session);
  const end = session.idle();
  expect(await isOver(end)).toBe(false);
  letGo();
  await end;
  const tokens = [...entries.values()].map(
    (text) => (JSON.parse(text) as { accessToken: string }).accessToken,
  );
  expect(tokens.sort()).toEqual(kept);
});
