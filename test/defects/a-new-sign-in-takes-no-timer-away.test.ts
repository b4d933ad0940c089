import { expect, it } from 'vitest';
import type { CredentialStore } from '../../main/auth/credential-store.ts';
import type { Credentials } from '../../main/auth/credentials.ts';
import { createKeytarStore } from '../../main/auth/keytar-store.ts';
import { Session } from '../../main/auth/session.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err } from '../../preload/contract/result.ts';
import { memoryBook, realClock } from '../support/session-bench.ts';
import { outcomes } from '../support/tickets.ts';
import { Clock, workbench } from '../support/workbench.ts';

const credentials = (accessToken: string): Credentials => ({
  account: { method: 'token', label: 'a' },
  accessToken,
  refreshToken: null,
  idToken: null,
  issuer: null,
  expiresAt: null,
  lifetimeMs: null,
});
const absent = () => Promise.resolve(err(appError('keychain.absent') as never));
const never = () => new Promise<never>(() => undefined);
const hanging = { getPassword: never, setPassword: never, deletePassword: never };

const keychains: [string, () => CredentialStore][] = [
  ['is not there', () => createKeytarStore({ load: () => Promise.reject(new Error('none')) })],
  [
    'waits for somebody to unlock it',
    () => createKeytarStore({ load: () => Promise.resolve(hanging), timeoutMs: 20 }),
  ],
  ['answers at once', () => ({ get: absent, set: absent, delete: absent })],
];

// Signing in tells twice that somebody is signed in: when they are, and when the keychain answered. The second time
// came as the lane came to rest, called its timer off, and nobody looked again.
it.each(keychains)(
  'a held ticket is tried again after a new sign-in where the keychain %s',
  async (_, keychain) => {
    const clock = new Clock();
    let wake: () => void = () => undefined;
    const session = new Session({
      service: 'https://api.example',
      api: { postJson: () => Promise.reject(new Error('nobody signs in by a pin')) },
      keychain: keychain(),
      book: memoryBook().book,
      clock: realClock,
      refresh: null,
      methods: ['token'],
      changed: (view) => {
        if (view.account !== null && !view.refused && !view.restoring) wake();
      },
    });
    await session.adopt(credentials('one'));
    const bench = workbench({ clock, script: [outcomes.held], session });
    wake = () => bench.outbox.wake();
    const id = bench.write();
    await bench.send(id);
    expect(bench.stateOf(id).state).toBe('held');
    expect(clock.waiting).toBe(1);
    await session.adopt(credentials('two'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.waiting).toBe(1);
    await bench.pass(3_600_000);
    expect(bench.stateOf(id).state).toBe('created');
  },
);
