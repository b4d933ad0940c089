import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { keychainService } from '../../main/auth/keytar-store.ts';
import { keyringState } from '../../main/auth/secret-service.ts';
import { programAt } from '../support/keychain-child.ts';
import { startKeyring, type Keyring } from '../support/keyring.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A desktop with a keyring of the kind, and the program on it. Nobody answers the question for its password. */
async function desktop(kind?: Parameters<typeof startKeyring>[0]) {
  const keyring = await startKeyring(kind);
  const program = programAt(keyring);
  closers.push(program.close, () => keyring.close());
  return { keyring, ...program };
}

/** What the keyring holds of ours, by the system's own tool. */
const heldBy = ({ env }: Pick<Keyring, 'env'>): string[] => {
  const { stdout, stderr } = spawnSync('secret-tool', ['search', '--all', 'service', keychainService], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return [...`${stdout}${stderr}`.matchAll(/attribute\.account = (.*)/g)].map(([, name = '']) => name).sort();
};

const anna = { account: { label: 'anna' }, storageProblem: null, storedIn: 'keychain' };

// A locked keyring says "there is none" to a question that nobody answers, and was believed.
describe('a keyring that is locked', () => {
  it('signs nobody out at the start, and gives the sign-in when it is unlocked late', async () => {
    const { keyring, order } = await desktop();
    expect((await order('signIn', 'anna')).view).toMatchObject(anna);
    keyring.lock();
    const locked = await order('start');
    expect(locked.view).toMatchObject({ account: null, storageProblem: 'keychain.locked', undeleted: false });
    expect(locked.memory).toMatchObject({ activeAccount: 'oidc:anna', accounts: [{ name: 'oidc:anna' }] });
    expect((await order('retry')).view.storageProblem).toBe('keychain.locked');
    await keyring.unlock();
    expect((await order('unlocked')).view).toMatchObject(anna);
    expect(heldBy(keyring)).toEqual(['oidc:anna']);
  });

  it('has deleted nothing at a sign-out, which says so and is done when it is unlocked', async () => {
    const { keyring, order } = await desktop();
    await order('signIn', 'anna');
    keyring.lock();
    const out = await order('signOut');
    expect(out.view).toMatchObject({ account: null, storageProblem: 'keychain.locked', undeleted: true });
    expect(out.memory).toMatchObject({ activeAccount: null, accountsToDelete: ['oidc:anna'] });
    // The next start finds it locked still.
    expect((await order('start')).memory.accountsToDelete).toEqual(['oidc:anna']);
    await keyring.unlock();
    expect(heldBy(keyring)).toEqual(['oidc:anna']);
    const done = await order('retry');
    expect(done.view).toMatchObject({ storageProblem: null, undeleted: false });
    expect(done.memory.accountsToDelete).toEqual([]);
    expect(heldBy(keyring)).toEqual([]);
  });

  it('forgets no account that somebody switches to', async () => {
    const { keyring, order } = await desktop();
    await order('signIn', 'anna');
    await order('signIn', 'bert');
    await order('start');
    keyring.lock();
    const switched = await order('switchTo', 'oidc:anna');
    expect(switched.answer).toMatchObject({ error: { code: 'keychain.locked' } });
    expect(switched.memory).toMatchObject({
      activeAccount: 'oidc:bert',
      accounts: [{ name: 'oidc:anna' }, { name: 'oidc:bert' }],
      accountsToDelete: [],
    });
    await keyring.unlock();
    expect((await order('switchTo', 'oidc:anna')).view).toMatchObject(anna);
  });

  // One renewal that was not kept switched keeping off until the program ended.
  it('keeps the sign-in with the first renewal after it was unlocked', async () => {
    const { keyring, order } = await desktop();
    await order('signIn', 'anna');
    keyring.lock();
    expect((await order('renew')).view).toMatchObject({
      storedIn: 'session',
      storageProblem: 'keychain.locked',
    });
    expect((await order('renew')).view.storedIn).toBe('session');
    await keyring.unlock();
    const kept = await order('renew');
    expect(kept.view).toMatchObject(anna);
    expect(kept.memory).toMatchObject({ activeAccount: 'oidc:anna', accountsToDelete: [] });
    expect((await order('start')).view).toMatchObject(anna);
    expect(heldBy(keyring)).toEqual(['oidc:anna']);
  });
});

it('an entry that is really gone from an open keyring is gone', async () => {
  const { keyring, order } = await desktop();
  await order('signIn', 'anna');
  await order('signIn', 'bert');
  await order('start');
  spawnSync('secret-tool', ['clear', 'service', keychainService, 'account', 'oidc:anna'], {
    env: { ...process.env, ...keyring.env },
  });
  const switched = await order('switchTo', 'oidc:anna');
  expect(switched.answer).toMatchObject({ error: { code: 'auth.account_gone' } });
  expect(switched.memory.accounts).toMatchObject([{ name: 'oidc:bert' }]);
  expect(heldBy(keyring)).toEqual(['oidc:bert']);
});

it('a keyring that runs, and that nobody set up, is told as such and keeps what the settings know', async () => {
  const { keyring, order } = await desktop('not-set-up');
  const signedIn = await order('signIn', 'anna');
  expect(signedIn.view).toMatchObject({ storedIn: 'session', storageProblem: 'keychain.not_set_up' });
  // Nothing came into it.
  expect(signedIn.memory.accountsToDelete).toEqual([]);
  expect(await keyringState(keyring.env)).toBe('empty');
});

it('a keyring that was taken away signs nobody out, and deletes nothing', async () => {
  const { keyring, order } = await desktop();
  await order('signIn', 'anna');
  keyring.remove();
  const started = await order('start');
  expect(started.view).toMatchObject({ account: null, storageProblem: 'keychain.not_set_up' });
  expect(started.memory).toMatchObject({ activeAccount: 'oidc:anna', accountsToDelete: [] });
  const out = await order('signOut');
  expect(out.view).toMatchObject({ storageProblem: 'keychain.not_set_up', undeleted: true });
  expect(out.memory.accountsToDelete).toEqual(['oidc:anna']);
});

it('a desktop without anything that keeps secrets has no keychain', async () => {
  const { order } = await desktop('none');
  expect((await order('signIn', 'anna')).view).toMatchObject({
    storedIn: 'session',
    storageProblem: 'keychain.absent',
  });
});

it('what a keyring is does not depend on the language of errors, and asks nobody', async () => {
  const folder = '/nonexistent';
  expect(await keyringState({})).toBe('absent');
  expect(await keyringState({ XDG_RUNTIME_DIR: folder })).toBe('absent');
  expect(await keyringState({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/bus,guid=1` })).toBe('absent');
  expect(await keyringState({ DBUS_SESSION_BUS_ADDRESS: 'tcp:host=localhost,port=1' })).toBe('unknown');
  const { keyring } = await desktop();
  expect(await keyringState(keyring.env)).toBe('open');
  keyring.lock();
  expect(await keyringState(keyring.env)).toBe('locked');
  keyring.hang();
  expect(await keyringState(keyring.env)).toBe('unknown');
  keyring.goOn();
  expect(await keyringState((await desktop('none')).keyring.env)).toBe('absent');
});
