import { describe, expect, it } from 'vitest';
import { changesSince, type ConnectorReading } from '../../main/tickets/recheck.ts';
import type { Ticket, Vouched } from '../../main/tickets/ticket.ts';
import { draft, releaseEvent, walk } from '../support/tickets.ts';

const HOUR = 3_600_000;
const LIMIT = 4 * HOUR;
const SENT = Date.UTC(2026, 4, 6, 8);
const [LANE, OTHER] = [910101043, 940201044];
const [VIN, OTHER_VIN] = ['JFL91010104391010', 'WVGZZZ5NZEW069297'];

/** A ticket for `LANE` and `VIN` that waits since `SENT`, and what was on the cable then. */
const waiting = (was: Partial<Vouched> = {}, vin = VIN): Ticket =>
  walk(draft({ vin }), {
    ...releaseEvent(LANE),
    vouched: { at: SENT, connectorId: null, vin: null, ...was },
  });
const codes = (ticket: Ticket, reading: ConnectorReading | null, now = SENT + 1) =>
  changesSince(ticket, reading, now, LIMIT).map(({ code }) => code);

describe('how long a ticket waited', () => {
  it('does not matter up to the limit', () => {
    expect(codes(waiting(), null, SENT)).toEqual([]);
    expect(codes(waiting(), null, SENT + LIMIT)).toEqual([]);
  });

  it('beyond the limit asks for a look, and says since when and how long', () => {
    expect(changesSince(waiting(), null, SENT + LIMIT + 1, LIMIT)).toEqual([
      { code: 'aged', was: String(SENT), now: String(LIMIT + 1) },
    ]);
  });

  it('is the deployment’s or the workshop’s to say', () => {
    expect(changesSince(waiting(), null, SENT + LIMIT + 1, 2 * LIMIT)).toEqual([]);
  });

  it('cannot be told by a clock that was set back, beyond what clocks are corrected by', () => {
    expect(codes(waiting(), null, SENT - 5 * 60_000)).toEqual([]);
    expect(codes(waiting(), null, SENT - 5 * 60_000 - 1)).toEqual(['aged']);
  });

  it('counts from the last press of Send', () => {
    const later = walk(waiting(), {
      kind: 'adopt',
      account: 'pin:1',
      vouched: { at: SENT + LIMIT, connectorId: null, vin: null },
    });
    expect(codes(later, null, SENT + 2 * LIMIT)).toEqual([]);
    expect(codes(later, null, SENT + 2 * LIMIT + 1)).toEqual(['aged']);
  });
});

describe('what is on the cable now', () => {
  it('says nothing when there is nothing', () => {
    expect(codes(waiting({ connectorId: LANE, vin: VIN }), null)).toEqual([]);
  });

  it('is no change when it is the ticket’s connector and car', () => {
    expect(codes(waiting(), { connectorId: LANE, vin: VIN })).toEqual([]);
    expect(codes(waiting({ connectorId: LANE, vin: VIN }), { connectorId: LANE, vin: VIN })).toEqual([]);
  });

  it('is compared with the VIN that a person meant, not with how they typed it', () => {
    expect(codes(waiting({}, ' jfl-91010 104391010 '), { connectorId: LANE, vin: VIN })).toEqual([]);
  });

  it('is no change when the connector tells no VIN: the ignition may be off', () => {
    expect(codes(waiting({ connectorId: LANE, vin: VIN }), { connectorId: LANE, vin: null })).toEqual([]);
  });

  it.each([
    ['came into its place', { connectorId: LANE, vin: VIN }],
    ['was put where nothing was plugged in', {}],
    ['tells a VIN where it told none', { connectorId: LANE, vin: null }],
  ])('asks for a look when another car %s', (_name, was) => {
    expect(changesSince(waiting(was), { connectorId: LANE, vin: OTHER_VIN }, SENT + 1, LIMIT)).toEqual([
      { code: 'other-vin', was: VIN, now: OTHER_VIN },
    ]);
  });

  it('is no change when the car told another VIN already when Send was pressed', () => {
    const sentAllTheSame = waiting({ connectorId: LANE, vin: OTHER_VIN });
    expect(codes(sentAllTheSame, { connectorId: LANE, vin: OTHER_VIN })).toEqual([]);
    expect(codes(sentAllTheSame, { connectorId: LANE, vin: '1M8GDM9AXKP042788' })).toEqual(['other-vin']);
  });

  it.each([
    ['the ticket’s own was', { connectorId: LANE, vin: VIN }],
    ['nothing was', {}],
    ['a third one was', { connectorId: 7 }],
  ])('asks for a look when another connector is plugged in where %s', (_name, was) => {
    expect(changesSince(waiting(was), { connectorId: OTHER, vin: null }, SENT + 1, LIMIT)).toEqual([
      { code: 'other-connector', was: String(LANE), now: String(OTHER) },
    ]);
  });

  it('is no change when that other connector was plugged in already when Send was pressed', () => {
    expect(codes(waiting({ connectorId: OTHER }), { connectorId: OTHER, vin: null })).toEqual([]);
  });

  it('says nothing of the car when another connector tells its VIN', () => {
    expect(codes(waiting(), { connectorId: OTHER, vin: OTHER_VIN })).toEqual(['other-connector']);
    expect(codes(waiting({ connectorId: OTHER, vin: VIN }), { connectorId: OTHER, vin: OTHER_VIN })).toEqual(
      [],
    );
  });

  it('comes in addition to how long it waited', () => {
    expect(codes(waiting(), { connectorId: LANE, vin: OTHER_VIN }, SENT + LIMIT + 1)).toEqual([
      'aged',
      'other-vin',
    ]);
    expect(codes(waiting(), { connectorId: OTHER, vin: null }, SENT - HOUR)).toEqual([
      'aged',
      'other-connector',
    ]);
  });

  it('says nothing of a ticket of an older program, which kept no record of what was so', () => {
    const old = { ...waiting(), vouched: null };
    expect(codes(old, { connectorId: OTHER, vin: OTHER_VIN }, SENT + 10 * LIMIT)).toEqual([]);
  });
});

describe('a car that tells no VIN', () => {
  const FRAME = 'NCP10-0012345';
  const telling = (vinTold: string) => ({ connectorId: LANE, vin: null, vinTold });

  it.each([FRAME, 'ncp10 0012345', 'NCP100012345'])(
    'is the ticket’s, however its number is written: %s',
    (told) => expect(codes(waiting({}, FRAME), telling(told))).toEqual([]),
  );

  it('is another one where its number is another', () => {
    const check = { code: 'other-vin', was: FRAME, now: 'JZX100-0098765' };
    const told = telling('jzx100-0098765');
    expect(changesSince(waiting({}, FRAME), told, SENT + 1, LIMIT)).toEqual([check]);
    expect(codes(waiting(), told)).toEqual(['other-vin']);
    expect(codes(waiting({}, FRAME), { connectorId: LANE, vin: VIN })).toEqual(['other-vin']);
    // It was so when they pressed Send.
    expect(codes(waiting({ connectorId: LANE, vin: 'JZX100-0098765' }, FRAME), told)).toEqual([]);
  });

  it.each(['', 'FFFFFFFFFFFFFFFFF', '00000000000000000', 'NOT PROGRAMMED'])(
    'is nobody’s where it tells what no car is called: %j',
    (told) => expect(codes(waiting(), telling(told))).toEqual([]),
  );
});
