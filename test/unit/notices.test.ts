import { describe, expect, it } from 'vitest';
import { noticeOf } from '../../main/platform/notices.ts';
import { step, type Ticket, type TicketEvent } from '../../main/tickets/ticket.ts';
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import {
  claimEvent,
  draft,
  filledForm,
  outcomes,
  queued,
  releaseEvent,
  vouch,
  walk,
} from '../support/tickets.ts';

const end = (outcome: PostOutcome): TicketEvent => ({ kind: 'end', outcome });
const sending = () => walk(queued(), claimEvent);
const inDoubt = () => walk(sending(), end(outcomes.lost));
const toCheck = () => walk(queued(), { kind: 'check', checks: [{ code: 'aged', was: '1', now: '2' }] });

/** What a person who looks elsewhere is told when this happens to a ticket. */
function told(before: Ticket, event: TicketEvent) {
  const after = step(before, event, before.savedAt + 1);
  if (!after.ok) throw new Error(`${event.kind} was refused in ${before.state}`);
  return noticeOf(after.value, before);
}

describe('a notification', () => {
  it.each([
    ['it was created', sending(), end(outcomes.created), 'created'],
    ['the service’s list shows it', inDoubt(), { kind: 'found', ticket: outcomes.created.ticket }, 'created'],
    ['it was not accepted', sending(), end(outcomes.rejected), 'rejected'],
    ['it may already have been sent', sending(), end(outcomes.lost), 'needs-you'],
    ['the service broke', sending(), end(outcomes.serverError), 'needs-you'],
    ['it was being sent when the PC stopped', sending(), { kind: 'interrupted' }, 'needs-you'],
    ['it must be looked over', queued(), { kind: 'check', checks: toCheck().checks }, 'needs-you'],
    ['nobody is signed in', queued(), { kind: 'wait', code: 'auth.required' }, 'needs-you'],
    ['somebody else is signed in', queued(), { kind: 'wait', code: 'queue.other_account' }, 'needs-you'],
  ] as [string, Ticket, TicketEvent, string][])('comes when %s', (_name, before, event, notice) => {
    expect(told(before, event)).toBe(notice);
  });

  it.each([
    ['it is written', draft(), { kind: 'change', form: filledForm({ reference: 'more' }) }],
    ['Send is pressed', draft(), releaseEvent()],
    ['it is being sent', queued(), claimEvent],
    ['it waits behind another', queued(), { kind: 'wait', code: 'queue.blocked' }],
    ['there is no network', queued(), { kind: 'wait', code: 'net.refused' }],
    ['the sign-in is being renewed', sending(), end(outcomes.unauthorized)],
    ['the service asks to wait', sending(), end(outcomes.throttled)],
    ['the connector is busy', sending(), end(outcomes.held)],
    ['it is tried anew', walk(sending(), end(outcomes.held)), { kind: 'resume' }],
  ] as [string, Ticket, TicketEvent][])(
    'does not come when %s, which goes on by itself',
    (_name, before, event) => {
      expect(told(before, event)).toBeNull();
    },
  );

  it.each([
    ['says that it is there', inDoubt(), { kind: 'itIsThere', ticketId: '77' }],
    ['says that it is not there', inDoubt(), { kind: 'sendAgain', ...vouch }],
    ['looks it over and sends it', toCheck(), { kind: 'confirm', ...vouch }],
    ['makes it a draft again', walk(sending(), end(outcomes.rejected)), { kind: 'edit' }],
    ['throws it away', draft(), { kind: 'discard' }],
    ['throws away what is in doubt', inDoubt(), { kind: 'discard' }],
    ['fetches a draft back', walk(draft(), { kind: 'discard' }), { kind: 'restore' }],
    ['fetches back what is in doubt', walk(inDoubt(), { kind: 'discard' }), { kind: 'restore' }],
  ] as [string, Ticket, TicketEvent][])('does not come when a person %s', (_name, before, event) => {
    expect(told(before, event)).toBeNull();
  });

  it('does not come again for what was told already', () => {
    const unsigned = walk(queued(), { kind: 'wait', code: 'auth.required' });
    for (const ticket of [
      inDoubt(),
      toCheck(),
      unsigned,
      walk(sending(), end(outcomes.created)),
      walk(sending(), end(outcomes.rejected)),
    ]) {
      // The outbox tells a ticket anew when only its plan changed.
      expect(noticeOf(ticket, ticket)).toBeNull();
    }
    expect(told(unsigned, { kind: 'adopt', ...vouch })).toBeNull();
    expect(told(unsigned, { kind: 'wait', code: 'queue.other_account' })).toBeNull();
    expect(told(unsigned, { kind: 'check', checks: toCheck().checks })).toBeNull();
  });

  it('comes again when it was tried again and failed anew', () => {
    const again = walk(inDoubt(), { kind: 'sendAgain', ...vouch }, claimEvent);
    expect(told(again, end(outcomes.lost))).toBe('needs-you');
    expect(told(again, end(outcomes.rejected))).toBe('rejected');
    expect(told(again, end(outcomes.created))).toBe('created');
  });
});
