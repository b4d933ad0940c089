import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import type { Ticket } from '../../main/tickets/ticket.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import type { Result } from '../../preload/contract/result.ts';
import { blankForm } from '../../main/tickets/form.ts';
import { draft, filledForm, outcomes, releaseEvent, walk } from '../support/tickets.ts';

const claim = { kind: 'claim', account: 'pin:1', baseline: null } as const;

export function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected a value, got ${JSON.stringify(result.error)}`);
  return result.value;
}

/** What every ticket store must do, whatever it is made of. */
export function describeTicketStore(name: string, make: () => TicketStore): void {
  describe(`ticket store: ${name}`, () => {
    let store: TicketStore;
    beforeEach(() => {
      store = make();
    });
    afterEach(() => store.close());

    const put = (ticket: Ticket) => {
      valueOf(store.insert({ ...ticket, state: 'draft' }));
      if (ticket.state !== 'draft') throw new Error('put drafts, then move them');
      // With the place that the store gave it.
      return { ...ticket, place: valueOf(store.get(ticket.id))?.place ?? 0 };
    };
    const move = (from: Ticket, to: Ticket) => {
      expect(valueOf(store.replace(from, to))).toBe('done');
      return to;
    };
    const putQueued = (lane: number, place: number) => {
      const ticket = put(draft());
      return move(ticket, walk(ticket, releaseEvent(lane, place)));
    };

    it('names the tickets for a car that the service may list under an id unknown here', () => {
      let place = 0;
      const sent = (vin: string, outcome: PostOutcome) => {
        const begun = put(draft({ vin }));
        const waiting = move(begun, walk(begun, releaseEvent(7, (place += 1))));
        const sending = move(waiting, walk(waiting, claim));
        return move(sending, walk(sending, { kind: 'end', outcome }));
      };
      const { created, lost } = outcomes;
      const nameless = { ...created, ticket: { ...created.ticket, id: null } };
      const [car, other] = ['WVGZZZ5NZEW069297', 'JFL91010104391010'];
      sent(car, created);
      const withoutId = sent(car, nameless);
      sent(other, nameless);
      const inDoubt = sent(` ${car.toLowerCase()}`, lost);
      const waiting = put(draft({ vin: car }));
      move(waiting, walk(waiting, { kind: 'discard' }));
      const ids = () => valueOf(store.nameless(car)).map(({ id }) => id);
      expect(ids()).toEqual([withoutId.id, inDoubt.id]);
      const again = move(
        inDoubt,
        walk(inDoubt, {
          kind: 'sendAgain',
          account: null,
          vouched: { at: 0, connectorId: null, vin: null },
        }),
      );
      const edited = move(again, walk(again, { kind: 'edit' }));
      move(edited, walk(edited, { kind: 'discard' }));
      expect(ids()).toEqual([withoutId.id, inDoubt.id]);
    });

    it('names what a backup brought back among them', () => {
      const [kept, thrownAway] = ['kept', 'thrown away'].map((reference) => put(draft({ reference })));
      put(draft({ reference: 'never in a backup' }));
      for (const ticket of [kept, thrownAway])
        if (ticket !== undefined) move(ticket, walk(ticket, { kind: 'restoredFromBackup' }));
      const back = valueOf(store.get(thrownAway?.id ?? ''));
      if (back === null) throw new Error('it is gone');
      move(back, walk(back, { kind: 'discard' }));
      expect(new Set(valueOf(store.nameless(filledForm().vin)).map(({ id }) => id))).toEqual(
        new Set([kept?.id, thrownAway?.id]),
      );
    });

    it('tells what was created since a moment, newest first, and nothing else', () => {
      const created = [10, 30, 20].map((at, index) => {
        const begun = put(draft({}, at));
        const waiting = move(begun, walk(begun, releaseEvent(index + 1, index + 1)));
        const sending = move(waiting, walk(waiting, claim));
        return move(sending, walk(sending, { kind: 'end', outcome: outcomes.created }));
      });
      put(draft({}, 40));
      const since = (at: number) => valueOf(store.createdSince(at)).map(({ id }) => id);
      const [first, last, middle] = created.map(({ id }) => id);
      expect(since(0)).toEqual([last, middle, first]);
      expect(since(created[2]?.savedAt ?? 0)).toEqual([last, middle]);
    });

    it('tells what was released for a car, however its VIN was typed, newest first, and no draft', () => {
      const of = (vin: string) => {
        const begun = put(draft({ vin }));
        return move(begun, walk(begun, releaseEvent(7, 1))).id;
      };
      const vin = 'WVGZZZ5NZEW069297';
      const [first, second] = [of(' wvgzzz-5nzew069297 '), of(vin)];
      of('WVGZZZ5NZEW069298');
      put(draft({ vin }));
      expect(valueOf(store.releasedFor(vin)).map(({ id }) => id)).toEqual([second, first]);
    });

    it('gives back exactly what it was given', () => {
      const ticket = put(draft({ reference: 'ä "quoted" \u0000 \u{1F697}', product_ids: ['1', ' 2 '] }));
      expect(valueOf(store.get(ticket.id))).toEqual(ticket);
      const waiting = move(ticket, walk(ticket, releaseEvent()));
      const claimed = move(waiting, walk(waiting, claim));
      const created = move(claimed, walk(claimed, { kind: 'end', outcome: outcomes.created }));
      expect(valueOf(store.get(ticket.id))).toEqual(created);
    });

    it('gives each new ticket a place after all others, which it keeps', () => {
      const [first, second] = [put(draft({}, 90)), put(draft({}, 10))];
      expect(second.place).toBeGreaterThan(first.place);
      move(first, walk(first, { kind: 'change', form: filledForm({ reference: 'later' }) }));
      expect(valueOf(store.get(first.id))?.place).toBe(first.place);
    });

    it('puts in all of several tickets that are not here yet, or none', () => {
      const [here, one, two] = [put(draft()), draft(), draft()];
      expect(valueOf(store.insertAll([here, one, two]))).toBe(2);
      expect(valueOf(store.insertAll([one, two]))).toBe(0);
      const ids = valueOf(store.inState('draft')).map(({ id }) => id);
      expect(ids).toEqual([here.id, one.id, two.id]);
    });

    it('puts in and changes several tickets in one commit, or does nothing of it', () => {
      const [thrownAway, other, missing] = [put(draft()), put(draft()), draft()];
      const away = move(thrownAway, walk(thrownAway, { kind: 'discard' }));
      const back = { seen: away, next: walk(away, { kind: 'restore' }) };
      const stale = { seen: away, next: walk(other, { kind: 'discard' }) };
      expect(store.insertAll([missing], [back, stale]).ok).toBe(false);
      expect(valueOf(store.get(missing.id))).toBeNull();
      expect(valueOf(store.get(away.id))?.state).toBe('discarded');
      const entry = { event: 'decided', code: 'restore', status: null, account: null } as const;
      expect(valueOf(store.insertAll([missing], [{ ...back, entry }]))).toBe(1);
      expect(valueOf(store.get(away.id))).toEqual(back.next);
      expect(valueOf(store.attempts(away.id)).map(({ code }) => code)).toEqual(['restore']);
      expect(valueOf(store.list({ limit: 9, filter: 'all', search: '' }))).toHaveLength(3);
    });

    it('tells what is queued in a lane, in the order of release', () => {
      const [second, first] = [putQueued(7, 2), putQueued(7, 1)];
      putQueued(8, 3);
      const sent = putQueued(7, 4);
      move(sent, walk(sent, claim));
      expect(valueOf(store.queuedIn(7)).map(({ id }) => id)).toEqual([first.id, second.id]);
    });

    it('tells what is on its way for a car or a connector, newest first, and nothing that is through', () => {
      const vin = 'WVGZZZ5NZEW069297';
      const release = (of: string, lane: number, place: number) => {
        const begun = put(draft({ vin: of }));
        return move(begun, walk(begun, releaseEvent(lane, place)));
      };
      const [waiting, other] = [release(vin.toLowerCase(), 7, 1), release('JFL91010104391010', 8, 2)];
      const inDoubt = release(vin, 9, 3);
      const sending = move(inDoubt, walk(inDoubt, claim));
      move(sending, walk(sending, { kind: 'end', outcome: outcomes.lost }));
      const done = release(vin, 10, 4);
      const last = move(done, walk(done, claim));
      move(last, walk(last, { kind: 'end', outcome: outcomes.created }));
      put(draft({ vin }));
      const ids = (car: string, lane: number | null) =>
        valueOf(store.underWayFor(car, lane)).map(({ id }) => id);
      expect(ids(vin, null)).toEqual([inDoubt.id, waiting.id]);
      expect(ids(vin, 8)).toEqual([inDoubt.id, other.id, waiting.id]);
      expect(ids('', 99)).toEqual([]);
    });

    it('remembers the last time the service asked to be left alone, whatever became of the ticket', () => {
      expect(valueOf(store.askedToWait())).toBeNull();
      const waiting = putQueued(7, 1);
      const claimed = move(waiting, walk(waiting, claim));
      const ended = walk(claimed, { kind: 'end', outcome: outcomes.throttled });
      const entry = { event: 'ended', code: 'throttled', status: 429, account: 'pin:1' } as const;
      expect(valueOf(store.replace(claimed, ended, { ...entry, until: 600_000 }))).toBe('done');
      move(ended, walk(ended, { kind: 'discard' }));
      expect(valueOf(store.askedToWait())).toEqual({ at: ended.savedAt, until: 600_000 });
    });

    it('knows no ticket that was never put in', () => {
      expect(valueOf(store.get('00000000-0000-4000-8000-000000000000'))).toBeNull();
    });

    it('refuses a second ticket of the same id', () => {
      const ticket = put(draft());
      expect(store.insert(ticket).ok).toBe(false);
    });

    it('lets the first of two writers win', () => {
      const seen = put(draft());
      const mine = walk(seen, { kind: 'change', form: filledForm({ reference: 'mine' }) });
      const theirs = walk(seen, { kind: 'change', form: filledForm({ reference: 'theirs' }) });
      expect(valueOf(store.replace(seen, mine))).toBe('done');
      expect(valueOf(store.replace(seen, theirs))).toBe('stale');
      expect(valueOf(store.get(seen.id))?.form.reference).toBe('mine');
    });

    it('never has two of a lane being sent, and lets other lanes go on', () => {
      const [one, two, other] = [putQueued(7, 1), putQueued(7, 2), putQueued(8, 3)];
      move(one, walk(one, claim));
      expect(valueOf(store.replace(two, walk(two, claim)))).toBe('lane-busy');
      expect(valueOf(store.get(two.id))?.state).toBe('queued');
      move(other, walk(other, claim));
    });

    it('refuses a step that the state machine does not have', () => {
      const ticket = putQueued(7, 1);
      expect(store.replace(ticket, { ...ticket, state: 'created', revision: ticket.revision + 1 }).ok).toBe(
        false,
      );
      expect(valueOf(store.get(ticket.id))).toEqual(ticket);
    });

    it('gives a lane in the order of release, not of creation', () => {
      const [early, late] = [put(draft()), put(draft())];
      const first = move(late, walk(late, releaseEvent(7, valueOf(store.nextPlace()))));
      const second = move(early, walk(early, releaseEvent(7, valueOf(store.nextPlace()))));
      expect(valueOf(store.nextInLane(7))?.id).toBe(first.id);
      move(first, walk(first, { kind: 'discard' }));
      expect(valueOf(store.nextInLane(7))?.id).toBe(second.id);
      expect(valueOf(store.nextInLane(8))).toBeNull();
    });

    it.each(['held', 'lost'] as const)('says what blocks a lane: %s', (outcome) => {
      const ticket = putQueued(7, 1);
      expect(valueOf(store.blocker(7))).toBeNull();
      const claimed = move(ticket, walk(ticket, claim));
      expect(valueOf(store.blocker(7))?.id).toBe(ticket.id);
      const stuck = move(claimed, walk(claimed, { kind: 'end', outcome: outcomes[outcome] }));
      expect(valueOf(store.blocker(7))).toEqual(stuck);
    });

    it('lists the newest first, page by page, without blank drafts and without what was discarded', () => {
      const tickets = Array.from({ length: 5 }, () => put(draft()));
      put({ ...draft(), form: blankForm() });
      const [discarded] = tickets;
      if (discarded !== undefined) move(discarded, walk(discarded, { kind: 'discard' }));
      const ids = tickets
        .slice(1)
        .map(({ id }) => id)
        .reverse();
      const page = { limit: 3, filter: 'all', search: '' } as const;
      const first = valueOf(store.list(page)).map(({ id }) => id);
      const rest = valueOf(store.list({ ...page, before: first[2] })).map(({ id }) => id);
      expect([...first, ...rest]).toEqual(ids);
    });

    it('takes no blank draft for a new one that anything has happened to', () => {
      for (const past of [
        { attempts: 1 },
        { doubted: true },
        { answer: { code: 'api.rejected', status: 400, message: 'no', at: 1 } },
      ] as const)
        put({ ...draft(), form: blankForm(), ...past });
      expect(valueOf(store.blankDraft())).toBeNull();
      const fresh = put({ ...draft(), form: blankForm() });
      expect(valueOf(store.blankDraft())?.id).toBe(fresh.id);
    });

    it('finds the draft worked on last, and a blank one', () => {
      expect(valueOf(store.latestDraft())).toBeNull();
      const one = put(draft({}, 10));
      put(draft({}, 20));
      const blank = put({ ...draft({}, 30), form: blankForm() });
      expect(valueOf(store.blankDraft())?.id).toBe(blank.id);
      const changed = move(one, {
        ...walk(one, { kind: 'change', form: filledForm({ voucher: 'X' }) }),
        savedAt: 40,
      });
      expect(valueOf(store.latestDraft())?.id).toBe(changed.id);
    });

    it('finds what is in a state', () => {
      const ticket = putQueued(7, 1);
      expect(valueOf(store.inState('sending'))).toEqual([]);
      const claimed = move(ticket, walk(ticket, claim));
      expect(valueOf(store.inState('sending'))).toEqual([claimed]);
    });
  });
}
