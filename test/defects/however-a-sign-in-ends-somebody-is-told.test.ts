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
it.each(['interaction_required', 'login_required', 'consent_required', 'account_selection_required'])(
  'a renewal that needs a person, since the provider says %s, asks one',
  async (error) => {
    const ahead = { ms: 0 };
    const clock = { now: () => Date.now() + ahead.ms, monotonic: () => performance.now() + ahead.ms };
    const there = await bench({ clock });
    const program = there.start();
    await there.signIn(program, { login: 'anna' });
    ahead.ms += DAY;
    const body = JSON.stringify({ error });
    there.oidc.next({
      path: '/token',
      fault: { kind: 'answer', status: 400, body, type: 'application/json' },
    });
    const desk = workbench({ session: program.session });
    const id = desk.write();
    await desk.send(id);
    expect(desk.stateOf(id)).toMatchObject({ wait: { code: 'auth.required' }, waitsFor: 'person' });
    expect(program.session.view().refused).toBe(true);
  },
);

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
