import { describe, expect, it } from 'vitest';
import { createdBy, vinOf, type ListedTicket } from '../../main/tickets/ticket-lookup.ts';
import type { TicketForm } from '../../preload/contract/ticket.ts';
import { draft, outcomes, releaseEvent, walk } from '../support/tickets.ts';

const LANE = 910101043;
const VIN = 'JFL91010104391010';

/** A ticket in doubt, and what was listed before its last attempt. */
const inDoubt = (baseline: readonly string[] | null, form: Partial<TicketForm> = {}) =>
  walk(
    draft({ vin: VIN, reference: 'aa-bb-12', ...form }),
    releaseEvent(LANE),
    { kind: 'claim', account: 'pin:1', baseline },
    { kind: 'end', outcome: outcomes.lost },
  );
const listed = (changes: Partial<ListedTicket> = {}): ListedTicket => ({
  id: '7',
  connectorId: LANE,
  vin: VIN,
  reference: 'aa-bb-12',
  state: 1,
  ...changes,
});
const nobodys = () => false;

describe('what the service’s list says of a ticket in doubt', () => {
  it('is that it exists, when exactly one new ticket says what was sent', () => {
    expect(createdBy(inDoubt([]), [listed()], nobodys)).toEqual({
      id: '7',
      uuid: null,
      chatId: null,
      state: 1,
      confirmedByPerson: false,
    });
  });

  it('passes over what was listed before the attempt', () => {
    expect(createdBy(inDoubt(['7']), [listed()], nobodys)).toBeNull();
    expect(createdBy(inDoubt(['7']), [listed(), listed({ id: '8' })], nobodys)?.id).toBe('8');
  });

  it('is nothing when nobody knows what was listed before', () => {
    expect(createdBy(inDoubt(null), [listed()], nobodys)).toBeNull();
  });

  it('is nothing when two would fit: either could be somebody else’s', () => {
    expect(createdBy(inDoubt([]), [listed(), listed({ id: '8' })], nobodys)).toBeNull();
  });

  it('passes over what is known to be another ticket of ours', () => {
    const claimed = (id: string) => id === '7';
    expect(createdBy(inDoubt([]), [listed()], claimed)).toBeNull();
    expect(createdBy(inDoubt([]), [listed(), listed({ id: '8' })], claimed)?.id).toBe('8');
  });

  it.each([
    ['another connector', { connectorId: 940201044 }],
    ['a connector that the list does not tell', { connectorId: null }],
    ['another VIN', { vin: 'WVGZZZ5NZEW069297' }],
    ['another reference', { reference: 'aa-bb-13' }],
    ['no reference, where one was sent', { reference: '' }],
  ])('passes over a ticket of %s', (_name, changes) => {
    expect(createdBy(inDoubt([]), [listed(changes)], nobodys)).toBeNull();
  });

  it.each([
    ['the VIN in other letters', {}, { vin: ' jfl-91010 104391010 ' }],
    ['a reference with blanks around what was typed', { reference: '  aa-bb-12 ' }, {}],
    ['no reference on either side', { reference: ' ' }, { reference: '' }],
    ['a list that tells no references', {}, { reference: null }],
    ['a state that it does not tell', {}, { state: null }],
  ] as [string, Partial<TicketForm>, Partial<ListedTicket>][])(
    'takes %s for the same',
    (_name, form, changes) => {
      const found = createdBy(inDoubt([], form), [listed(changes)], nobodys);
      expect(found).toMatchObject({ id: '7', state: changes.state === null ? null : 1 });
    },
  );

  it('is nothing when the list is empty', () => {
    expect(createdBy(inDoubt([]), [], nobodys)).toBeNull();
  });

  it('is asked for by the VIN as it was sent', () => {
    expect(vinOf(draft({ vin: 'jfl 91010 104391010' }))).toBe(VIN);
  });
});
