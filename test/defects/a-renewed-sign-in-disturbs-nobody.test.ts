import { describe, expect, it } from 'vitest';
import { noticeOf } from '../../main/platform/notices.ts';
import type { TokenSource } from '../../main/tickets/token-source.ts';
import { waitsFor } from '../../main/tickets/who-acts.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// A token that runs out is renewed by itself. In between, the ticket was told as one that needs somebody: a
// notification called a mechanic to the PC, and by the time they came it was sent.
function start(
  renewal: Result<void, AppError>,
  script: NonNullable<Parameters<typeof workbench>[0]>['script'],
) {
  const renewing = { before: (): void => undefined };
  const session: TokenSource = {
    token: () => Promise.resolve(ok({ value: 'secret', account: 'pin:1' })),
    renew: () => {
      renewing.before();
      return Promise.resolve(renewal);
    },
    refused: () => undefined,
  };
  const bench = workbench({ session, ...(script === undefined ? {} : { script }) });
  return {
    ...bench,
    renewing,
    /** What people who look elsewhere were told of a ticket. */
    notices: (of: string) =>
      bench.rested
        .filter(({ ticket }) => ticket.id === of)
        .map(({ ticket, before }) => noticeOf(ticket, before))
        .filter((notice) => notice !== null),
  };
}

describe('a 401', () => {
  it('that a renewed sign-in settles is told to nobody', async () => {
    const { write, send, notices, changes } = start(ok(undefined), [outcomes.unauthorized]);
    const id = write();
    await send(id);
    expect(notices(id)).toEqual(['created']);
    expect(changes.filter((ticket) => waitsFor(ticket) === 'person')).toEqual([]);
  });

  it('is told to nobody while the sign-in is being renewed', async () => {
    const { write, send, notices, renewing, tickets } = start(ok(undefined), [outcomes.unauthorized]);
    const id = write();
    const meanwhile: unknown[] = [];
    renewing.before = () => meanwhile.push(notices(id), tickets.counts());
    await send(id);
    expect(meanwhile).toMatchObject([[], { ok: true, value: { needsYou: 0 } }]);
  });

  it('whose renewal fails for want of a network is told to nobody: it is tried again', async () => {
    const { write, send, notices, stateOf } = start(err(appError('net.refused')), [outcomes.unauthorized]);
    const id = write();
    await send(id);
    expect(stateOf(id).state).toBe('queued');
    expect(notices(id)).toEqual([]);
  });

  it('that only a person can settle is told once', async () => {
    const { write, send, notices } = start(err(appError('auth.required')), [outcomes.unauthorized]);
    const id = write();
    await send(id);
    expect(notices(id)).toEqual(['needs-you']);
  });

  it('after a renewal is told once', async () => {
    const { write, send, notices } = start(ok(undefined), [outcomes.unauthorized, outcomes.unauthorized]);
    const id = write();
    await send(id);
    expect(notices(id)).toEqual(['needs-you']);
  });
});
