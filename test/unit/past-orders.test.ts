import { describe, expect, it } from 'vitest';
import { lastVehicleOf, orderIn } from '../../main/tickets/past-orders.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { draft, filledForm, releaseEvent, walk } from '../support/tickets.ts';

describe('the vehicle of a VIN’s last ticket', () => {
  const vin = 'WVGZZZ5NZEW069297';
  const last = (store: ReturnType<typeof createMemoryTicketStore>, typed = vin) => {
    const found = lastVehicleOf(store, typed);
    return found.ok ? found.value : found.error;
  };
  const release = (
    store: ReturnType<typeof createMemoryTicketStore>,
    changes: Parameters<typeof draft>[0],
  ) => {
    const ticket = draft(changes);
    store.insert(ticket);
    store.replace(ticket, walk(ticket, releaseEvent(7, 1)));
  };

  it('is that of the last one that was released, however the VIN is typed', () => {
    const store = createMemoryTicketStore();
    expect(last(store)).toBeNull();
    release(store, { vin, vehicle_model_id: '11', vehicle_model_variant_id: '111' });
    release(store, { vin, vehicle_model_id: '12', vehicle_model_variant_id: '' });
    store.insert(draft({ vin, vehicle_model_id: '13' }));
    expect(last(store, ' wvgzzz-5nzew069297 ')).toMatchObject({ modelId: 12, variantId: null });
  });

  it('is not that of another VIN, nor of a ticket without a model', () => {
    const store = createMemoryTicketStore();
    release(store, { vin: 'WVGZZZ5NZEW069298', vehicle_model_id: '11' });
    release(store, { vin, vehicle_model_id: '' });
    expect(last(store)).toBeNull();
    expect(last(store, 'WVG')).toBeNull();
    expect(last(store, '')).toBeNull();
  });
});

describe('what a form orders', () => {
  it('are its ids, without what is none', () => {
    expect(
      orderIn(
        filledForm({
          vehicle_model_id: '284 841',
          vehicle_model_variant_id: 'x',
          product_ids: ['52351', '', '7'],
        }),
      ),
    ).toEqual({ modelId: 284_841, variantId: null, productIds: [52_351, 7] });
  });
});
