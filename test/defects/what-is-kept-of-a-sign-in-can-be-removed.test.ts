import { describe, expect, it, vi } from 'vitest';
import { AccountBook } from '../../main/auth/account-book.ts';
import type { CredentialStore } from '../../main/auth/credential-store.ts';
import { sealed } from '../../main/auth/credentials.ts';
import { createKeytarStore, type Keytar } from '../../main/auth/keytar-store.ts';
import { Settings } from '../../main/settings/settings.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { gate, memoryBook, pastedBy, renewableOf, sessionOver } from '../support/session-bench.ts';

/** A keychain in memory whose writing and reading the test can change. */
function fakeKeytar() {
  const entries = new Map<string, string>();
  const keytar: Keytar = {
    getPassword: (_service, account) => Promise.resolve(entries.get(account) ?? null),
    setPassword: (_service, account, text) => {
      entries.set(account, text);
      return Promise.resolve();
    },
    deletePassword: (_service, account) => Promise.resolve(entries.delete(account)),
  };
  const store = (changes: Partial<Keytar> = {}) =>
    createKeytarStore({ load: () => Promise.resolve({ ...keytar, ...changes }), timeoutMs: 40 });
  return { entries, keytar, store };
}

/** Settings on a disk that fills up. */
function diskOf() {
  const disk = { kept: {} as Record<string, unknown>, isFull: false };
  const book = () =>
    new AccountBook(
      new Settings({
        read: () => disk.kept,
        write: (values) => {
          if (!disk.isFull) disk.kept = { ...values };
          return !disk.isFull;
        },
      }),
    );
  return { disk, book };
}

// "Lasts for this session and is written nowhere": it was written, and nobody knew of it any more.
describe('what the keychain did not confirm is gone at the next start', () => {
  const start = async (
    first: CredentialStore,
    next: CredentialStore,
    token: string,
    afterwards = () => Promise.resolve(),
  ) => {
    const { book } = memoryBook();
    const session = sessionOver({ keychain: first, book });
    await session.signInWithToken(token);
    expect(session.view().storedIn).toBe('session');
    await afterwards();
    const again = sessionOver({ keychain: next, book });
    await again.restore();
    expect(again.view()).toMatchObject({ account: null, accounts: [], storageProblem: null });
    expect(book.toDelete).toEqual([]);
  };

  it('where it came too late', async () => {
    const { entries, keytar, store } = fakeKeytar();
    const answers = gate();
    const late = store({
      setPassword: async (...given) => {
        await answers.opened;
        return keytar.setPassword(...given);
      },
    });
    await start(late, store(), 'a-token-of-anna', async () => {
      answers.open();
      await vi.waitFor(() => expect(entries.size).toBe(1));
    });
    expect(entries.size).toBe(0);
  });

  it('where it could not be read back', async () => {
    const { entries, keytar, store } = fakeKeytar();
    let reads = 0;
    const denied = store({
      getPassword: (...given) => {
        reads += 1;
        return reads > 1 ? Promise.reject(new Error('Access is denied.')) : keytar.getPassword(...given);
      },
    });
    await start(denied, store(), 'a-token-of-anna');
    expect(entries.size).toBe(0);
  });

  it('where a part of it was not taken', async () => {
    const { entries, keytar, store } = fakeKeytar();
    let writes = 0;
    const full = store({
      setPassword: (...given) => {
        writes += 1;
        return writes > 1 ? Promise.reject(new Error('The disk is full')) : keytar.setPassword(...given);
      },
    });
    await start(full, store(), 'long-token-'.repeat(400));
    expect(entries.size).toBe(0);
  });

  it('where the program ended in the middle of it', async () => {
    const { keytar, store } = fakeKeytar();
    const { book, memory } = memoryBook();
    const name = 'token:token 981d7a51';
    const never = store({ setPassword: () => new Promise(() => undefined) });
    void sessionOver({ keychain: never, book }).signInWithToken('a-token-of-anna');
    expect(memory.accountsToDelete).toEqual([name]);
    await keytar.setPassword('', name, 'half of it');
    await sessionOver({ keychain: store(), book }).restore();
    expect(await keytar.getPassword('', name)).toBeNull();
  });

  it('and nothing is to be deleted where there is no keychain', async () => {
    const keychain = createMemoryCredentialStore();
    keychain.problem = 'keychain.absent';
    const { book } = memoryBook();
    await sessionOver({ keychain, book }).signInWithToken('a-token-of-anna');
    expect(book.toDelete).toEqual([]);
  });
});

// The keychain took it, the settings did not: it was said to be kept, and could not even be removed.
it('a sign-in that the disk does not take lasts for the session, says so, and is kept nowhere', async () => {
  const { disk, book } = diskOf();
  const keychain = createMemoryCredentialStore();
  disk.isFull = true;
  const session = sessionOver({ keychain, book: book() });
  await session.adopt(pastedBy('anna'));
  expect(session.view()).toMatchObject({ storedIn: 'session', storageProblem: 'settings.not_saved' });
  expect((await session.token()).ok).toBe(true);
  expect(keychain.entries.size).toBe(0);

  expect(await session.retryKeychain()).toMatchObject({ value: { storedIn: 'session' } });
  expect(keychain.entries.size).toBe(0);
  disk.isFull = false;
  expect(await session.retryKeychain()).toMatchObject({
    value: { storedIn: 'keychain', storageProblem: null },
  });
  const again = sessionOver({ keychain, book: book() });
  await again.restore();
  expect(again.account()).toBe('token:anna');
});

it('a switch that the disk does not take says so', async () => {
  const { disk, book } = diskOf();
  const session = sessionOver({ book: book() });
  await session.adopt(pastedBy('anna'));
  await session.adopt(pastedBy('bert'));
  disk.isFull = true;
  expect(await session.switchTo('token:anna')).toMatchObject({
    value: { account: { label: 'anna' }, storageProblem: 'settings.not_saved' },
  });
  disk.isFull = false;
  expect(await session.retryKeychain()).toMatchObject({ value: { storageProblem: null } });
});

it('a sign-out that neither keychain nor disk takes says that it holds until the program ends', async () => {
  const { disk, book } = diskOf();
  const keychain = createMemoryCredentialStore();
  const session = sessionOver({ keychain, book: book() });
  await session.adopt(pastedBy('anna'));
  keychain.problem = 'keychain.locked';
  disk.isFull = true;
  expect(await session.signOut()).toMatchObject({
    value: { account: null, storageProblem: 'settings.not_saved' },
  });
  // It is still to be done.
  keychain.problem = null;
  disk.isFull = false;
  await session.retryKeychain();
  expect(keychain.entries.size).toBe(0);
  const again = sessionOver({ keychain, book: book() });
  await again.restore();
  expect(again.account()).toBeNull();
});

it('the provider is told of the end of a sign-in also where it was not in use since the start', async () => {
  const [keychain, { book }] = [createMemoryCredentialStore(), memoryBook()];
  const first = sessionOver({ keychain, book });
  await first.adopt(renewableOf('anna'));
  await first.adopt(renewableOf('bert'));
  const revoked: string[] = [];
  const again = sessionOver({
    keychain,
    book,
    revoke: ({ account }) => {
      revoked.push(account.label);
      return Promise.resolve();
    },
  });
  await again.restore();
  await again.remove('oidc:anna');
  expect(revoked).toEqual(['anna']);
  expect([...keychain.entries.keys()]).toEqual(['oidc:bert']);
});

// Windows does not tell capital letters from small ones in a name.
it('another account’s sign-in under a name is damage, and is not used', async () => {
  const [keychain, { book }] = [createMemoryCredentialStore(), memoryBook()];
  keychain.entries.set('token:Anna', sealed(pastedBy('anna')).reveal());
  book.learn(pastedBy('Anna'));
  const session = sessionOver({ keychain, book });
  expect(await session.switchTo('token:Anna')).toMatchObject({ error: { code: 'keychain.corrupt' } });
  expect(session.account()).toBeNull();
});

it('one account that makes no sense costs no other in the settings file', () => {
  const anna = { name: 'token:anna', method: 'token', label: 'anna' };
  const settings = new Settings({
    read: () => ({
      accounts: [anna, { name: 'x', method: 'saml', label: 'x' }],
      accountsToDelete: [7, 'token:bert'],
    }),
    write: () => true,
  });
  expect(settings.get('accounts')).toEqual([anna]);
  expect(settings.get('accountsToDelete')).toEqual(['token:bert']);
});
