import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import { newTicket, step, successors, type Ticket, type TicketEvent } from '../../main/tickets/ticket.ts';
import { ticketStates, type TicketState } from '../../preload/contract/ticket.ts';
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
    const message = 'the token ran out';
    expect(walk(sending(), end({ kind: 'unauthorized', message })).answer).toMatchObject({
      status: 401,
      message,
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

const checks = [{ code: 'aged', was: '1', now: '2' }] as const;
/** A ticket in each state, as it comes there. */
const inState = {
  draft: () => draft(),
  queued: () => queued(),
  sending: () => sending(),
  created: () => walk(sending(), end(outcomes.created)),
  rejected: () => walk(sending(), end(outcomes.rejected)),
  held: () => walk(sending(), end(outcomes.held)),
  unconfirmed: () => walk(sending(), end(outcomes.lost)),
  confirm: () => walk(queued(), { kind: 'check', checks }),
  discarded: () => walk(queued(), { kind: 'discard' }),
} satisfies Record<TicketState, () => Ticket>;

const events: { readonly [K in TicketEvent['kind']]: Extract<TicketEvent, { kind: K }> } = {
  change: { kind: 'change', form: filledForm({ reference: 'other' }) },
  release: releaseEvent(),
  adopt: { kind: 'adopt', ...vouch },
  check: { kind: 'check', checks },
  confirm: { kind: 'confirm', ...vouch },
  claim: { kind: 'claim', account: 'pin:1', baseline: ['3'] },
  end: { kind: 'end', outcome: outcomes.created },
  wait: { kind: 'wait', code: 'auth.required' },
  interrupted: { kind: 'interrupted' },
  restoredFromBackup: { kind: 'restoredFromBackup' },
  edit: { kind: 'edit' },
  resume: { kind: 'resume' },
  itIsThere: { kind: 'itIsThere', ticketId: '77' },
  found: { kind: 'found', ticket: { ...outcomes.created.ticket, id: '78' } },
  sendAgain: { kind: 'sendAgain', ...vouch },
  discard: { kind: 'discard' },
  restore: { kind: 'restore' },
};

/** What can happen in each state, and where it leads. Whatever is not here is not possible. */
const life: Record<TicketState, Partial<Record<TicketEvent['kind'], TicketState>>> = {
  draft: { change: 'draft', release: 'queued', discard: 'discarded', restoredFromBackup: 'draft' },
  queued: {
    adopt: 'queued',
    wait: 'queued',
    claim: 'sending',
    check: 'confirm',
    edit: 'draft',
    discard: 'discarded',
    restoredFromBackup: 'unconfirmed',
  },
  sending: { end: 'created', interrupted: 'unconfirmed', restoredFromBackup: 'unconfirmed' },
  created: {},
  rejected: { edit: 'draft', discard: 'discarded', restoredFromBackup: 'draft' },
  held: { resume: 'queued', edit: 'draft', discard: 'discarded', restoredFromBackup: 'unconfirmed' },
  unconfirmed: { itIsThere: 'created', found: 'created', sendAgain: 'queued', discard: 'discarded' },
  confirm: { confirm: 'queued', edit: 'draft', discard: 'discarded', restoredFromBackup: 'unconfirmed' },
  discarded: { restore: 'draft', restoredFromBackup: 'discarded' },
};

describe.each(ticketStates)('in the state %s', (state) => {
  it.each(Object.values(events))('$kind leads where it may, or nowhere', (event) => {
    const done = step(inState[state](), event, 9);
    const to = life[state][event.kind];
    expect(done).toMatchObject(
      to === undefined
        ? {
            ok: false,
            error: { code: 'ticket.not_possible_now', details: { state, action: event.kind } },
          }
        : { ok: true, value: { state: to, savedAt: 9 } },
    );
  });

  it('the database lets follow what can happen, and nothing else', () => {
    const ways = new Set(Object.values(life[state]));
    if (state === 'sending')
      for (const other of Object.values(outcomes)) {
        if (other.kind !== 'no-connection') ways.add(walk(sending(), end(other)).state);
      }
    // Thrown away in doubt.
    if (state === 'discarded') ways.add('unconfirmed');
    expect(new Set(successors[state])).toEqual(ways);
  });
});

describe('a new ticket', () => {
  it('is a draft of which nothing is known but its form', () => {
    const form = filledForm();
    expect(newTicket('id', form, 5)).toEqual({
      id: 'id',
      place: 0,
      state: 'draft',
      revision: 1,
      form,
      payload: null,
      lane: null,
      account: null,
      queued: 0,
      attempts: 0,
      doubted: false,
      wait: null,
      answer: null,
      restored: null,
      created: null,
      vouched: null,
      checks: [],
      baseline: null,
      createdAt: 5,
      savedAt: 5,
    });
  });
});

describe('whoever presses a button', () => {
  const other = { account: 'pin:2', vouched: { at: 8, connectorId: 7, vin: 'JFL91010104391010' } };
  it.each([
    ['queued', 'adopt'],
    ['confirm', 'confirm'],
    ['unconfirmed', 'sendAgain'],
  ] as const)(
    'on a ticket in the state %s takes it over, and vouches for what is so now: %s',
    (state, kind) => {
      expect(walk(inState[state](), { kind, ...other })).toMatchObject({ state: 'queued', ...other });
      const byNobody = walk(inState[state](), { kind, ...other, account: null });
      expect(byNobody).toMatchObject({ account: 'pin:1', vouched: other.vouched });
    },
  );

  it('sees the checks gone once they are confirmed', () => {
    expect(inState.confirm().checks).toEqual(checks);
    expect(walk(inState.confirm(), events.confirm).checks).toEqual([]);
  });
});

describe('a check', () => {
  it('that found nothing leaves a ticket in the queue', () => {
    expect(step(queued(), { kind: 'check', checks: [] }, 9).ok).toBe(false);
  });
});

describe('the doubt about a ticket', () => {
  const waitsAgain = (ticket: Ticket) => walk(ticket, events.sendAgain, claim, end(outcomes.held)).state;

  it('stays when it is sent again, however it began: what is pending then may be ours', () => {
    expect(waitsAgain(inState.unconfirmed())).toBe('unconfirmed');
    expect(waitsAgain(walk(sending(), { kind: 'interrupted' }))).toBe('unconfirmed');
    expect(waitsAgain(walk(queued(), { kind: 'restoredFromBackup' }))).toBe('unconfirmed');
  });

  it('is over once the ticket is known to exist', () => {
    const known = [walk(inState.unconfirmed(), events.itIsThere), walk(inState.unconfirmed(), events.found)];
    for (const ticket of known) expect(ticket).toMatchObject({ doubted: false, wait: null, answer: null });
    expect(known.map(({ created }) => created)).toEqual([
      { id: '77', uuid: null, chatId: null, state: null, confirmedByPerson: true },
      events.found.ticket,
    ]);
  });

  it('stays where another attempt than the one in doubt is known: the first one may have made a ticket as well', () => {
    const again = (last: PostOutcome, ...settling: TicketEvent[]) =>
      walk(inState.unconfirmed(), events.sendAgain, claim, end(last), ...settling);
    const known = [
      again(outcomes.created),
      again(outcomes.lost, events.found),
      again(outcomes.lost, events.itIsThere),
    ];
    for (const ticket of known)
      expect(ticket).toMatchObject({ state: 'created', doubted: true, wait: null, answer: null });
    expect(known[0]?.created).toEqual(outcomes.created.ticket);
  });
});

describe('what a backup says of a ticket', () => {
  const restored = (ticket: Ticket) => walk(ticket, { kind: 'restoredFromBackup' });

  it('is doubted from then on, until that is settled', () => {
    for (const state of ['draft', 'queued', 'sending', 'rejected', 'held', 'confirm', 'discarded'] as const) {
      const { savedAt, ...ticket } = restored(inState[state]());
      expect(ticket).toMatchObject({ doubted: true, restored: savedAt });
    }
    expect(walk(restored(queued()), events.sendAgain).restored).toBeNull();
  });

  it('leaves a draft and what was thrown away as they were, and thaws what was refused', () => {
    for (const state of ['draft', 'discarded'] as const) {
      const before = inState[state]();
      const { form, payload, lane } = before;
      expect(restored(before)).toMatchObject({ state, form, payload, lane });
    }
    expect(restored(inState.rejected())).toMatchObject({ payload: null, lane: null, answer: null });
  });

  it('keeps what it had sent, and nothing of why it waited', () => {
    const waiting = walk(queued(), { kind: 'wait', code: 'auth.required' });
    for (const ticket of [waiting, inState.held(), inState.confirm()]) {
      const { payload, lane } = ticket;
      expect(restored(ticket)).toMatchObject({ payload, lane, wait: null, answer: null, checks: [] });
    }
  });

  it('changes nothing of one that was thrown away in doubt', () => {
    const thrownAway = walk(inState.unconfirmed(), { kind: 'discard' });
    expect(step(thrownAway, { kind: 'restoredFromBackup' }, 9).ok).toBe(false);
  });
});

describe('what a refusal said', () => {
  const refusal = { code: 'api.rejected', message: 'vin is not known' };

  it('stays with the draft that is made of it, also thrown away and fetched back', () => {
    const edited = walk(inState.rejected(), { kind: 'edit' });
    expect(edited.answer).toMatchObject(refusal);
    expect(walk(edited, { kind: 'discard' }, { kind: 'restore' }).answer).toMatchObject(refusal);
    expect(walk(inState.rejected(), { kind: 'discard' }).answer).toMatchObject(refusal);
  });

  it('is no more than that: why a ticket was held says nothing about a draft', () => {
    expect(walk(inState.held(), { kind: 'edit' }).answer).toBeNull();
    expect(walk(inState.held(), { kind: 'discard' }).answer).toBeNull();
    expect(walk(inState.held(), { kind: 'resume' }).answer).toBeNull();
  });
});

describe('why a ticket waits', () => {
  it('is what the service said with 429, from then on', () => {
    const throttled = walk(sending(), end(outcomes.throttled));
    expect(throttled.wait).toEqual({ code: 'net.throttled', at: throttled.savedAt });
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
