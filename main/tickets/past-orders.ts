import type { AppError } from '../../preload/contract/errors.ts';
import { ok, type Result } from '../../preload/contract/result.ts';
import { idOf, idsIn } from '../../preload/contract/questions.ts';
import type { TicketForm } from '../../preload/contract/ticket.ts';
import { normaliseVin } from '../../preload/contract/vin.ts';
import type { TicketStore } from './ticket-store.ts';

/** The model and variant of this VIN's last ticket that was released here; null: there is none. */
export function lastVehicleOf(
  store: Pick<TicketStore, 'releasedFor'>,
  typed: string,
): Result<{ modelId: number; variantId: number | null; at: number } | null, AppError> {
  const vin = normaliseVin(typed);
  if (vin === '') return ok(null);
  const released = store.releasedFor(vin);
  if (!released.ok) return released;
  for (const { form, savedAt } of released.value) {
    const modelId = idOf(form.vehicle_model_id);
    if (modelId === null) continue;
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
    productIds: idsIn(form.product_ids),
  };
}
