import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccountBook } from '../../main/auth/account-book.ts';
import { accountName, sealed, type Credentials } from '../../main/auth/credentials.ts';
import { Settings } from '../../main/settings/settings.ts';
import { openSettingsFile } from '../../main/settings/settings-store.ts';
import { browse } from '../support/browser.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { oidcBench, type OidcBench } from '../support/oidc-bench.ts';
import { memoryBook, renewableOf, sessionOver } from '../support/session-bench.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// electron-store looks for Electron's app.
vi.hoisted(() => (process.env.ELECTRON_OVERRIDE_DIST_PATH ??= '/nowhere'));

const HOUR = 3_600_000;
const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

const benches: OidcBench[] = [];
const bench = async () => {
  const opened = await oidcBench();
  benches.push(opened);
  return opened;
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workshop-accounts-'));
});
afterEach(async () => {
  for (const opened of benches.splice(0)) await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

// Whoever signed in like that was "oidc:unknown", and one account with everybody else who did.
it('a code on another device signs nobody in whose name the provider does not tell', async () => {
  const there = await bench();
  const { interactive, session } = there.start();
  interactive.withDevice();
  const { pending } = await there.until(session, (view) => view.pending?.phase === 'waiting');
  if (pending?.method !== 'device-code') throw new Error('no code');
  await browse(pending.verificationUri ?? '', { login: 'anna', userCode: pending.userCode ?? '' });
  there.oidc.next({ path: '/token', fault: { kind: 'change', change: (body) => delete body.id_token } });
  expect(await there.until(session, (view) => view.pending === null)).toMatchObject({
    account: null,
    signInProblem: { code: 'auth.unexpected_answer' },
  });
  expect(there.keychain.entries.size).toBe(0);
});

// The workshop moves to another provider, whose number 1 is somebody else.
it('the same subject of another provider sends nothing that the first one released', async () => {
  const one = await bench();
  const first = one.start();
  await one.signIn(first, { login: '1' });
  const before = workbench({ session: first.session, script: [outcomes.refused] });
  await before.send(before.write());
  expect(before.posted).toEqual([]);

  const two = await bench();
  const second = two.start();
  await two.signIn(second, { login: '1' });
  const after = workbench({ session: second.session, store: before.store, clock: before.clock });
  after.outbox.wake();
  await after.pass(HOUR);
  expect(after.posted).toEqual([]);
});

describe.each([
  ['long subjects that begin alike', { sub: `${'x'.repeat(500)}-anna` }, { sub: `${'x'.repeat(500)}-bert` }],
  [
    'long issuers that begin alike',
    { sub: 'u'.repeat(400), iss: 'https://id.example.com/realms/one' },
    { sub: 'u'.repeat(400), iss: 'https://id.example.com/realms/two' },
  ],
  [
    'a subject that is written like another with its issuer',
    { sub: 'anna', iss: 'https://id.example' },
    { sub: 'anna (https://id.example)' },
  ],
  ['what nobody sees', { sub: 'anna' }, { sub: 'an\u0007na' }],
  ['blanks at the end', { sub: 'anna' }, { sub: 'anna ' }],
])('two pasted tokens that differ in %s', (_, anna, bert) => {
  it('are two accounts, and neither sends the other’s tickets', async () => {
    const session = sessionOver();
    await session.signInWithToken(jwt(anna));
    const as = session.account();
    const desk = workbench({ session, script: [outcomes.refused] });
    await desk.send(desk.write());
    await session.signInWithToken(jwt(bert));
    expect(session.account()).not.toBe(as);
    await desk.pass(HOUR);
    expect(desk.posted).toEqual([]);
  });

  it('and are the same ones the next day', async () => {
    const session = sessionOver();
    await session.signInWithToken(jwt(anna));
    const as = session.account();
    await session.signInWithToken(jwt(bert));
    await session.signInWithToken(jwt({ ...anna, exp: 1 }));
    expect(session.account()).toBe(as);
  });
});

// The settings file takes no such name, and then took nothing else either.
it('a subject of any length leaves the settings to be saved, and comes back', async () => {
  const keychain = createMemoryCredentialStore();
  const account = {
    method: 'oidc',
    label: 'anna',
    subject: 's'.repeat(7_000),
    issuer: 'https://id.example',
  } as const;
  const credentials: Credentials = { ...renewableOf('anna'), account };
  const settings = new Settings(openSettingsFile(folder, Date.now()));
  await sessionOver({ keychain, book: new AccountBook(settings) }).adopt(credentials);
  expect(settings.change({ theme: 'dark' }).ok).toBe(true);

  const again = new Settings(openSettingsFile(folder, Date.now()));
  const session = sessionOver({ keychain, book: new AccountBook(again) });
  await session.restore();
  expect(again.view().theme).toBe('dark');
  expect(session.account()).toBe(accountName({ account }));
  expect(accountName({ account }).length).toBeLessThan(500);
});

it('what an earlier version signed in keeps its name, and sends what was released under it', async () => {
  const keychain = createMemoryCredentialStore();
  const { book } = memoryBook({ activeAccount: 'oidc:anna' });
  const stored = renewableOf('anna');
  keychain.entries.set('oidc:anna', sealed(stored).reveal());
  const session = sessionOver({
    keychain,
    book,
    refresh: (old) => Promise.resolve({ ok: true, value: { ...old, accessToken: 'next' } }),
  });
  await session.restore();
  expect(await session.token()).toMatchObject({ value: { account: 'oidc:anna' } });
  await session.renew(stored.accessToken);
  expect(await session.token()).toMatchObject({ value: { value: 'next', account: 'oidc:anna' } });
  expect([...keychain.entries.keys()]).toEqual(['oidc:anna']);
});
