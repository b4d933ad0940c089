import * as v from 'valibot';
import { Consent, PrerequisiteAnswer, TicketForm, type TicketState } from '../../preload/contract/ticket.ts';
import { fitting, readJson } from '../stored-json.ts';

const text = v.fallback(v.string(), '');
const { vinSource, vehicleSource, connectorSource } = TicketForm.entries;

/**
 * A form as this version or an earlier one stored it, where people alone chose the vehicle and the consent was a mere yes
 * or no. Whatever does not fit has gone bad on the disk: it is empty, or says less than it may have said, and all else of
 * what a person wrote is there to be read.
 */
const StoredForm = v.object({
  vin: text,
  vinSource: v.fallback(vinSource, 'typed'),
  vinAsIs: text,
  vehicle_model_id: text,
  vehicle_model_variant_id: text,
  vehicleSource: v.fallback(vehicleSource, 'typed'),
  connector_id: text,
  connectorSource: v.fallback(connectorSource, 'manual'),
  product_ids: fitting(v.string()),
  product_prerequisites: fitting(
    v.object({ prerequisiteId: text, kind: v.fallback(PrerequisiteAnswer.entries.kind, 'text'), text }),
  ),
  voucher: text,
  reference: text,
  prepared_ticket_id: text,
  consent: v.optional(v.fallback(v.nullable(Consent), null)),
  confirmed_unattended_service: v.optional(v.fallback(v.boolean(), false)),
});

const nothing = v.parse(StoredForm, {});

/**
 * Reads a stored form. A yes of before consents were recorded stays a yes on what was released with it, and says that
 * nobody recorded it; a draft asks anew. Done on reading, so that an update need not rewrite what is stored.
 *
 * @throws SyntaxError where it is no JSON.
 */
export function readForm(
  json: string,
  ticket: { readonly state: TicketState; readonly saved_at: number; readonly account: string | null },
): TicketForm {
  const read = readJson(StoredForm, json, nothing);
  const { confirmed_unattended_service: confirmed, consent, ...form } = read;
  if (consent !== undefined) return { ...form, consent };
  const stands = confirmed === true && ticket.state !== 'draft' && ticket.state !== 'discarded';
  return {
    ...form,
    consent: stands
      ? { given: true, at: ticket.saved_at, account: ticket.account, text: 'unrecorded' }
      : null,
  };
}
