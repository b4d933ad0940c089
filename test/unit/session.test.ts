import { describe, expect, it } from 'vitest';
import type { PinVariant } from '../../main/auth/connector-pin.ts';
import { Session, type SessionDeps } from '../../main/auth/session.ts';
import type { Credentials, SignInApi } from '../../main/auth/credentials.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import type { SessionView, SignInMethod } from '../../preload/contract/session.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { memoryBook, realClock } from '../support/session-bench.ts';

type Answer = Awaited<ReturnType<SignInApi['postJson']>>;
const tokens = (access: string): Answer =>
  ok({
    status: 200,
    json: { access_token: access, id_token: 'id', refresh_token: 'refresh' },
    message: null,
  });

function setUp(answers: (Answer | Promise<Answer>)[] = []) {
  const keychain = createMemoryCredentialStore();
  const views: SessionView[] = [];
  const asked: { path: string; body: unknown }[] = [];
  const { book, memory } = memoryBook();
  const make = (methods: SignInMethod[] = ['connector-pin', 'token'], pinVariant?: PinVariant) =>
    new Session({
      service: 'https://api.example',
      api: {
        postJson: (path, body) => {
          asked.push({ path, body });
          return Promise.resolve(answers.shift() ?? tokens('access-1'));
        },
      },
      keychain,
      book,
      clock: realClock,
      methods,
      ...(pinVariant === undefined ? {} : { pinVariant }),
      refresh: null,
      changed: (view) => views.push(view),
    });
  return { keychain, views, asked, memory, make };
}

describe('the session', () => {
  it('signs in with connector and pin as the documentation says, and keeps it in the keychain', async () => {
    const { make, asked, keychain, memory } = setUp();
    const session = make();
    expect(await session.signInWithPin(910101043, '0123')).toMatchObject({
      ok: true,
      value: { account: { method: 'connector-pin', label: '910101043' }, storedIn: 'keychain' },
    });
    expect(asked).toEqual([
      { path: '/v1/authenticate/pincode', body: { connector_id: 910101043, pincode: '0123' } },
    ]);
    expect(memory.activeAccount).toBe('connector-pin:910101043');
    expect([...keychain.entries.keys()]).toEqual(['connector-pin:910101043']);
    expect(await session.token()).toEqual(ok({ value: 'access-1', account: 'connector-pin:910101043' }));
  });

  it('never shows a secret in its view', async () => {
    const { make, views } = setUp();
    const session = make();
    await session.signInWithPin(1, '9876');
    expect(JSON.stringify([views, session.view(), session])).not.toMatch(/access-1|refresh|9876/);
  });

  it.each([400, 401, 403])(
    'calls a %i a refusal, with the server’s words, and stays signed out',
    async (status) => {
      const { make } = setUp([ok({ status, json: null, message: 'wrong pin' })]);
      const session = make();
      expect(await session.signInWithPin(1, '0')).toMatchObject({
        ok: false,
        error: { code: 'auth.refused', details: { message: 'wrong pin' } },
      });
      expect(session.view().account).toBeNull();
    },
  );

  it.each([
    ok({ status: 500, json: null, message: null }),
    ok({ status: 200, json: { access_token: 'with blank' }, message: null }),
    ok({ status: 200, json: {}, message: null }),
  ])('does not take an answer that makes no sense for a sign-in', async (answer) => {
    const { make } = setUp([answer]);
    expect(await make().signInWithPin(1, '0')).toMatchObject({
      ok: false,
      error: { code: 'auth.unexpected_answer' },
    });
  });

  it('passes network trouble on', async () => {
    const { make } = setUp([err(appError('net.dns'))]);
    expect(await make().signInWithPin(1, '0')).toMatchObject({ ok: false, error: { code: 'net.dns' } });
  });

  it('comes back after a restart, and not after a sign-out', async () => {
    const { make, keychain } = setUp();
    await make().signInWithPin(7, '0');
    const second = make();
    await second.restore();
    expect(second.view()).toMatchObject({ account: { label: '7' }, storedIn: 'keychain' });
    await second.signOut();
    expect(keychain.entries.size).toBe(0);
    const third = make();
    await third.restore();
    expect(third.view().account).toBeNull();
  });

  it('says once of each sign-in that there is one, and nothing of what is only renewed', async () => {
    let said = 0;
    const credentials: Credentials = {
      account: { method: 'oidc', label: 'anna', subject: '1' },
      accessToken: 'old',
      refreshToken: 'refresh',
      idToken: null,
      issuer: 'https://id.example',
      expiresAt: null,
      lifetimeMs: null,
    };
    const session = new Session({
      service: 'https://api.example',
      api: { postJson: () => Promise.reject(new Error('not here')) },
      keychain: createMemoryCredentialStore(),
      book: memoryBook().book,
      clock: realClock,
      methods: [],
      refresh: (old) => Promise.resolve(ok({ ...old, accessToken: `${old.accessToken}+` })),
      changed: () => undefined,
      signedIn: () => (said += 1),
    });
    await session.adopt(credentials);
    expect(said).toBe(1);
    await session.renew('old');
    expect(said).toBe(1);
    session.refused('old+');
    expect(said).toBe(1);
    // It was renewed after all; and then somebody signs in anew, under the same name.
    await session.renew('old+');
    expect(said).toBe(2);
    await session.adopt(credentials);
    expect(said).toBe(3);
    await session.signOut();
    expect(said).toBe(3);
  });

  it('makes a token wait for the keychain right after the start', async () => {
    const { make } = setUp();
    await make().signInWithPin(7, '0');
    const session = make();
    void session.restore();
    expect(session.view().restoring).toBe(true);
    expect((await session.token()).ok).toBe(true);
  });

  it.each([
    'keychain.absent',
    'keychain.locked',
    'keychain.timeout',
    'keychain.denied',
    'keychain.failed',
  ] as const)('with %s lasts for this session, says so, and stores nothing', async (problem) => {
    const { make, keychain, memory } = setUp();
    keychain.problem = problem;
    const session = make();
    await session.signInWithPin(7, '0');
    expect(session.view()).toMatchObject({ storedIn: 'session', storageProblem: problem });
    expect((await session.token()).ok).toBe(true);
    expect(keychain.entries.size).toBe(0);
    expect(memory.activeAccount).toBeNull();
  });

  it('wants a new sign-in after a 401 to its token, not after one to an older token', async () => {
    const { make } = setUp([tokens('one'), tokens('two')]);
    const session = make();
    await session.signInWithPin(7, '0');
    await session.signInWithPin(7, '0');
    session.refused('one');
    expect(session.view().refused).toBe(false);
    session.refused('two');
    expect(await session.token()).toMatchObject({ ok: false, error: { code: 'auth.required' } });
    await session.signInWithPin(7, '0');
    expect(session.view().refused).toBe(false);
  });

  it('leaves nothing behind when somebody signs out while a sign-in is under way', async () => {
    let answer: (value: Answer) => void = () => undefined;
    const { make, keychain } = setUp([new Promise((resolve) => (answer = resolve))]);
    const session = make();
    const signingIn = session.signInWithPin(7, '0');
    await session.signOut();
    answer(tokens('late'));
    await signingIn;
    expect(session.view().account).toBeNull();
    expect(keychain.entries.size).toBe(0);
  });

  it('takes a pasted token, also with the word before it and line breaks in it', async () => {
    const { make } = setUp();
    const session = make();
    await session.signInWithToken('Authorization: Bearer abc.\n  def');
    expect(await session.token()).toMatchObject({ value: { value: 'abc.def' } });
    expect(await session.signInWithToken('naïve')).toMatchObject({
      ok: false,
      error: { code: 'auth.refused' },
    });
  });

  it('refuses a way that the deployment does not allow', async () => {
    const { make } = setUp();
    expect(await make(['token']).signInWithPin(1, '0')).toMatchObject({
      ok: false,
      error: { code: 'auth.method_disabled' },
    });
  });

  it('starts signed out when the keychain gives back what is no sign-in', async () => {
    const { make, keychain, memory } = setUp();
    memory.activeAccount = 'token:token';
    keychain.entries.set('token:token', '{"half":');
    const session = make();
    await session.restore();
    expect(session.view()).toMatchObject({ account: null, storageProblem: 'keychain.corrupt' });
  });

  it('signs in by the connector’s uuid where the deployment says so, and by nothing else then', async () => {
    const { make, asked } = setUp();
    const uuid = '3f1a7c52-6f0e-4a0b-9d7e-5b1c2d3e4f50';
    const session = make(['connector-pin'], 'connector-uuid');
    expect(await session.signInWithPin(uuid, '0123')).toMatchObject({ value: { account: { label: uuid } } });
    expect(asked).toEqual([
      { path: '/v1/authenticate/pincode', body: { connector_uuid: uuid, pincode: '0123' } },
    ]);
    expect(await session.signInWithPin(7, '0123')).toMatchObject({ error: { code: 'auth.method_disabled' } });
    expect(await make().signInWithPin(uuid, '1')).toMatchObject({ error: { code: 'auth.method_disabled' } });
  });

  it('does not pretend to renew a sign-in with a pin: where it could is not known', async () => {
    const { make } = setUp();
    const session = make();
    await session.signInWithPin(7, '0');
    expect(session.view()).toMatchObject({ renews: false, expiresAt: null });
    expect(await session.renew('access-1')).toMatchObject({ error: { code: 'auth.required' } });
  });
});

describe('several accounts', () => {
  it('are all known, one is in use, and switching loses nothing', async () => {
    const { make, keychain, memory } = setUp([tokens('one'), tokens('two')]);
    const session = make();
    await session.signInWithPin(1, '0');
    await session.signInWithPin(2, '0');
    expect(session.view().accounts.map(({ label }) => label)).toEqual(['1', '2']);
    expect(session.account()).toBe('connector-pin:2');
    await session.switchTo('connector-pin:1');
    expect(await session.token()).toMatchObject({ value: { value: 'one' } });
    expect([...keychain.entries.keys()]).toEqual(['connector-pin:1', 'connector-pin:2']);
    const again = make();
    await again.restore();
    expect(again.account()).toBe('connector-pin:1');
    await again.switchTo('connector-pin:2');
    expect(await again.token()).toMatchObject({ value: { value: 'two' } });
    expect(memory.activeAccount).toBe('connector-pin:2');
  });

  it('that live in memory only survive a switch, too', async () => {
    const { make, keychain } = setUp([tokens('one'), tokens('two')]);
    keychain.problem = 'keychain.absent';
    const session = make();
    await session.signInWithPin(1, '0');
    await session.signInWithPin(2, '0');
    await session.switchTo('connector-pin:1');
    expect(await session.token()).toMatchObject({ value: { value: 'one' } });
    expect(session.view()).toMatchObject({ storedIn: 'session', storageProblem: 'keychain.absent' });
    expect(session.view().accounts).toHaveLength(2);
  });

  it('leave singly: signing out ends one, and the other waits to be chosen', async () => {
    const { make, keychain } = setUp();
    const session = make();
    await session.signInWithPin(1, '0');
    await session.signInWithPin(2, '0');
    await session.signOut();
    expect(session.view()).toMatchObject({ account: null, accounts: [{ label: '1' }] });
    expect([...keychain.entries.keys()]).toEqual(['connector-pin:1']);
    const again = make();
    await again.restore();
    expect(again.account()).toBeNull();
    await again.remove('connector-pin:1');
    expect(again.view().accounts).toEqual([]);
    expect(keychain.entries.size).toBe(0);
  });

  it('stay as they are when the other one cannot be fetched', async () => {
    const { make, keychain } = setUp([tokens('one'), tokens('two')]);
    await make().signInWithPin(1, '0');
    const session = make();
    await session.signInWithPin(2, '0');
    keychain.problem = 'keychain.locked';
    expect(await session.switchTo('connector-pin:1')).toMatchObject({ error: { code: 'keychain.locked' } });
    expect(await session.token()).toMatchObject({ value: { value: 'two' } });
    keychain.problem = null;
    keychain.entries.delete('connector-pin:1');
    expect(await session.switchTo('connector-pin:1')).toMatchObject({ error: { code: 'auth.account_gone' } });
    expect(session.view().accounts.map(({ label }) => label)).toEqual(['2']);
  });
});

describe('a keychain that comes back', () => {
  it('is asked again when somebody says so: for what it should keep', async () => {
    const { make, keychain, memory } = setUp();
    keychain.problem = 'keychain.locked';
    const session = make();
    await session.signInWithPin(1, '0');
    expect(await session.retryKeychain()).toMatchObject({ value: { storageProblem: 'keychain.locked' } });
    keychain.problem = null;
    expect(await session.retryKeychain()).toMatchObject({
      value: { storageProblem: null, storedIn: 'keychain' },
    });
    expect(memory.activeAccount).toBe('connector-pin:1');
  });

  it('is asked again when somebody says so: for what it kept', async () => {
    const { make, keychain } = setUp();
    await make().signInWithPin(1, '0');
    keychain.problem = 'keychain.locked';
    const session = make();
    await session.restore();
    expect(session.view()).toMatchObject({ account: null, storageProblem: 'keychain.locked' });
    expect(session.view().accounts).toHaveLength(1);
    keychain.problem = null;
    expect(await session.retryKeychain()).toMatchObject({
      value: { account: { label: '1' }, storageProblem: null },
    });
  });

  it('deletes at the next start what it did not delete at the sign-out', async () => {
    const { make, keychain, memory } = setUp();
    const session = make();
    await session.signInWithPin(1, '0');
    keychain.problem = 'keychain.timeout';
    expect(await session.signOut()).toMatchObject({
      value: { account: null, accounts: [], storageProblem: 'keychain.timeout' },
    });
    expect(memory).toMatchObject({ activeAccount: null, accountsToDelete: ['connector-pin:1'] });
    keychain.problem = null;
    await make().restore();
    expect(keychain.entries.size).toBe(0);
    expect(memory.accountsToDelete).toEqual([]);
  });
});

describe('a renewal that comes back late', () => {
  it('leaves nothing behind when somebody signed out meanwhile', async () => {
    const keychain = createMemoryCredentialStore();
    let answer: (renewed: Awaited<ReturnType<NonNullable<SessionDeps['refresh']>>>) => void = () => undefined;
    const session = new Session({
      service: 'https://api.example',
      api: { postJson: () => Promise.reject(new Error('not here')) },
      keychain,
      book: memoryBook().book,
      clock: realClock,
      methods: [],
      refresh: () => new Promise((resolve) => (answer = resolve)),
      changed: () => undefined,
    });
    const credentials: Credentials = {
      account: { method: 'oidc', label: 'anna', subject: '1' },
      accessToken: 'old',
      refreshToken: 'refresh',
      idToken: null,
      issuer: 'https://id.example',
      expiresAt: null,
      lifetimeMs: null,
    };
    await session.adopt(credentials);
    const renewal = session.renew('old');
    await session.signOut();
    answer(ok({ ...credentials, accessToken: 'late', refreshToken: 'later' }));
    expect(await renewal).toMatchObject({ ok: false, error: { code: 'auth.required' } });
    expect(keychain.entries.size).toBe(0);
    expect(session.view()).toMatchObject({ account: null, accounts: [] });
  });
});
