import type { TicketForm } from '../../preload/contract/ticket.ts';
import {
  blankForm,
  carIn,
  isBlank,
  offerReading,
  useVehicle,
  wantsVehicle,
  type KnownVehicle,
} from './form.ts';
import { carOn, type ConnectorReading } from './recheck.ts';
import { normaliseVin } from '../../preload/contract/vin.ts';

/** What is known here besides what people type. */
export interface Surroundings {
  /** What is attached now; null: nothing ready. */
  readonly reading: () => ConnectorReading | null;
  /** The model of a car whose VIN is known: by the path its connector told, if it did, or by its last ticket here. */
  readonly vehicleOf: (vin: string, path: string | null) => KnownVehicle | null;
}

/**
 * Fills what is empty from the connector; a form that nobody touched takes the next car's in place of the last one's.
 *
 * @returns null: there is nothing to fill.
 */
export function fill(form: TicketForm, around: Surroundings): TicketForm | null {
  const reading = around.reading();
  if (reading === null) return null;
  const before = isBlank(form) ? blankForm() : form;
  const filled = withVehicle(offerReading(before, reading), before, around);
  return JSON.stringify(filled) === JSON.stringify(form) ? null : filled;
}

/** Another car than before: its model is put in where nobody chose one, if it is known. */
export function withVehicle(form: TicketForm, before: TicketForm, around: Surroundings): TicketForm {
  const car = carIn(form);
  if (car === null || car === carIn(before) || !wantsVehicle(form)) return form;
  const reading = around.reading();
  const isOnCable = reading !== null && normaliseVin(carOn(reading) ?? '') === car;
  const path = isOnCable ? (reading.vehiclePath ?? null) : null;
  const vehicle = around.vehicleOf(car, path);
  return vehicle === null ? form : useVehicle(form, vehicle);
}
