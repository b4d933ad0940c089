import { afterEach, describe, expect, it } from 'vitest';
import type { SessionView } from '../../preload/contract/session.ts';
import { browse } from '../support/browser.ts';
import { oidcBench, type OidcBench, type OidcBenchOptions } from '../support/oidc-bench.ts';

const open: OidcBench[] = [];
afterEach(async () => {
  for (const bench of open.splice(0)) await bench.close();
});
async function bench(options: OidcBenchOptions = {}): Promise<OidcBench> {
  const made = await oidcBench(options);
  open.push(made);
  return made;
}

/** What a sign-in that failed may leave behind: its code, and nothing else. */
function expectNothingKept({ keychain, memory, views }: OidcBench, view: SessionView): void {
  expect(view).toMatchObject({ account: null, accounts: [], storedIn: 'nowhere', pending: null });
  expect(keychain.entries.size).toBe(0);
  expect(memory).toEqual({ activeAccount: null, accounts: [], accountsToDelete: [] });
  expect(JSON.stringify(views)).not.toMatch(/state=|code_challenge/);
}

describe('signing in with the browser', () => {
  it('goes through the provider and back, and gives a token that the API takes', async () => {
    const it = await bench();
    const program = it.start();
    const view = await it.signIn(program, { login: 'anna' });
    expect(view).toMatchObject({
      account: { name: `oidc:anna (${it.oidc.issuer})`, method: 'oidc', label: 'anna' },
      storedIn: 'keychain',
      renews: true,
      expiresAt: null,
      signInProblem: null,
    });
    const token = await program.session.token();
    expect(token.ok && it.sandbox.identity.accountOf(token.value.value)).toBe('oidc:anna');
    expect(program.front.times).toBe(1);
    expect(it.memory).toMatchObject({ activeAccount: `oidc:anna (${it.oidc.issuer})` });
  });

  it('asks as RFC 8252 and OpenID Connect want it: PKCE, state, nonce, consent for a lasting sign-in', async () => {
    const it = await bench({ audience: 'https://customer-api.example' });
    await it.signIn(it.start(), { login: 'anna' });
    const { searchParams: asked } = new URL(it.opened[0] ?? '');
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'jifeline-workshop',
      scope: 'openid offline_access',
      code_challenge_method: 'S256',
      prompt: 'consent',
      audience: 'https://customer-api.example',
    });
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    for (const random of ['state', 'nonce', 'code_challenge']) expect(asked.get(random)).toHaveLength(43);
  });

  it('tells the view how far it is, and nothing that protects it', async () => {
    const it = await bench();
    const program = it.start();
    await it.signIn(program, { login: 'anna' });
    const phases = it.views.map(({ pending }) => pending?.phase).filter((phase) => phase !== undefined);
    expect([...new Set(phases)]).toEqual(['starting', 'waiting', 'finishing']);
    const said = JSON.stringify(it.views);
    for (const secret of [...it.oidc.secrets, new URL(it.opened[0] ?? '').searchParams.get('state') ?? ''])
      expect(said).not.toContain(secret);
  });

  it('copies the link for another browser, while there is one', async () => {
    const it = await bench();
    const { interactive, session } = it.start();
    expect(interactive.copyLink()).toMatchObject({ ok: false });
    interactive.withBrowser();
    await it.until(session, ({ pending }) => pending?.phase === 'waiting');
    expect(interactive.copyLink().ok).toBe(true);
    expect(it.copied).toEqual(it.opened);
    await browse(it.copied[0] ?? '', { login: 'bert' });
    await it.until(session, ({ account }) => account?.label === 'bert');
    expect(interactive.copyLink()).toMatchObject({ ok: false });
  });

  it.each<[string, (url: URL) => void, string]>([
    ['another state', (url) => url.searchParams.set('state', 'forged'), 'auth.response_invalid'],
    ['no state', (url) => url.searchParams.delete('state'), 'auth.response_invalid'],
    ['another issuer', (url) => url.searchParams.set('iss', 'https://evil.example'), 'auth.response_invalid'],
    ['no issuer', (url) => url.searchParams.delete('iss'), 'auth.response_invalid'],
    ['a code that was never given', (url) => url.searchParams.set('code', 'invented'), 'auth.refused'],
  ])('with %s in the redirect, takes nothing and says so', async (_what, forge, code) => {
    const it = await bench();
    const program = it.start();
    it.person.does = async (url) => {
      const { url: back } = await browse(url, { login: 'anna' }, ({ pathname }) => pathname === '/callback');
      forge(back);
      await fetch(back);
    };
    program.interactive.withBrowser();
    const view = await it.until(program.session, ({ pending }) => pending === null);
    expect(view.signInProblem?.code).toBe(code);
    expectNothingKept(it, view);
    if (code === 'auth.response_invalid') expect(it.oidc.tokenRequests).toEqual([]);
  });

  it('with another nonce in the ID token, takes nothing and says so', async () => {
    const it = await bench();
    it.oidc.next({
      path: '/token',
      fault: {
        kind: 'change',
        change: (body) => {
          const [head, claims = '', signature] = String(body.id_token).split('.');
          const changed = {
            ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object),
            nonce: 'other',
          };
          body.id_token = [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join(
            '.',
          );
        },
      },
    });
    const view = await it.signIn(it.start(), { login: 'anna' });
    expect(view.signInProblem?.code).toBe('auth.response_invalid');
    expectNothingKept(it, view);
  });

  it('uses the first redirect; a second one changes nothing', async () => {
    const it = await bench();
    const program = it.start();
    let second = 0;
    it.person.does = async (url) => {
      const { url: back } = await browse(url, { login: 'anna' }, ({ pathname }) => pathname === '/callback');
      await fetch(back);
      second = (await fetch(back)).status;
    };
    program.interactive.withBrowser();
    await it.until(program.session, ({ account }) => account?.label === 'anna');
    await expect.poll(() => second).toBe(410);
    expect(it.oidc.tokenRequests).toHaveLength(1);
  });

  it('with consent denied, says so', async () => {
    const it = await bench();
    const view = await it.signIn(it.start(), { login: 'anna', declines: true });
    expect(view.signInProblem).toEqual({ code: 'auth.denied', message: 'End-User aborted interaction' });
    expectNothingKept(it, view);
  });

  it('is called off: whoever comes back then finds the door closed', async () => {
    const it = await bench();
    const { interactive, session } = it.start();
    interactive.withBrowser();
    await it.until(session, ({ pending }) => pending?.phase === 'waiting');
    interactive.cancel();
    expect(session.view()).toMatchObject({ pending: null, signInProblem: null });
    await expect(browse(it.opened[0] ?? '', { login: 'anna' })).rejects.toThrow();
    expectNothingKept(it, session.view());
  });

  it('begun twice, only the second counts', async () => {
    const it = await bench();
    const { interactive, session } = it.start();
    interactive.withBrowser();
    await it.until(session, ({ pending }) => pending?.phase === 'waiting');
    it.person.does = (url) => browse(url, { login: 'bert' });
    interactive.withBrowser();
    await it.until(session, ({ account }) => account?.label === 'bert');
    await expect(browse(it.opened[0] ?? '', { login: 'anna' })).rejects.toThrow();
  });

  it('stops waiting when nobody comes back', async () => {
    const it = await bench({ loopback: { timeoutMs: 300 } });
    const { interactive, session } = it.start();
    interactive.withBrowser();
    const view = await it.until(session, ({ pending }) => pending === null);
    expect(view.signInProblem?.code).toBe('auth.timed_out');
    expectNothingKept(it, view);
  });

  it('does not speak to an issuer that calls itself otherwise', async () => {
    const it = await bench();
    it.oidc.next({
      path: '/.well-known/openid-configuration',
      fault: { kind: 'change', change: (body) => (body.issuer = 'https://evil.example') },
    });
    const view = await it.signIn(it.start(), { login: 'anna' });
    expect(view.signInProblem?.code).toBe('auth.wrong_issuer');
    expect(it.opened).toEqual([]);
    expectNothingKept(it, view);
  });

  it.each<[string, number, string, string]>([
    ['a sign-in page of a guest network', 200, '<html>Welcome</html>', 'auth.unexpected_answer'],
    ['a redirect', 302, '', 'auth.unexpected_answer'],
    ['an error of its own', 503, 'busy', 'doubt.server_error'],
    ['a request to slow down', 429, '', 'net.throttled'],
  ])('with %s instead of the provider, says so', async (_what, status, body, code) => {
    const it = await bench();
    const answer = { kind: 'answer', status, body, type: 'text/html' } as const;
    it.oidc.next({ path: '/.well-known/openid-configuration', fault: answer });
    const view = await it.signIn(it.start(), { login: 'anna' });
    expect(view.signInProblem?.code).toBe(code);
    expectNothingKept(it, view);
  });

  it('without a provider at the address, says why', async () => {
    const it = await bench({ issuer: 'http://127.0.0.1:1' });
    const view = await it.signIn(it.start(), { login: 'anna' });
    expect(view.signInProblem?.code).toBe('net.refused');
  });

  it('with a client id that the provider does not know, blames the deployment file', async () => {
    const it = await bench({ clientId: 'somebody-else' });
    const { interactive, session } = it.start();
    interactive.withDevice();
    const view = await it.until(session, ({ pending }) => pending === null);
    expect(view.signInProblem?.code).toBe('auth.misconfigured');
  });

  it.each([-86_400 * 400, 86_400 * 400])(
    'works on a PC whose clock is wrong by %i seconds, and is renewed there',
    async (clockAheadSeconds) => {
      const it = await bench({ clockAheadSeconds, accessTokenSeconds: 2 });
      const program = it.start();
      expect(await it.signIn(program, { login: 'anna' })).toMatchObject({
        signInProblem: null,
        account: { label: 'anna' },
      });
      const first = await program.session.token();
      await expect
        .poll(async () => JSON.stringify(await program.session.token()), { timeout: 5_000 })
        .not.toBe(JSON.stringify(first));
      expect(program.session.view().refused).toBe(false);
    },
  );
});

describe('signing in with a code on another device', () => {
  async function begun(options: OidcBenchOptions = {}) {
    const it = await bench(options);
    const program = it.start();
    program.interactive.withDevice();
    const { pending } = await it.until(program.session, (view) => view.pending?.phase === 'waiting');
    if (pending?.method !== 'device-code') throw new Error('no code');
    return { it, program, pending, address: pending.verificationUri ?? '', userCode: pending.userCode ?? '' };
  }

  it('shows a code and an address, and is signed in once the code was entered there', async () => {
    const { it, program, address, userCode, pending } = await begun();
    expect(userCode).toMatch(/^[A-Z-]{9}$/);
    expect(address).toBe(`${it.oidc.issuer}/device`);
    expect(pending.until).toBeGreaterThan(Date.now());
    expect(program.interactive.copyLink().ok).toBe(true);
    expect(it.copied).toEqual([address]);
    await browse(address, { login: 'dora', userCode });
    const view = await it.until(program.session, (now) => now.pending === null);
    expect(view).toMatchObject({
      account: { name: `oidc:dora (${it.oidc.issuer})` },
      renews: true,
      storedIn: 'keychain',
    });
    expect(program.front.times).toBe(0);
  });

  it('with consent denied, says so', async () => {
    const { it, program, address, userCode } = await begun();
    await browse(address, { login: 'dora', userCode, declines: true });
    const view = await it.until(program.session, (now) => now.pending === null);
    expect(view.signInProblem?.code).toBe('auth.denied');
    expectNothingKept(it, view);
  });

  it('with a code that ran out, says so', async () => {
    const { it, program } = await begun({ deviceCodeSeconds: 2 });
    const view = await it.until(program.session, (now) => now.pending === null);
    expect(view.signInProblem?.code).toBe('auth.code_expired');
    expectNothingKept(it, view);
  });

  it('slows down when it is told to, and goes on when the network was gone for a moment', async () => {
    const { it, program, address, userCode } = await begun();
    it.oidc.next({ path: '/token', fault: { kind: 'lose' } });
    it.oidc.next({ path: '/token', fault: { kind: 'answer', status: 400, body: '{"error":"slow_down"}' } });
    await expect.poll(() => it.oidc.tokenRequests.length, { timeout: 5_000 }).toBe(1);
    await browse(address, { login: 'dora', userCode });
    await it.until(program.session, ({ account }) => account?.label === 'dora');
    const [lost, slow, last] = it.oidc.tokenRequests;
    expect(lost?.error).toBe('authorization_pending');
    expect(slow?.error).toBe('slow_down');
    expect((last?.startedAt ?? 0) - (slow?.startedAt ?? 0)).toBeGreaterThan(5_900);
  });

  it('is called off', async () => {
    const { it, program } = await begun();
    program.interactive.cancel();
    expectNothingKept(it, program.session.view());
    expect(program.session.view().signInProblem).toBeNull();
  });

  it.each<[string, (body: Record<string, unknown>) => void, string]>([
    ['at a provider that has none', (body) => delete body.device_authorization_endpoint, 'auth.not_offered'],
  ])('%s, says so', async (_what, change, code) => {
    const it = await bench();
    it.oidc.next({ path: '/.well-known/openid-configuration', fault: { kind: 'change', change } });
    const { interactive, session } = it.start();
    interactive.withDevice();
    const view = await it.until(session, ({ pending }) => pending === null);
    expect(view.signInProblem?.code).toBe(code);
  });

  it('does not show an address that nobody should be sent to', async () => {
    const it = await bench();
    const change = (body: Record<string, unknown>) => (body.verification_uri = 'http://evil.example/');
    it.oidc.next({ path: '/device/auth', fault: { kind: 'change', change } });
    const { interactive, session } = it.start();
    interactive.withDevice();
    const view = await it.until(session, ({ pending }) => pending === null);
    expect(view.signInProblem?.code).toBe('auth.unexpected_answer');
    expect(JSON.stringify(it.views)).not.toContain('evil');
  });
});

describe('a sign-in that is renewed', () => {
  /** Signed in with tokens that are over, by a clock of the test's own, whenever it says so. */
  async function signedIn(options: OidcBenchOptions = {}) {
    const ahead = { ms: 0 };
    const clock = { now: () => Date.now() + ahead.ms, monotonic: () => performance.now() + ahead.ms };
    const it = await bench({ clock, ...options });
    const program = it.start();
    await it.signIn(program, { login: 'anna' });
    const before = await program.session.token();
    if (!before.ok) throw new Error(before.error.code);
    return {
      it,
      program,
      before: before.value.value,
      /** Lets the access token come near its end, or pass it. */
      age: (ms: number) => (ahead.ms += ms),
      refreshes: () => it.oidc.tokenRequests.filter(({ grant }) => grant === 'refresh_token'),
    };
  }

  it('is renewed before its end, once for twenty who ask at once, and no refresh token is shown twice', async () => {
    const { it, program, before, age, refreshes } = await signedIn();
    for (let round = 1; round <= 3; round += 1) {
      age(17_000);
      const tokens = await Promise.all(Array.from({ length: 20 }, () => program.session.token()));
      const values = new Set(tokens.map((token) => (token.ok ? token.value.value : token.error.code)));
      expect(values.size).toBe(1);
      expect(values).not.toContain(before);
      expect(it.sandbox.identity.accountOf([...values][0] ?? '')).toBe('oidc:anna');
      expect(refreshes()).toHaveLength(round);
    }
    expect(it.oidc).toMatchObject({ reused: 0 });
    expect(it.oidc.hadParallelRefresh()).toBe(false);
  });

  it('is not renewed while its token holds', async () => {
    const { program, before, age, refreshes } = await signedIn();
    age(15_000);
    expect(await program.session.token()).toMatchObject({ value: { value: before } });
    expect(refreshes()).toEqual([]);
  });

  it('comes back after a restart with the newest refresh token, days later, without signing in', async () => {
    const { it, program, age, refreshes } = await signedIn();
    age(17_000);
    await program.session.token();
    age(3 * 86_400_000);
    const again = it.start();
    await again.session.restore();
    const token = await again.session.token();
    expect(token.ok && it.sandbox.identity.accountOf(token.value.value)).toBe('oidc:anna');
    expect(refreshes()).toHaveLength(2);
    expect(it.oidc.reused).toBe(0);
  });

  it('keeps the new refresh token in the keychain before the new access token is used', async () => {
    const { it, program, age } = await signedIn();
    age(17_000);
    const set = it.keychain.set.bind(it.keychain);
    let isKept: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (isKept = resolve));
    it.keychain.set = async (...given) => {
      await gate;
      return set(...given);
    };
    let used = false;
    const asked = program.session.token().then((token) => {
      used = true;
      return token;
    });
    await expect.poll(() => it.oidc.tokenRequests.length).toBe(2);
    await new Promise((resolve) => setImmediate(resolve));
    expect(used).toBe(false);
    isKept();
    const token = await asked;
    expect(token.ok && it.keychain.entries.get(`oidc:anna (${it.oidc.issuer})`)).toContain(
      token.ok ? token.value.value : '?',
    );
  });

  it('that the keychain does not take any more goes on in memory, and is not half back after a restart', async () => {
    const { it, program, age } = await signedIn();
    it.keychain.problem = 'keychain.locked';
    age(17_000);
    expect((await program.session.token()).ok).toBe(true);
    expect(program.session.view()).toMatchObject({ storedIn: 'session', storageProblem: 'keychain.locked' });
    // What the keychain still has was used up: showing it again would end the whole sign-in at the provider.
    expect(it.memory.activeAccount).toBeNull();
    it.keychain.problem = null;
    expect(await program.session.retryKeychain()).toMatchObject({
      value: { storedIn: 'keychain', storageProblem: null },
    });
    const again = it.start();
    await again.session.restore();
    age(17_000);
    expect((await again.session.token()).ok).toBe(true);
    expect(it.oidc.reused).toBe(0);
  });

  it('is over when the provider says so, and only then', async () => {
    const { it, program, age } = await signedIn();
    age(17_000);
    it.oidc.next({
      path: '/token',
      fault: { kind: 'answer', status: 400, body: '{"error":"invalid_grant"}' },
    });
    expect(await program.session.token()).toMatchObject({ error: { code: 'auth.required' } });
    expect(program.session.view()).toMatchObject({ refused: true, account: { label: 'anna' } });
  });

  it.each<[string, number, string, string]>([
    ['a 500', 500, '{"error":"server_error"}', 'auth.not_renewed'],
    ['a 503', 503, 'busy', 'auth.not_renewed'],
    ['a 429', 429, '', 'net.throttled'],
    ['a page of a guest network', 200, '<html>Welcome</html>', 'auth.not_renewed'],
    ['a redirect', 302, '', 'auth.not_renewed'],
    ['a refusal of the client', 400, '{"error":"invalid_client"}', 'auth.misconfigured'],
  ])(
    'survives %s: the token is used as long as it holds, then the trouble is told',
    async (_what, status, body, code) => {
      const { it, program, before, age } = await signedIn();
      const trouble = { path: '/token', fault: { kind: 'answer', status, body } } as const;
      it.oidc.next(trouble);
      age(17_000);
      expect(await program.session.token()).toMatchObject({ value: { value: before } });
      it.oidc.next(trouble);
      age(10_000);
      expect(await program.session.token()).toMatchObject({ error: { code } });
      expect(program.session.view()).toMatchObject({ refused: false, account: { label: 'anna' } });
      expect((await program.session.token()).ok).toBe(true);
      expect(it.oidc.reused).toBe(0);
    },
  );

  it('does not show a token again that the service refused, while it cannot be renewed', async () => {
    const { it, program, before } = await signedIn();
    const trouble = { path: '/token', fault: { kind: 'answer', status: 500, body: '{}' } } as const;
    it.oidc.next(trouble);
    it.oidc.next(trouble);
    expect(await program.session.renew(before)).toMatchObject({ error: { code: 'auth.not_renewed' } });
    expect(await program.session.token()).toMatchObject({ error: { code: 'auth.not_renewed' } });
    const token = await program.session.token();
    expect(token.ok && token.value.value).not.toBe(before);
  });

  it('survives a provider that cannot be reached', async () => {
    const { it, program, age } = await signedIn();
    await it.oidc.close();
    age(25_000);
    expect(await program.session.token()).toMatchObject({ error: { code: 'net.refused' } });
    expect(program.session.view().refused).toBe(false);
  });

  it('whose answer was lost does not sign out by itself; what the provider then says decides', async () => {
    const { it, program, age } = await signedIn();
    age(25_000);
    it.oidc.next({ path: '/token', fault: { kind: 'lose' } });
    expect(await program.session.token()).toMatchObject({ error: { code: 'auth.not_renewed' } });
    expect(program.session.view().refused).toBe(false);
    // This provider knows no grace: to it the second use looks like a thief.
    expect(await program.session.token()).toMatchObject({ error: { code: 'auth.required' } });
    expect(it.oidc.reused).toBe(1);
    await it.signIn(program, { login: 'anna' });
    expect((await program.session.token()).ok).toBe(true);
  });

  it('for somebody else is none', async () => {
    const { it, program, age } = await signedIn();
    age(25_000);
    it.oidc.next({
      path: '/token',
      fault: {
        kind: 'change',
        change: (body) => {
          const [head, claims = '', signature] = String(body.id_token).split('.');
          const changed = {
            ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object),
            sub: 'mallory',
          };
          body.id_token = [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join(
            '.',
          );
        },
      },
    });
    expect(await program.session.token()).toMatchObject({ error: { code: 'auth.not_renewed' } });
    expect(program.session.view().account?.label).toBe('anna');
  });

  it('never shows its refresh token to another issuer than its own', async () => {
    const { it, program } = await signedIn();
    const other = await bench();
    const stored = it.keychain.entries.get(`oidc:anna (${it.oidc.issuer})`) ?? '';
    const name = `oidc:anna (${it.oidc.issuer})`;
    other.keychain.entries.set(name, stored);
    const account = { method: 'oidc', label: 'anna', subject: 'anna', issuer: it.oidc.issuer } as const;
    other.book.learn({ account });
    other.book.activate(name);
    const moved = other.start();
    await moved.session.restore();
    const old = await program.session.token();
    expect(await moved.session.renew(old.ok ? old.value.value : '')).toMatchObject({
      error: { code: 'auth.required' },
    });
    expect(other.oidc.tokenRequests).toEqual([]);
  });

  it('is told to the provider when it ends, and gone from the keychain', async () => {
    const { it, program } = await signedIn();
    await program.session.signOut();
    expect(it.keychain.entries.size).toBe(0);
    await expect.poll(() => it.oidc.revoked).toBeGreaterThan(0);
  });

  it('ends here at once where the provider cannot be told', async () => {
    const { it, program } = await signedIn();
    await it.oidc.close();
    expect(await program.session.signOut()).toMatchObject({ ok: true, value: { account: null } });
    expect(it.keychain.entries.size).toBe(0);
  });

  it('loses nothing while another account is in use, even in the middle of a renewal', async () => {
    const { it, program, age } = await signedIn();
    const [anna, bert] = ['anna', 'bert'].map((login) => `oidc:${login} (${it.oidc.issuer})`) as [
      string,
      string,
    ];
    await it.signIn(program, { login: 'bert' });
    expect(program.session.view().accounts.map(({ label }) => label)).toEqual(['anna', 'bert']);
    await program.session.switchTo(anna);
    age(17_000);
    const asked = program.session.token();
    await program.session.switchTo(bert);
    expect(await asked).toMatchObject({ ok: true, value: { account: anna } });
    age(17_000);
    expect(await program.session.token()).toMatchObject({ ok: true, value: { account: bert } });
    const again = it.start();
    await again.session.restore();
    expect(again.session.account()).toBe(bert);
    await again.session.switchTo(anna);
    expect(await again.session.token()).toMatchObject({ ok: true, value: { account: anna } });
    expect(it.oidc.reused).toBe(0);
  });
});
