import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { ProductView } from '../../preload/contract/catalogue.ts';
import { plainCode, plainText } from '../../preload/contract/clean.ts';
import { idOf, idsIn, uuidOf } from '../../preload/contract/questions.ts';
import type { FormIssue, PrerequisiteAnswer, TicketForm } from '../../preload/contract/ticket.ts';
import { sentVin } from '../../preload/contract/vin.ts';
import type { components } from '../api/customer-api.gen.ts';
import { checkForm } from './form.ts';
import type { FrozenPayload } from './ticket.ts';

/** The body of `POST /v1/tickets` (Customer API document). */
export type TicketPayload = components['schemas']['CreateTicket'];
/** Facts about the program and the PC; `vin_is_found_by_reader` is the form's to know. */
export type TicketMetadata = Omit<components['schemas']['TicketMetadata'], 'vin_is_found_by_reader'>;

/**
 * Makes the body of the request from a form. Ids go out as integers, as the schema says, although the document's
 * own sample shows two of them as text. Optional fields that are empty are left out; `reference` and
 * `confirmed_unattended_service` have defaults in the document and are always said.
 *
 * @param products those of the chosen products that the catalogue knows.
 * @returns the form's errors, and the doubts that nobody has looked at, if it has any.
 */
export function buildPayload(
  form: TicketForm,
  metadata: TicketMetadata,
  products: readonly ProductView[] = [],
): Result<TicketPayload, FormIssue[]> {
  const errors = checkForm(form, products).filter(({ severity }) => severity !== 'warning');
  const [model, variant, connector] = [
    form.vehicle_model_id,
    form.vehicle_model_variant_id,
    form.connector_id,
  ].map(idOf);
  if (errors.length > 0 || !model || !variant || !connector) return err(errors);
  const [voucher, prepared] = [plainCode(form.voucher).trim(), uuidOf(form.prepared_ticket_id)];
  return ok({
    vin: sentVin(form.vin),
    vehicle_model_id: model,
    vehicle_model_variant_id: variant,
    connector_id: connector,
    ...(voucher === '' ? {} : { voucher }),
    product_ids: idsIn(form.product_ids),
    ...(form.product_prerequisites.length === 0
      ? {}
      : { product_prerequisites: form.product_prerequisites.map(prerequisiteAnswer) }),
    metadata: { ...metadata, vin_is_found_by_reader: form.vinSource === 'connector' },
    ...(prepared === null ? {} : { prepared_ticket_id: prepared }),
    reference: plainText(form.reference).trim(),
    confirmed_unattended_service: form.consent?.given === true,
  });
}

/**
 * One answer as the service may expect it. The Customer API document only says "array of objects": these two keys
 * are an assumption, made here and nowhere else (docs/api-assumptions.md).
 */
const prerequisiteAnswer = ({ prerequisiteId, kind, text }: PrerequisiteAnswer): Record<string, unknown> => ({
  product_prerequisite_id: idOf(prerequisiteId),
  answer: kind === 'text' ? plainText(text).trim() : kind === 'yes',
});

/** The body as it will leave, to the byte, with its fingerprint. */
export function serialise(payload: TicketPayload): FrozenPayload {
  const body = JSON.stringify(payload);
  return { body, sha256: fingerprintOf(body) };
}

/** Whether it is still what was frozen. */
export const isIntact = ({ body, sha256 }: FrozenPayload): boolean => fingerprintOf(body) === sha256;

const fingerprintOf = (body: string) => createHash('sha256').update(body, 'utf8').digest('hex');
