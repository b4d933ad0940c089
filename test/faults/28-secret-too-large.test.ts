import { expect } from 'vitest';
import { createKeytarStore, type Keytar } from '../../main/auth/keytar-store.ts';
import { Secret } from '../../main/auth/secret.ts';
import { fault } from './bench.ts';

/** A keychain with the smallest limit there is: 2,560 bytes an entry. */
function small(): Keytar & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getPassword: (_service, account) => Promise.resolve(entries.get(account) ?? null),
    setPassword: (_service, account, password) => {
      if (Buffer.byteLength(password) > 2_560) return Promise.reject(new Error('The stub received bad data'));
      entries.set(account, password);
      return Promise.resolve();
    },
    deletePassword: (_service, account) => Promise.resolve(entries.delete(account)),
  };
}

fault(
  '28 a secret larger than the platform takes: spread, read back whole, removed without a rest',
  async () => {
    const keytar = small();
    const store = createKeytarStore({ load: () => Promise.resolve(keytar) });
    const long = 'ä€𝄞x'.repeat(3_000);
    expect((await store.set('a', new Secret(long))).ok).toBe(true);
    const back = await store.get('a');
    expect(back.ok && back.value?.reveal()).toBe(long);
    expect((await store.set('a', new Secret('short'))).ok).toBe(true);
    expect([...keytar.entries.values()]).toEqual(['short']);
    await store.delete('a');
    expect(keytar.entries.size).toBe(0);
  },
);
