import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import { step, successors, type Ticket, type TicketEvent } from '../../main/tickets/ticket.ts';
import { draft, filledForm, outcomes, queued, releaseEvent, vouch, walk } from '../support/tickets.ts';

const claim: TicketEvent = { kind: 'claim', account: 'pin:1', baseline: null };
const end = (outcome: PostOutcome): TicketEvent => ({ kind: 'end', outcome });
const sending = () => walk(queued(), claim);

describe('the life of a ticket', () => {
  it('goes from the form to the number of the service', () => {
    const created = walk(draft(), releaseEvent(), claim, end(outcomes.created));
    expect(created).toMatchObject({
      state: 'created',
      attempts: 1,
      wait: null,
      answer: null,
      created: { id: '3' },
    });
  });

  it.each([
    ['400', outcomes.rejected, 'rejected', 'api.rejected'],
    ['a pending ticket', outcomes.held, 'held', 'api.connector_pending'],
    ['401', outcomes.unauthorized, 'queued', 'auth.required'],
    ['429', outcomes.throttled, 'queued', 'net.throttled'],
    ['a lost connection', outcomes.lost, 'unconfirmed', 'doubt.connection_lost'],
    ['500', outcomes.serverError, 'unconfirmed', 'doubt.server_error'],
  ] as const)('after %s it says what is known', (_name, outcome, state, code) => {
    expect(walk(sending(), end(outcome))).toMatchObject({ state, answer: { code } });
  });

  it('keeps the words of the server', () => {
    expect(walk(sending(), end(outcomes.rejected)).answer).toMatchObject({
      status: 400,
      message: 'vin is not known',
    });
  });

  it('takes "a ticket is pending" after an attempt in doubt as more doubt, not as a busy connector', () => {
    const again = walk(sending(), end(outcomes.lost), { kind: 'sendAgain', ...vouch }, claim);
    expect(walk(again, end(outcomes.held)).state).toBe('unconfirmed');
  });

  it('found in sending at start, may already have been sent', () => {
    expect(walk(sending(), { kind: 'interrupted' })).toMatchObject({
      state: 'unconfirmed',
      answer: { code: 'doubt.interrupted' },
    });
  });

  it.each(['edit', 'discard'] as const)('cannot %s while it is being sent', (kind) => {
    expect(step(sending(), { kind }, 9)).toMatchObject({
      ok: false,
      error: { code: 'ticket.not_possible_now' },
    });
  });

  it('cannot be edited while it may already have been sent', () => {
    expect(step(walk(sending(), end(outcomes.lost)), { kind: 'edit' }, 9).ok).toBe(false);
  });

  it('freezes the payload while it waits and thaws it for editing', () => {
    const waiting = queued();
    expect(step(waiting, { kind: 'change', form: filledForm({ reference: 'other' }) }, 9).ok).toBe(false);
    const edited = walk(waiting, { kind: 'edit' });
    expect(edited).toMatchObject({ state: 'draft', payload: null, lane: null });
    expect(edited.form).toEqual(waiting.form);
  });

  it('thrown away in doubt and fetched back, is in doubt again, and sends what it had sent', () => {
    const inDoubt = walk(sending(), end(outcomes.lost));
    const back = walk(inDoubt, { kind: 'discard' }, { kind: 'restore' });
    expect(back).toMatchObject({
      state: 'unconfirmed',
      payload: inDoubt.payload,
      lane: inDoubt.lane,
      doubted: true,
    });
    expect(walk(queued(), { kind: 'discard' }, { kind: 'restore' })).toMatchObject({
      state: 'draft',
      payload: null,
    });
  });

  it('is settled by a person, with or without the number', () => {
    const inDoubt = walk(sending(), end(outcomes.lost));
    expect(walk(inDoubt, { kind: 'itIsThere', ticketId: '77' })).toMatchObject({
      state: 'created',
      created: { id: '77', confirmedByPerson: true },
    });
  });
});

const ends = Object.values(outcomes).filter((attempt) => attempt.kind !== 'no-connection');
const anyEvent: fc.Arbitrary<TicketEvent> = fc.oneof(
  fc.constant<TicketEvent>({ kind: 'change', form: filledForm() }),
  fc.integer({ min: 1, max: 9 }).map((place) => releaseEvent(1, place)),
  fc.constantFrom<TicketEvent>(
    { kind: 'adopt', ...vouch },
    claim,
    { kind: 'wait', code: 'auth.required' },
    { kind: 'interrupted' },
    { kind: 'edit' },
    { kind: 'resume' },
    { kind: 'itIsThere', ticketId: null },
    { kind: 'sendAgain', ...vouch },
    { kind: 'discard' },
    { kind: 'restore' },
    { kind: 'restoredFromBackup' },
    { kind: 'confirm', ...vouch },
    { kind: 'check', checks: [{ code: 'aged', was: '1', now: '2' }] },
    { kind: 'found', ticket: outcomes.created.ticket },
  ),
  fc.constantFrom(...ends).map(end),
);

describe('whatever happens to a ticket', () => {
  it('only steps to a state the table allows, counts every change, and keeps what was typed', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let ticket: Ticket = draft();
        for (const event of events) {
          const next = step(ticket, event, 5);
          if (!next.ok) continue;
          expect(successors[ticket.state]).toContain(next.value.state);
          expect(next.value.revision).toBe(ticket.revision + 1);
          expect(next.value.form.vin).toBe('JFL91010104391010');
          ticket = next.value;
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is sent again after a doubt only when a person said so', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let ticket: Ticket = draft();
        let mayExist = false;
        for (const event of events) {
          const next = step(ticket, event, 5);
          if (!next.ok) continue;
          if (event.kind === 'sendAgain') mayExist = false;
          if (event.kind === 'claim') expect(mayExist).toBe(false);
          if (event.kind === 'interrupted') mayExist = true;
          if (event.kind === 'end' && ['created', 'unconfirmed'].includes(event.outcome.kind))
            mayExist = true;
          ticket = next.value;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
