import type { TicketCheck } from '../../preload/contract/ticket.ts';
import { judgeVin, normaliseVin, sentVin } from '../../preload/contract/vin.ts';
import type { Ticket } from './ticket.ts';

/** What the connector on the cable told. */
export interface ConnectorReading {
  readonly connectorId: number;
  readonly vin: string | null;
  /** What the car told in place of a VIN: never filled in, but it is a car all the same. */
  readonly vinTold?: string | undefined;
  /** Make, model and variant in the connector's words, where it told them. */
  readonly vehiclePath?: string | null;
}

/** The number of the car on the cable, a doubtful one too, for comparing; null: it told none, or one that no car has. */
export function carOn({ vin, vinTold }: ConnectorReading): string | null {
  if (vin !== null || vinTold === undefined) return vin;
  const { kind, verdict, text } = judgeVin(vinTold);
  return verdict === 'doubtful' && kind !== 'nonsense' ? text : null;
}

/** A clock that was set back by more than this can no longer tell how long a ticket waited. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * What changed since a person pressed Send on a ticket that waits: a car that left, another connector on the cable, or
 * simply too much time for what was answered and agreed to. What was already so when they pressed Send is no change.
 *
 * @param reading what is ready on the cable now; null: nothing, which says nothing.
 * @param now milliseconds since the epoch.
 * @param limitMs how long a ticket may wait unlooked at.
 * @returns nothing when it may go.
 */
export function changesSince(
  { form, lane, vouched }: Ticket,
  reading: ConnectorReading | null,
  now: number,
  limitMs: number,
): TicketCheck[] {
  if (vouched === null) return [];
  const checks: TicketCheck[] = [];
  const waited = now - vouched.at;
  if (waited > limitMs || waited < -CLOCK_TOLERANCE_MS)
    checks.push({ code: 'aged', was: String(vouched.at), now: String(waited) });
  if (reading === null) return checks;
  if (reading.connectorId !== lane) {
    if (reading.connectorId !== vouched.connectorId)
      checks.push({ code: 'other-connector', was: String(lane), now: String(reading.connectorId) });
    // The VIN that another connector tells is of another car anyway.
    return checks;
  }
  // Only what this connector told then was accepted: another one was in another car.
  const accepted = vouched.connectorId === lane ? vouched.vin : null;
  const told = carOn(reading);
  const isOneOf = (numbers: readonly string[]) =>
    numbers.map(normaliseVin).includes(normaliseVin(told ?? ''));
  if (told !== null && !isOneOf([form.vin, accepted ?? '']))
    checks.push({ code: 'other-vin', was: sentVin(form.vin), now: told });
  return checks;
}
