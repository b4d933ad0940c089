import { describe, expect, it } from 'vitest';
import { waitCodeOf, waitsFor, type WaitCode } from '../../main/tickets/who-acts.ts';
import type { ErrorCode } from '../../preload/contract/errors.ts';
import { ticketStates, type WaitsFor } from '../../preload/contract/ticket.ts';

/** Why a ticket has not gone yet, and who can do something about it. */
const reasons: Record<WaitsFor, readonly WaitCode[]> = {
  time: [
    'net.dns',
    'net.refused',
    'net.unreachable',
    'net.connect_timeout',
    'net.connect_failed',
    'net.certificate',
    'net.proxy_auth',
    'net.proxy',
    'net.proxy_settings',
    'net.throttled',
    'auth.not_renewed',
    'auth.misconfigured',
  ],
  person: ['auth.required', 'queue.other_account', 'internal'],
  'earlier-ticket': ['queue.blocked'],
};

describe.each(Object.entries(reasons))('a ticket waits for: %s', (who, codes) => {
  it.each(codes)('when it has not gone because of %s', (code) => {
    expect(waitsFor({ state: 'queued', wait: { code } })).toBe(who);
  });
});

describe('whom a ticket waits for', () => {
  it('is time as long as nothing is known to stand in its way', () => {
    expect(waitsFor({ state: 'queued', wait: null })).toBe('time');
  });

  it('is time where a newer program knew why', () => {
    expect(waitsFor({ state: 'queued', wait: { code: 'of.next.year' } })).toBe('time');
    expect(waitsFor({ state: 'queued', wait: { code: 'constructor' } })).toBe('time');
  });

  it('follows from its state where it is not queued, whatever it waited for before', () => {
    const inState = Object.fromEntries(
      ticketStates.map((state) => [state, waitsFor({ state, wait: { code: 'queue.blocked' } })]),
    );
    expect(inState).toEqual({
      draft: null,
      queued: 'earlier-ticket',
      sending: 'time',
      created: null,
      rejected: 'person',
      held: 'time',
      unconfirmed: 'person',
      confirm: 'person',
      discarded: null,
    });
  });
});

describe('why there is no token', () => {
  it.each<[ErrorCode, WaitCode]>([
    ['auth.required', 'auth.required'],
    ['auth.misconfigured', 'auth.misconfigured'],
    ['net.dns', 'net.dns'],
  ])('is a reason to wait as it is: %s', (code, wait) => expect(waitCodeOf(code)).toBe(wait));

  it('is trouble with the renewal, which passes, where it is nothing a ticket waits for', () => {
    expect(waitCodeOf('storage.full')).toBe('auth.not_renewed');
    expect(waitCodeOf('toString' as ErrorCode)).toBe('auth.not_renewed');
  });
});
