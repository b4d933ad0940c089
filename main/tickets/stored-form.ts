import type { TicketForm, TicketState } from '../../preload/contract/ticket.ts';

/** A form as earlier versions stored it: people alone chose the vehicle, and the consent was a mere yes or no. */
type StoredForm = Omit<TicketForm, 'consent' | 'vehicleSource'> & {
  readonly vehicleSource?: TicketForm['vehicleSource'];
  readonly consent?: TicketForm['consent'];
  readonly confirmed_unattended_service?: boolean;
};

/**
 * Reads a stored form. A yes of before consents were recorded stays a yes on what was released with it, and says that
 * nobody recorded it; a draft asks anew. Done on reading, so that an update need not rewrite what is stored.
 */
export function readForm(
  json: string,
  ticket: { readonly state: TicketState; readonly saved_at: number; readonly account: string | null },
): TicketForm {
  const { confirmed_unattended_service: confirmed, ...stored } = JSON.parse(json) as StoredForm;
  const form = { ...stored, vehicleSource: stored.vehicleSource ?? 'typed' };
  if (form.consent !== undefined) return { ...form, consent: form.consent };
  const stands = confirmed === true && ticket.state !== 'draft' && ticket.state !== 'discarded';
  return {
    ...form,
    consent: stands
      ? { given: true, at: ticket.saved_at, account: ticket.account, text: 'unrecorded' }
      : null,
  };
}
