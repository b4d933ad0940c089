import type { CatalogueService } from './catalogue-service.ts';

/**
 * What is known of a car: the vehicle that its connector told, else that of its last ticket here. That it cannot be
 * looked up is no reason to disturb anybody: then the model is chosen by hand.
 */
export function knownVehicle(
  catalogue: Pick<CatalogueService, 'lastFor' | 'vehicleOf'>,
  vin: string,
  path: string | null,
) {
  const told = path === null ? null : catalogue.vehicleOf(path);
  if (told?.ok === true && told.value !== null)
    return {
      modelId: told.value.model.id,
      variantId: told.value.variant?.id ?? null,
      source: 'connector' as const,
    };
  const last = catalogue.lastFor(vin);
  if (!last.ok || last.value === null) return null;
  const { model, variant } = last.value;
  return { modelId: model.id, variantId: variant?.id ?? null, source: 'ticket' as const };
}
