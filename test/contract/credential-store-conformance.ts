import { describe, expect, it } from 'vitest';
import type { CredentialStore } from '../../main/auth/credential-store.ts';
import { Secret } from '../../main/auth/secret.ts';

/** What every keychain must do, whatever it is made of. */
export function describeCredentialStore(name: string, make: () => CredentialStore): void {
  const reveal = async (store: CredentialStore, account: string) => {
    const secret = await store.get(account);
    if (!secret.ok) throw new Error(secret.error.code);
    return secret.value?.reveal() ?? null;
  };

  describe(`a credential store: ${name}`, () => {
    const account = `test:${process.pid}:${Math.random().toString(36).slice(2)}`;

    it('has nothing of an account it never heard of', async () => {
      expect(await reveal(make(), `${account}:unknown`)).toBeNull();
    });

    it('gives back what it was given, to the character, also to another instance', async () => {
      const store = make();
      const text = 'eyJ.päßwörd 🔧 "quoted"\\ \n#1';
      expect((await store.set(account, new Secret(text))).ok).toBe(true);
      expect(await reveal(store, account)).toBe(text);
    });

    it('replaces, and keeps accounts apart', async () => {
      const store = make();
      await store.set(account, new Secret('one'));
      await store.set(`${account}:b`, new Secret('other'));
      await store.set(account, new Secret('two'));
      expect(await reveal(store, account)).toBe('two');
      expect(await reveal(store, `${account}:b`)).toBe('other');
      await store.delete(`${account}:b`);
    });

    it.each([2_400, 2_401, 20_000])('takes a secret of %i characters', async (length) => {
      const store = make();
      const text = Array.from({ length }, (_, at) => String.fromCodePoint(48 + (at % 75))).join('');
      expect((await store.set(account, new Secret(text))).ok).toBe(true);
      expect(await reveal(store, account)).toBe(text);
      // A shorter one afterwards leaves nothing of the longer one behind.
      await store.set(account, new Secret('short'));
      expect(await reveal(store, account)).toBe('short');
    });

    it('deletes, and does not mind deleting what is not there', async () => {
      const store = make();
      await store.set(account, new Secret('gone soon'));
      expect((await store.delete(account)).ok).toBe(true);
      expect(await reveal(store, account)).toBeNull();
      expect((await store.delete(account)).ok).toBe(true);
    });

    it('keeps its head when asked for much at once', async () => {
      const store = make();
      await Promise.all(['a', 'b', 'c'].map((text) => store.set(account, new Secret(text))));
      expect(await reveal(store, account)).toBe('c');
      await store.delete(account);
    });
  });
}
