import type { AppError } from '../../preload/contract/errors.ts';
import { ok, type Result } from '../../preload/contract/result.ts';
import type { TicketForm } from '../../preload/contract/ticket.ts';
import { idOf } from './form.ts';
import type { TicketStore } from './ticket-store.ts';
import { normaliseVin } from './vin.ts';

/** So many of a VIN's tickets are looked at: one car has few. */
const LOOKED_AT = 20;

/** The model and variant of this VIN's last ticket that was released here; null: there is none. */
export function lastVehicleOf(
  store: Pick<TicketStore, 'list'>,
  typed: string,
): Result<{ modelId: number; variantId: number | null; at: number } | null, AppError> {
  const vin = normaliseVin(typed);
  if (vin.length < 11) return ok(null);
  const listed = store.list({ limit: LOOKED_AT, filter: 'all', search: vin });
  if (!listed.ok) return listed;
  for (const { state, form, savedAt } of listed.value) {
    const modelId = idOf(form.vehicle_model_id);
    if (state === 'draft' || modelId === null || normaliseVin(form.vin) !== vin) continue;
    return ok({ modelId, variantId: idOf(form.vehicle_model_variant_id), at: savedAt });
  }
  return ok(null);
}

/** What a form orders, as ids; what is none is left out. */
export function orderIn(form: TicketForm): {
  modelId: number | null;
  variantId: number | null;
  productIds: number[];
} {
  return {
    modelId: idOf(form.vehicle_model_id),
    variantId: idOf(form.vehicle_model_variant_id),
    productIds: form.product_ids.map(idOf).filter((id) => id !== null),
  };
}
