import { describe, expect, it } from 'vitest';
import type { CredentialStore } from '../../main/auth/credential-store.ts';
import { sealed, type Credentials } from '../../main/auth/credentials.ts';
import { createKeytarStore, type Keytar } from '../../main/auth/keytar-store.ts';
import { ok } from '../../preload/contract/result.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { gate, memoryBook, pastedBy, renewableOf, sessionOver } from '../support/session-bench.ts';

/** Bert's sign-in was in use; Anna's is to be deleted. Everything that is read is read slowly. */
function startedSlowly() {
  const entries = new Map<string, string>();
  const keytar: Keytar = {
    getPassword: async (_service, account) => {
      await new Promise((resolve) => setImmediate(resolve));
      return entries.get(account) ?? null;
    },
    setPassword: (_service, account, text) => Promise.resolve(void entries.set(account, text)),
    deletePassword: (_service, account) => Promise.resolve(entries.delete(account)),
  };
  const { book } = memoryBook();
  for (const label of ['bert', 'anna']) {
    entries.set(`token:${label}`, sealed(pastedBy(label)).reveal());
    book.learn(pastedBy(label));
  }
  book.activate('token:bert');
  book.forget('token:anna');
  const keychain = createKeytarStore({ load: () => Promise.resolve(keytar) });
  const api = { postJson: () => Promise.resolve(ok({ status: 401, json: {}, message: null })) };
  return { entries, book, session: sessionOver({ keychain, book, api }) };
}

describe('while the keychain is read at the start', () => {
  it('a new sign-in is kept, also where an earlier one of that name was to be deleted', async () => {
    const { entries, book, session } = startedSlowly();
    const restoring = session.restore();
    await Promise.all([session.adopt(pastedBy('anna')), restoring]);
    expect(session.view()).toMatchObject({ account: { name: 'token:anna' }, storedIn: 'keychain' });
    expect(entries.has('token:anna')).toBe(true);
    expect(book).toMatchObject({ active: 'token:anna', toDelete: [] });
  });

  it('a wrong pin costs nobody the sign-in that is in it', async () => {
    const { session } = startedSlowly();
    const restoring = session.restore();
    expect((await session.signInWithPin(5, '0000')).ok).toBe(false);
    await restoring;
    expect(session.view()).toMatchObject({ account: { name: 'token:bert' }, storageProblem: null });
  });

  it('nor does another account that is removed', async () => {
    const { session } = startedSlowly();
    const restoring = session.restore();
    await session.remove('token:carla');
    await restoring;
    expect(session.account()).toBe('token:bert');
  });

  it('a sign-out holds', async () => {
    const { entries, session } = startedSlowly();
    const restoring = session.restore();
    await session.signOut();
    await restoring;
    expect(session.view().account).toBeNull();
    expect(entries.size).toBe(0);
  });
});

// The keychain was said to hold the sign-in, and held a refresh token that was used already: the next start showed it
// again, and the provider ended everything.
describe.each(['at the sign-in', 'when it is tried again'])('a keychain that is slow %s', (when) => {
  it('has in the end what was renewed meanwhile', async () => {
    const memory = createMemoryCredentialStore();
    const taken = gate();
    let isSlow = when === 'at the sign-in';
    const keychain: CredentialStore = {
      ...memory,
      set: async (...given) => {
        if (isSlow) await taken.opened;
        return memory.set(...given);
      },
    };
    let number = 0;
    const session = sessionOver({
      keychain,
      refresh: (old) => {
        number += 1;
        return Promise.resolve(ok({ ...old, accessToken: `a${number}`, refreshToken: `r${number}` }));
      },
    });
    const anna: Credentials = { ...renewableOf('anna'), accessToken: 'a0', refreshToken: 'r0' };
    if (!isSlow) {
      memory.problem = 'keychain.locked';
      await session.adopt(anna);
      memory.problem = null;
      isSlow = true;
    }
    const storing = when === 'at the sign-in' ? session.adopt(anna) : session.retryKeychain();
    const renewing = session.renew('a0');
    let isRenewed = false;
    void renewing.then(() => (isRenewed = true));
    await new Promise((resolve) => setImmediate(resolve));
    // What is not safe yet is not used yet.
    expect(isRenewed).toBe(false);
    taken.open();
    await Promise.all([storing, renewing]);
    expect(session.view().storedIn).toBe('keychain');
    expect(memory.entries.get('oidc:anna')).toContain('"r1"');
    expect(await session.token()).toMatchObject({ value: { value: 'a1' } });
  });
});

it('a keychain that is installed while the program runs is found when it is tried again', async () => {
  const keytar = createInMemory();
  let isInstalled = false;
  const keychain = createKeytarStore({
    load: () =>
      isInstalled ? Promise.resolve(keytar) : Promise.reject(new Error('Cannot find module keytar')),
  });
  const session = sessionOver({ keychain });
  await session.signInWithToken('a-token-of-anna');
  expect(session.view().storageProblem).toBe('keychain.absent');
  isInstalled = true;
  expect(await session.retryKeychain()).toMatchObject({
    value: { storedIn: 'keychain', storageProblem: null },
  });
});

function createInMemory(): Keytar {
  const entries = new Map<string, string>();
  return {
    getPassword: (_service, account) => Promise.resolve(entries.get(account) ?? null),
    setPassword: (_service, account, text) => Promise.resolve(void entries.set(account, text)),
    deletePassword: (_service, account) => Promise.resolve(entries.delete(account)),
  };
}
