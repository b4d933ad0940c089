import { afterEach, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { InteractiveSignIn } from '../../main/auth/interactive-sign-in.ts';
import { loadedOnce } from '../../main/loaded-once.ts';
import { later } from '../../main/timers.ts';
import { SessionView } from '../../preload/contract/session.ts';
import { ok } from '../../preload/contract/result.ts';
import { browse } from '../support/browser.ts';
import { oidcBench, type OidcBench, type OidcBenchOptions } from '../support/oidc-bench.ts';
import { realClock } from '../support/session-bench.ts';
import { workbench } from '../support/workbench.ts';

const DAY = 86_400_000;
const benches: OidcBench[] = [];
const bench = async (options: OidcBenchOptions = {}) => {
  const opened = await oidcBench(options);
  benches.push(opened);
  return opened;
};
afterEach(async () => {
  vi.useRealTimers();
  for (const opened of benches.splice(0)) await opened.close();
});

// What every object of the language has was found in the table of the provider's words, and could not be shown.
it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'whatever a provider calls its error: %s',
  async (error) => {
    const there = await bench();
    const answer = { kind: 'answer', status: 400, body: JSON.stringify({ error }) } as const;
    there.oidc.next({ path: '/token', fault: answer });
    const view = await there.signIn(there.start(), { login: 'anna' });
    expect(view.signInProblem?.code).toBe('auth.unexpected_answer');
    expect(v.is(SessionView, view)).toBe(true);
  },
);

// The ticket waited for time for ever, of what only a person can settle.
it.each([
  [400, 'interaction_required'],
  [400, 'login_required'],
  [401, 'consent_required'],
  [400, 'account_selection_required'],
  [400, 'bad_token'],
  [403, 'mfa_required'],
  [400, 'password_expired'],
  [400, 'invalid_request'],
  [400, 'invalid_scope'],
  [400, 'constructor'],
])('a renewal that needs a person, since the provider says %i %s, asks one', async (status, error) => {
  const ahead = { ms: 0 };
  const clock = { now: () => Date.now() + ahead.ms, monotonic: () => performance.now() + ahead.ms };
  const there = await bench({ clock });
  const program = there.start();
  await there.signIn(program, { login: 'anna' });
  ahead.ms += DAY;
  const body = JSON.stringify({ error });
  there.oidc.next({
    path: '/token',
    fault: { kind: 'answer', status, body, type: 'application/json' },
  });
  const desk = workbench({ session: program.session });
  const id = desk.write();
  await desk.send(id);
  expect(desk.stateOf(id)).toMatchObject({ wait: { code: 'auth.required' }, waitsFor: 'person' });
  expect(program.session.view().refused).toBe(true);
});

// Whatever its words: of a server that has trouble, or of a throttle, they say nothing about the sign-in.
it.each([
  [500, { error: 'invalid_grant' }, 'auth.not_renewed'],
  [503, { error: 'interaction_required' }, 'auth.not_renewed'],
  [429, { error: 'invalid_grant' }, 'net.throttled'],
  [400, { error: 'temporarily_unavailable' }, 'auth.not_renewed'],
  [400, { error: 'server_error' }, 'auth.not_renewed'],
  [403, { error: 'too_many_requests' }, 'auth.not_renewed'],
  [408, { error: 'request_timeout' }, 'auth.not_renewed'],
  // No word of a sign-in service at all: a proxy, or a guest network.
  [403, { message: 'blocked' }, 'auth.not_renewed'],
  // About this program, which no sign-in changes.
  [401, { error: 'invalid_client' }, 'auth.misconfigured'],
])('a renewal answered with %i %o is waited out', async (status, said, code) => {
  const ahead = { ms: 0 };
  const clock = { now: () => Date.now() + ahead.ms, monotonic: () => performance.now() + ahead.ms };
  const there = await bench({ clock });
  const program = there.start();
  await there.signIn(program, { login: 'anna' });
  ahead.ms += DAY / 100;
  const fault = { kind: 'answer', status, body: JSON.stringify(said) } as const;
  there.oidc.next({ path: '/token', fault });
  expect(await program.session.token()).toMatchObject({ error: { code } });
  expect(program.session.view().refused).toBe(false);
  expect((await program.session.token()).ok).toBe(true);
});

// "The answer did not belong to this sign-in" was said of a provider's own words in the right answer.
it.each([
  [{ error: 'unauthorized', error_description: 'user is blocked' }, 'auth.refused', 'user is blocked'],
  [{ error: 'moon_phase' }, 'auth.refused', 'moon_phase'],
  [{ error: 'interaction_required' }, 'auth.refused', 'interaction_required'],
  [{ error: 'access_denied' }, 'auth.denied', null],
])('a provider that says %o in the browser is heard', async (said, code, message) => {
  const there = await bench();
  const program = there.start();
  const answer = (url: string, state: string | null) => {
    const asked = new URL(url).searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    const words = { ...said, state: state ?? asked.get('state') ?? '', iss: there.oidc.issuer };
    back.search = new URLSearchParams(words).toString();
    return fetch(back);
  };
  const endOf = async (state: string | null) => {
    there.person.does = (url) => answer(url, state);
    program.interactive.withBrowser();
    return (await there.until(program.session, ({ pending }) => pending === null)).signInProblem;
  };
  expect(await endOf(null)).toEqual({ code, message });
  // And in an answer that is none, it is not.
  expect(await endOf('another')).toEqual({ code: 'auth.response_invalid', message: null });
});

// The runtime counts no further than 24.8 days, and takes more for no time at all.
it('a code that holds for longer than a timer counts does not run out at once', async () => {
  const there = await bench();
  const change = (body: Record<string, unknown>) => (body.expires_in = 30 * 86_400);
  there.oidc.next({ path: '/device/auth', fault: { kind: 'change', change } });
  const { interactive, session } = there.start();
  interactive.withDevice();
  const { pending } = await there.until(session, (view) => view.pending?.phase === 'waiting');
  if (pending?.method !== 'device-code') throw new Error('no code');
  await browse(pending.verificationUri ?? '', { login: 'anna', userCode: pending.userCode ?? '' });
  expect(await there.until(session, (view) => view.pending === null)).toMatchObject({
    account: { label: 'anna' },
    signInProblem: null,
  });
});

it('and nothing else that is for later comes at once', () => {
  vi.useFakeTimers();
  const work = vi.fn();
  later(work, 30 * DAY);
  vi.advanceTimersByTime(20 * DAY);
  expect(work).not.toHaveBeenCalled();
});

it('a sign-in whose library cannot be loaded has failed, and the next one loads it anew', async () => {
  const there = await bench();
  const loads: (() => Promise<ReturnType<typeof there.start>['provider']>)[] = [
    () => Promise.reject(new Error('Cannot read the file')),
    () => Promise.resolve(there.start().provider),
  ];
  const interactive = new InteractiveSignIn({
    provider: loadedOnce(() => loads.shift()?.() ?? Promise.reject(new Error('loaded too often'))),
    listen: () =>
      Promise.resolve(
        ok({
          redirectUri: 'http://127.0.0.1:1/callback',
          redirected: new Promise(() => undefined),
          close: () => undefined,
        }),
      ),
    openBrowser: () => Promise.resolve(true),
    copyText: () => undefined,
    isShared: () => false,
    adopt: () => Promise.resolve(),
    toFront: () => undefined,
    changed: () => undefined,
    clock: realClock,
  });
  interactive.withBrowser();
  await vi.waitFor(() =>
    expect(interactive.view()).toEqual({ pending: null, signInProblem: { code: 'internal', message: null } }),
  );
  interactive.withBrowser();
  await vi.waitFor(() => expect(interactive.view().pending?.phase).toBe('waiting'));
  interactive.withDevice();
  await vi.waitFor(() => expect(interactive.view().pending?.phase).toBe('waiting'));
  interactive.cancel();
});
