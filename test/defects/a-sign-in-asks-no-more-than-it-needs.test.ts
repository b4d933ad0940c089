import { afterEach, describe, expect, it } from 'vitest';
import { browse } from '../support/browser.ts';
import { oidcBench, type OidcBench, type OidcBenchOptions } from '../support/oidc-bench.ts';

const benches: OidcBench[] = [];
/** At a provider that gives a sign-in that lasts to a person's consent alone. */
const bench = async (options: OidcBenchOptions = {}) => {
  const opened = await oidcBench({ prompt: [], ...options });
  benches.push(opened);
  return opened;
};
afterEach(async () => {
  for (const opened of benches.splice(0)) await opened.close();
});
const promptsOf = ({ opened }: OidcBench) => opened.map((url) => new URL(url).searchParams.get('prompt'));

// Where only an administrator may consent, nobody could sign in.
describe('consent', () => {
  it('is not asked for where a sign-in lasts without, or is not to last', async () => {
    const short = await bench({ scopes: ['openid'] });
    expect(await short.signIn(short.start(), { login: 'anna' })).toMatchObject({
      account: { label: 'anna' },
    });
    expect(promptsOf(short)).toEqual([null]);

    const lasting = await bench();
    const change = (body: Record<string, unknown>) => (body.refresh_token = 'given all the same');
    lasting.oidc.next({ path: '/token', fault: { kind: 'change', change } });
    expect(await lasting.signIn(lasting.start(), { login: 'anna' })).toMatchObject({ renews: true });
    expect(promptsOf(lasting)).toEqual([null]);
  });

  it('is asked for once where a sign-in would not last, and at once from then on', async () => {
    const there = await bench();
    const program = there.start();
    expect(await there.signIn(program, { login: 'anna' })).toMatchObject({
      account: { label: 'anna' },
      renews: true,
      signInProblem: null,
    });
    expect(promptsOf(there)).toEqual([null, 'consent']);
    expect(await there.signIn(program, { login: 'bert' })).toMatchObject({ account: { label: 'bert' } });
    expect(promptsOf(there)).toEqual([null, 'consent', 'login consent']);
  });

  it('that is declined, or that nobody comes back from, leaves the sign-in that does not last', async () => {
    const there = await bench({ loopback: { timeoutMs: 300 } });
    const program = there.start();
    let pages = 0;
    there.person.does = (url) => {
      pages += 1;
      return pages === 1 ? browse(url, { login: 'anna' }) : Promise.resolve();
    };
    program.interactive.withBrowser();
    const left = await there.until(program.session, (view) => view.account !== null && view.pending === null);
    expect(left).toMatchObject({ account: { label: 'anna' }, renews: false, signInProblem: null });
    expect(promptsOf(there)).toEqual([null, 'consent']);
    expect((await program.session.token()).ok).toBe(true);
  });

  it('brings nobody back who signed out while it was waited for', async () => {
    const there = await bench();
    const program = there.start();
    there.person.does = (url) =>
      promptsOf(there).length === 1 ? browse(url, { login: 'anna' }) : Promise.resolve();
    program.interactive.withBrowser();
    await there.until(
      program.session,
      ({ account, pending }) => account !== null && pending?.phase === 'waiting',
    );
    await program.session.signOut();
    program.interactive.cancel();
    expect(program.session.view()).toMatchObject({ account: null, pending: null, signInProblem: null });
    expect(there.keychain.entries.size).toBe(0);
  });

  it('is asked for at once where the deployment file says so', async () => {
    const there = await bench({ prompt: ['consent'] });
    expect(await there.signIn(there.start(), { login: 'anna' })).toMatchObject({ renews: true });
    expect(promptsOf(there)).toEqual(['consent']);
  });
});

// The browser still knew the one before, and signed the next one in as them.
describe('who it is', () => {
  /** A provider that does not say which prompts it knows: its page is not needed here. */
  const asked = async (there: OidcBench, program: ReturnType<OidcBench['start']>) => {
    const change = (body: Record<string, unknown>) => delete body.prompt_values_supported;
    there.oidc.next({ path: '/.well-known/openid-configuration', fault: { kind: 'change', change } });
    there.person.does = null;
    program.interactive.withBrowser();
    await there.until(program.session, ({ pending }) => pending?.phase === 'waiting');
    program.interactive.cancel();
    return promptsOf(there).at(-1);
  };

  it('is not asked of the first one on this PC', async () => {
    const there = await bench();
    expect(await asked(there, there.start())).toBeNull();
  });

  it('is asked where an account is known, or was signed out just now', async () => {
    const there = await bench({ prompt: ['consent'] });
    const program = there.start();
    await there.signIn(program, { login: 'anna' });
    expect(await asked(there, program)).toBe('select_account consent');
    await program.session.signOut();
    expect(program.session.view().accounts).toEqual([]);
    expect(await asked(there, program)).toBe('select_account consent');
  });

  it('is asked as the deployment file says, where it does', async () => {
    const there = await bench({ prompt: ['login', 'consent'] });
    const program = there.start();
    await there.signIn(program, { login: 'anna' });
    expect(await asked(there, program)).toBe('login consent');
  });
});
