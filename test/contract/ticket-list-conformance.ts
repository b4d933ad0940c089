import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blankForm } from '../../main/tickets/form.ts';
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import type { Ticket, TicketEvent } from '../../main/tickets/ticket.ts';
import type { TicketPage, TicketStore } from '../../main/tickets/ticket-store.ts';
import type { TicketForm } from '../../preload/contract/ticket.ts';
import { claimEvent, draft, outcomes, releaseEvent, vouch, walk } from '../support/tickets.ts';
import { valueOf } from './ticket-store-conformance.ts';

const check: TicketEvent = { kind: 'check', checks: [{ code: 'aged', was: '1', now: '2' }] };
const wait = (code: Extract<TicketEvent, { kind: 'wait' }>['code']): TicketEvent => ({ kind: 'wait', code });
const end = (outcome: PostOutcome): TicketEvent => ({ kind: 'end', outcome });

/** What lists, searches, counts and the record of attempts say, whatever the store is made of. */
export function describeTicketLists(name: string, make: () => TicketStore): void {
  describe(`ticket lists: ${name}`, () => {
    let store: TicketStore;
    let lane = 0;
    beforeEach(() => {
      store = make();
      lane = 0;
    });
    afterEach(() => store.close());

    const put = (form: Partial<TicketForm> = {}): Ticket => {
      const ticket = draft(form);
      valueOf(store.insert(ticket));
      return valueOf(store.get(ticket.id)) ?? ticket;
    };
    const go = (ticket: Ticket, ...events: TicketEvent[]): Ticket =>
      events.reduce((current, event) => {
        const next = walk(current, event);
        expect(valueOf(store.replace(current, next))).toBe('done');
        return next;
      }, ticket);
    /** In a lane of its own, so that nothing stands in its way. */
    const release = () => releaseEvent((lane += 1), lane);
    const list = (page: Partial<TicketPage> = {}) =>
      valueOf(store.list({ limit: 50, filter: 'all', search: '', ...page }));
    const references = (page: Partial<TicketPage> = {}) => list(page).map(({ form }) => form.reference);

    describe('search', () => {
      it('finds parts of VIN, reference, connector id and ticket number, and of nothing else', () => {
        const created = put({ vin: 'WVGZZZ5NZEW069297', reference: 'aa-bb-12', connector_id: '940201044' });
        const ticket = { ...outcomes.created.ticket, id: '8765' };
        go(created, release(), claimEvent, { kind: 'end', outcome: { kind: 'created', ticket } });
        put({ vin: 'X', reference: 'Y', connector_id: '1', voucher: 'VOUCHER' });
        for (const search of ['5NZEW', 'a-bb-1', '0201', '876', 'AA BB-12'])
          expect(references({ search })).toEqual(['aa-bb-12']);
        for (const search of ['VOUCHER', '52351', 'created', created.id, 'null', 'vin'])
          expect(references({ search })).toEqual([]);
      });

      it('does not care for capitals, also beyond ASCII, nor for blanks around', () => {
        put({ reference: 'Größe ÄÖÜ' });
        for (const search of ['GRÖSSE', 'grösse']) expect(references({ search })).toEqual([]);
        for (const search of ['gröẞe', 'GRÖẞE', 'größe', 'äöü', 'ÄÖÜ', '  Äö '])
          expect(references({ search })).toEqual(['Größe ÄÖÜ']);
      });

      it('without anything to look for finds everything', () => {
        put({ reference: 'one' });
        put({ reference: 'two' });
        for (const search of ['', ' ', '\t\n']) expect(references({ search })).toEqual(['two', 'one']);
      });

      it.each([
        ['%', ['100 % sure']],
        ['0 %', ['100 % sure']],
        ['%%', []],
        ['1%', []],
        ['_', ['a_b']],
        ['a_b', ['a_b']],
        ['__', []],
        ['\\', ['c\\d', '\\']],
        ['c\\d', ['c\\d']],
        ['\\d', ['c\\d']],
        ['\\\\', []],
        ['\\%', []],
        ["'", ["it's"]],
        ['"', ['say "yes"']],
        ["' OR 1=1 --", []],
        ['*', []],
        ['[a-z]', []],
        ['\u{1F697}', ['\u{1F697} red']],
      ])('takes every character of %j for itself', (search, found) => {
        for (const reference of [
          '\u{1F697} red',
          'say "yes"',
          "it's",
          '\\',
          'c\\d',
          'cxd',
          'axb',
          'a_b',
          '1000 sure',
          '100 % sure',
        ])
          put({ reference });
        expect(references({ search })).toEqual(found);
      });

      it('finds exactly what holds the text, whatever signs it is made of', () => {
        const sign = fc.constantFrom('a', 'B', '%', '_', '\\', ' ', '-', '\u00a0', '1');
        const text = fc.string({ unit: sign, maxLength: 6 });
        const empty = { vin: '', connector_id: '', voucher: 'not blank' };
        const all: string[] = [];
        fc.assert(
          fc.property(text, text, (reference, search) => {
            put({ ...empty, reference });
            all.push(reference);
            // Blanks and dashes make a number readable; nobody means them.
            const bare = (one: string) => one.toLowerCase().replaceAll(/[ \u00a0-]/g, '');
            const expected = all.filter((one) => bare(one).includes(bare(search)));
            expect(references({ search, limit: 1_000 })).toEqual(expected.reverse());
          }),
        );
      });

      it('finds what was typed last, and no longer what was there before', () => {
        const ticket = put({ reference: 'before' });
        go(ticket, { kind: 'change', form: { ...ticket.form, reference: 'after' } });
        expect(references({ search: 'before' })).toEqual([]);
        expect(references({ search: 'after' })).toEqual(['after']);
      });

      it('is combined with filter and page', () => {
        for (let n = 1; n <= 5; n += 1) put({ reference: `find ${n}` });
        put({ reference: 'other' });
        go(put({ reference: 'find sent' }), release());
        const page = { filter: 'drafts', search: 'FIND', limit: 3 } as const;
        const first = list(page);
        expect(first.map(({ form }) => form.reference)).toEqual(['find 5', 'find 4', 'find 3']);
        expect(references({ ...page, before: first[2]?.id })).toEqual(['find 2', 'find 1']);
      });
    });

    describe('filters and counts', () => {
      /** One ticket for each thing that can be true of one, named for it. */
      const putOfEverything = () => {
        const named = (reference: string) => put({ reference });
        named('draft');
        valueOf(store.insert({ ...draft(), form: blankForm() }));
        go(named('discarded draft'), { kind: 'discard' });
        go(named('queued'), release());
        go(named('no network'), release(), wait('net.refused'));
        go(named('blocked'), release(), wait('queue.blocked'));
        go(named('sign in'), release(), wait('auth.required'));
        go(named('other account'), release(), wait('queue.other_account'));
        go(named('sending'), release(), claimEvent);
        go(named('held'), release(), claimEvent, end(outcomes.held));
        go(named('rejected'), release(), claimEvent, end(outcomes.rejected));
        go(named('unconfirmed'), release(), claimEvent, end(outcomes.lost));
        go(named('to confirm'), release(), check);
        go(named('created'), release(), claimEvent, end(outcomes.created));
        go(named('discarded doubt'), release(), claimEvent, end(outcomes.lost), { kind: 'discard' });
      };

      it.each([
        ['needs-you', ['to confirm', 'unconfirmed', 'rejected', 'other account', 'sign in']],
        ['waiting', ['held', 'sending', 'blocked', 'no network', 'queued']],
        ['drafts', ['draft']],
        ['done', ['created']],
      ] as const)('show what they are called for: %s', (filter, expected) => {
        putOfEverything();
        expect(references({ filter })).toEqual(expected);
      });

      it('put every listed ticket in exactly one place', () => {
        putOfEverything();
        const parts = (['needs-you', 'waiting', 'drafts', 'done'] as const).flatMap((filter) =>
          references({ filter }),
        );
        expect([...parts].sort()).toEqual([...references()].sort());
        expect(references()).not.toContain('discarded draft');
      });

      it('count what the lists show', () => {
        expect(valueOf(store.counts())).toEqual({ needsYou: 0, waiting: 0, drafts: 0 });
        putOfEverything();
        expect(valueOf(store.counts())).toEqual({
          needsYou: references({ filter: 'needs-you' }).length,
          waiting: references({ filter: 'waiting' }).length,
          drafts: references({ filter: 'drafts' }).length,
        });
      });

      it('follow a ticket through its life', () => {
        const counts = () => {
          const { needsYou, waiting, drafts } = valueOf(store.counts());
          return [drafts, waiting, needsYou];
        };
        let ticket = put();
        expect(counts()).toEqual([1, 0, 0]);
        ticket = go(ticket, release());
        expect(counts()).toEqual([0, 1, 0]);
        ticket = go(ticket, claimEvent, end(outcomes.lost));
        expect(counts()).toEqual([0, 0, 1]);
        ticket = go(ticket, { kind: 'sendAgain', ...vouch });
        expect(counts()).toEqual([0, 1, 0]);
        ticket = go(ticket, claimEvent, end(outcomes.rejected), { kind: 'edit' });
        expect(counts()).toEqual([1, 0, 0]);
        go(ticket, { kind: 'discard' });
        expect(counts()).toEqual([0, 0, 0]);
      });
    });

    describe('pages', () => {
      it('go on after a ticket that meanwhile left the list', () => {
        const tickets = ['one', 'two', 'three', 'four'].map((reference) => put({ reference }));
        const cursor = tickets[2];
        if (cursor === undefined) throw new Error('no ticket');
        go(cursor, { kind: 'discard' });
        expect(references({ before: cursor.id })).toEqual(['two', 'one']);
        expect(references({ before: cursor.id, filter: 'done' })).toEqual([]);
      });

      it('are empty after a ticket that nobody knows', () => {
        put();
        expect(list({ before: '00000000-0000-4000-8000-00000000ffff' })).toEqual([]);
      });
    });

    describe('what was thrown away', () => {
      it('comes back to its old place, a draft as a draft', () => {
        const [, two] = ['one', 'two', 'three'].map((reference) => put({ reference }));
        if (two === undefined) throw new Error('no ticket');
        const gone = go(two, { kind: 'discard' });
        expect(references()).toEqual(['three', 'one']);
        const back = go(gone, { kind: 'restore' });
        expect(references()).toEqual(['three', 'two', 'one']);
        expect(valueOf(store.get(two.id))).toEqual(back);
        expect(back.state).toBe('draft');
      });

      it('in doubt stands in its lane again when it is fetched back, with what was sent', () => {
        const event = release();
        const doubted = go(put(), event, claimEvent, end(outcomes.lost));
        const gone = go(doubted, { kind: 'discard' });
        expect(valueOf(store.blocker(event.lane))).toBeNull();
        const back = go(gone, { kind: 'restore' });
        expect(valueOf(store.blocker(event.lane))).toEqual(back);
        expect(back).toMatchObject({ state: 'unconfirmed', payload: event.payload });
      });
    });

    describe('the record of attempts', () => {
      const entry = { event: 'decided', status: null, account: 'pin:1' } as const;

      it('is told from its beginning, of one ticket only', () => {
        const ticket = go(put(), release());
        const other = go(put(), release());
        const begun = walk(ticket, claimEvent);
        const ended = walk(begun, end(outcomes.rejected));
        valueOf(store.replace(ticket, begun, { ...entry, event: 'begun', code: 'begun' }));
        valueOf(store.replace(begun, ended, { ...entry, event: 'ended', code: 'api.rejected', status: 400 }));
        expect(valueOf(store.attempts(ticket.id))).toEqual([
          { number: 1, event: 'begun', code: 'begun', status: null, account: 'pin:1', at: begun.savedAt },
          {
            number: 1,
            event: 'ended',
            code: 'api.rejected',
            status: 400,
            account: 'pin:1',
            at: ended.savedAt,
          },
        ]);
        expect(valueOf(store.attempts(other.id))).toEqual([]);
      });

      it('records nothing of a change that was not made', () => {
        const ticket = go(put(), release());
        const seen = go(ticket, { kind: 'adopt', ...vouch });
        const late = walk(ticket, claimEvent);
        expect(valueOf(store.replace(ticket, late, { ...entry, event: 'begun', code: 'begun' }))).toBe(
          'stale',
        );
        expect(valueOf(store.attempts(ticket.id))).toEqual([]);
        expect(valueOf(store.get(ticket.id))).toEqual(seen);
      });

      it('is told up to its last 200 lines, the oldest of them first', () => {
        let ticket = go(put(), release());
        for (let n = 1; n <= 205; n += 1) {
          const next = walk(ticket, { kind: 'adopt', ...vouch });
          expect(valueOf(store.replace(ticket, next, { ...entry, code: `no ${n}` }))).toBe('done');
          ticket = next;
        }
        const codes = valueOf(store.attempts(ticket.id)).map(({ code }) => code);
        expect(codes).toEqual(Array.from({ length: 200 }, (_, n) => `no ${n + 6}`));
      });
    });

    it('knows the service’s ids that are taken, and only those', () => {
      go(put(), release(), claimEvent, end(outcomes.created));
      expect(valueOf(store.claimedBy('3'))).toMatchObject({ created: { id: '3' } });
      for (const id of ['', '33', '3 ', 'null']) expect(valueOf(store.claimedBy(id))).toBeNull();
    });

    it('names the lanes in which something is under way, each once', () => {
      expect(valueOf(store.activeLanes())).toEqual([]);
      put();
      go(put(), release(), claimEvent, end(outcomes.created));
      go(put(), release(), claimEvent, end(outcomes.rejected));
      go(put(), release(), { kind: 'discard' });
      expect(valueOf(store.activeLanes())).toEqual([]);
      go(put(), releaseEvent(70, 70));
      go(put(), releaseEvent(70, 71));
      go(put(), releaseEvent(71, 72), claimEvent);
      go(put(), releaseEvent(72, 73), claimEvent, end(outcomes.held));
      go(put(), releaseEvent(73, 74), claimEvent, end(outcomes.lost));
      go(put(), releaseEvent(74, 75), check);
      expect([...valueOf(store.activeLanes())].sort()).toEqual([70, 71, 72, 73, 74]);
    });
  });
}
