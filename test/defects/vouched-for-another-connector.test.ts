import { expect, it } from 'vitest';
import { changesSince } from '../../main/tickets/recheck.ts';
import { draft, releaseEvent, walk } from '../support/tickets.ts';

// Send was pressed while another connector, in another car, was plugged in. When the ticket's own connector later came
// into that car, its VIN passed for "already so when Send was pressed", and the service went to the wrong car.
it('a VIN that another connector told at Send excuses no other VIN on the ticket’s own', () => {
  const [own, other] = [910101043, 940201044];
  const otherCar = 'WVGZZZ5NZEW069297';
  const ticket = walk(draft({ vin: 'JFL91010104391010' }), {
    ...releaseEvent(own),
    vouched: { at: 1_000, connectorId: other, vin: otherCar },
  });
  expect(changesSince(ticket, { connectorId: own, vin: otherCar }, 2_000, 60_000)).toEqual([
    { code: 'other-vin', was: 'JFL91010104391010', now: otherCar },
  ]);
});
