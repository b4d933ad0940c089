import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createKeytarStore, keychainService, type Keytar } from '../../main/auth/keytar-store.ts';
import { Secret } from '../../main/auth/secret.ts';
import type { KeyringState } from '../../main/auth/secret-service.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { describeCredentialStore } from './credential-store-conformance.ts';

const memory = createMemoryCredentialStore();
describeCredentialStore('memory', () => memory);
// The real Secret Service of this session: `npm test` brings one of its own, with an unlocked keyring.
describeCredentialStore('keytar', () => createKeytarStore());

describe('the real keychain', () => {
  it('shows our secret to the system’s own tool, under our one service name', async () => {
    const store = createKeytarStore();
    await store.set('test:tool', new Secret('seen by the tool'));
    const search = () =>
      spawnSync('secret-tool', ['search', '--all', 'service', keychainService], { encoding: 'utf8' });
    expect(search().stdout).toContain('seen by the tool');
    await store.delete('test:tool');
    expect(search().stdout).not.toContain('seen by the tool');
  });
});

describe('a keychain in trouble', () => {
  const keytar = (changes: Partial<Keytar>): Keytar => ({
    getPassword: () => Promise.resolve(null),
    setPassword: () => Promise.resolve(),
    deletePassword: () => Promise.resolve(true),
    ...changes,
  });
  const storeOver = (changes: Partial<Keytar>, state: KeyringState = 'unknown') =>
    createKeytarStore({
      load: () => Promise.resolve(keytar(changes)),
      timeoutMs: 50,
      state: () => Promise.resolve(state),
    });

  it('is absent when the module cannot be loaded, in whatever language that is said', async () => {
    const load = () =>
      Promise.reject(new Error('libsecret-1.so.0: Kann die Shared-Object-Datei nicht öffnen'));
    expect(await createKeytarStore({ load }).get('a')).toMatchObject({ error: { code: 'keychain.absent' } });
  });

  it.each([
    ['Cannot create an item in a locked collection', 'keychain.locked'],
    ['The operation couldn’t be completed. User interaction is not allowed.', 'keychain.locked'],
    ['The user name or passphrase you entered is not correct.', 'keychain.denied'],
    ['GDBus.Error:org.freedesktop.DBus.Error.AccessDenied: not for you', 'keychain.denied'],
    ['Access is denied.', 'keychain.denied'],
    ['something else', 'keychain.failed'],
  ])('says of "%s": %s', async (message, code) => {
    const store = storeOver({ getPassword: () => Promise.reject(new Error(message)) });
    expect(await store.get('a')).toMatchObject({ ok: false, error: { code } });
  });

  it.each<[KeyringState, string]>([
    ['absent', 'keychain.absent'],
    ['denied', 'keychain.denied'],
    ['empty', 'keychain.not_set_up'],
    ['locked', 'keychain.locked'],
  ])(
    'of which the system says "%s" is %s, whatever the error says and in whatever language',
    async (state, code) => {
      const fail = () => Promise.reject(new Error('D-Bus kann nicht automatisch gestartet werden'));
      const store = storeOver({ getPassword: fail, setPassword: fail }, state);
      expect(await store.get('a')).toMatchObject({ error: { code } });
      expect(await store.set('a', new Secret('x'))).toMatchObject({ error: { code } });
      expect(await store.delete('a')).toMatchObject({ error: { code } });
      // And what it says without an error is not believed either.
      expect(await storeOver({}, state).get('a')).toMatchObject({ error: { code } });
    },
  );

  it('whose error nobody knows shows the system’s own words', async () => {
    const store = storeOver({ getPassword: () => Promise.reject(new Error('Erreur\u0007 -25308')) });
    expect(await store.get('a')).toEqual({
      ok: false,
      error: { code: 'keychain.failed', details: { message: 'Erreur  -25308' } },
    });
  });

  it.each(['get', 'delete'] as const)('that shows nothing is not believed: %s', async (what) => {
    // Nobody says how it is, and it takes what it does not give.
    expect(await storeOver({})[what]('a')).toMatchObject({ error: { code: 'keychain.failed' } });
  });

  it('that is locked is not asked where nobody is there to answer', async () => {
    let calls = 0;
    const ask = () => Promise.resolve((calls += 1) === 0 ? '' : null);
    const store = storeOver({ getPassword: ask, setPassword: () => ask().then(() => undefined) }, 'locked');
    const locked = { error: { code: 'keychain.locked' } };
    expect(await store.set('a', new Secret('x'), { quietly: true })).toMatchObject(locked);
    expect(await store.get('a', { quietly: true })).toMatchObject(locked);
    expect(await store.delete('a', { quietly: true })).toMatchObject(locked);
    expect(calls).toBe(0);
    // With somebody there its question is asked once, not twice.
    expect(await store.get('a')).toMatchObject(locked);
    expect(calls).toBe(1);
  });

  it('is given up on after a while, asked nothing more while it hangs, and used again when it is back', async () => {
    let answer: (text: string | null) => void = () => undefined;
    let calls = 0;
    const store = storeOver({
      getPassword: () => {
        calls += 1;
        return calls === 1 ? new Promise((resolve) => (answer = resolve)) : Promise.resolve('back');
      },
    });
    expect(await store.get('a')).toMatchObject({ error: { code: 'keychain.timeout' } });
    expect(await store.get('a')).toMatchObject({ error: { code: 'keychain.timeout' } });
    expect(calls).toBe(1);
    answer(null);
    await expect.poll(async () => (await store.get('a')).ok).toBe(true);
  });

  it('is not believed when it does not give back what it was given', async () => {
    const store = storeOver({ getPassword: () => Promise.resolve('something else') });
    expect(await store.set('a', new Secret('mine'))).toMatchObject({ error: { code: 'keychain.failed' } });
  });

  /** A keychain in memory whose calls can be made to fail from some call on. */
  function breakable() {
    const entries = new Map<string, string>();
    const left = { calls: Infinity };
    const spend = <T>(work: () => T): Promise<T> => {
      left.calls -= 1;
      return left.calls < 0 ? Promise.reject(new Error('stopped midway')) : Promise.resolve(work());
    };
    return {
      entries,
      left,
      store: createKeytarStore({
        load: () =>
          Promise.resolve({
            getPassword: (_service, account) => spend(() => entries.get(account) ?? null),
            setPassword: (_service, account, text) => spend(() => void entries.set(account, text)),
            deletePassword: (_service, account) => spend(() => entries.delete(account)),
          }),
      }),
    };
  }

  it('is corrupt when a part of a secret is gone, and can be written anew', async () => {
    const { entries, store } = breakable();
    await store.set('a', new Secret('x'.repeat(10_000)));
    entries.delete('a#a2');
    expect(await store.get('a')).toMatchObject({ error: { code: 'keychain.corrupt' } });
    expect((await store.set('a', new Secret('new'))).ok).toBe(true);
    expect([...entries.values()]).toEqual(['new']);
  });

  it('that stops midway through a replacement still has the old secret whole, or the new one', async () => {
    const [old, fresh] = ['o'.repeat(6_000), 'n'.repeat(6_000)];
    for (let calls = 0; calls < 30; calls += 1) {
      const { left, entries, store } = breakable();
      await store.set('a', new Secret(old));
      left.calls = calls;
      const replaced = await store.set('a', new Secret(fresh));
      left.calls = Infinity;
      const kept = await store.get('a');
      const text = kept.ok ? kept.value?.reveal() : kept.error.code;
      expect([old, fresh]).toContain(text);
      if (replaced.ok) expect(text).toBe(fresh);
      // And nothing of it survives a sign-out.
      expect((await store.delete('a')).ok).toBe(true);
      expect(entries.size).toBe(0);
    }
  });
});
