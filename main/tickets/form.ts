import type { ProductView } from '../../preload/contract/catalogue.ts';
import type {
  Consent,
  FormChanges,
  FormField,
  FormIssue,
  TicketForm,
} from '../../preload/contract/ticket.ts';
import { plainCode, plainText, strangerIn, visible } from '../../preload/contract/clean.ts';
import { digits, idOf, sameId, uuidOf } from '../../preload/contract/questions.ts';
import { consentIssues, unansweredIssues } from './product-questions.ts';
import { judgeVin, normaliseVin, sentVin } from '../../preload/contract/vin.ts';

export const blankForm = (): TicketForm => ({
  vin: '',
  vinSource: 'typed',
  vinAsIs: '',
  vehicle_model_id: '',
  vehicle_model_variant_id: '',
  vehicleSource: 'typed',
  connector_id: '',
  connectorSource: 'cable',
  product_ids: [],
  product_prerequisites: [],
  voucher: '',
  reference: '',
  prepared_ticket_id: '',
  consent: null,
});

/**
 * Whether nothing of a person's is in it. What the program filled in by itself does not count: a form nobody touched
 * is no draft, and must not pile up in the list.
 */
export function isBlank(form: TicketForm): boolean {
  const untouched: TicketForm = {
    ...form,
    vin: form.vinSource === 'connector' ? '' : form.vin,
    vinSource: 'typed',
    // What was said of a number that is not there any more.
    vinAsIs: '',
    ...(form.vehicleSource === 'typed' ? {} : noVehicle),
    connector_id: form.connectorSource === 'cable' ? '' : form.connector_id,
    connectorSource: 'cable',
  };
  return JSON.stringify({ ...blankForm(), ...untouched }) === JSON.stringify(blankForm());
}

const vehicleFields = ['vehicle_model_id', 'vehicle_model_variant_id'] as const;
const noVehicle = { vehicle_model_id: '', vehicle_model_variant_id: '', vehicleSource: 'typed' } as const;

/** Puts changes in, as typed. What a person typed is no longer what the cable told. */
export function changeForm(form: TicketForm, changes: FormChanges): TicketForm {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const next: TicketForm = { ...form, ...given };
  if (vehicleFields.some((field) => !sameId(next[field], form[field]))) next.vehicleSource = 'typed';
  if (normaliseVin(next.vin) !== normaliseVin(form.vin)) {
    next.vinSource = 'typed';
    // Put in for another car, it goes with that car.
    if (next.vehicleSource !== 'typed') Object.assign(next, noVehicle);
  }
  if (!sameId(next.connector_id, form.connector_id)) {
    next.connectorSource = digits(next.connector_id) === '' ? 'cable' : 'manual';
  }
  // What was agreed to is what was there to see: one product more, and the question is another.
  const isKnown = (id: string) => form.product_ids.some((known) => sameId(known, id));
  if (!next.product_ids.every(isKnown)) next.consent = null;
  return next;
}

export const giveConsent = (form: TicketForm, consent: Consent): TicketForm => ({ ...form, consent });

/** Fills what is empty from the connector; what is filled stays as it is. Returns the same form if nothing changed. */
export function offerReading(
  form: TicketForm,
  reading: { connectorId: number; vin: string | null },
): TicketForm {
  const withId = digits(form.connector_id) === '' ? useConnector(form, reading.connectorId) : form;
  return reading.vin !== null && visible(withId.vin).trim() === '' ? useVin(withId, reading.vin) : withId;
}

/** The model and variant of a car, and how the program knows them. */
export interface KnownVehicle {
  readonly modelId: number;
  readonly variantId: number | null;
  readonly source: Exclude<TicketForm['vehicleSource'], 'typed'>;
}

/** Whether a person has looked at exactly this number and says that it is right as it is. */
const isLookedAt = ({ vin, vinAsIs }: TicketForm): boolean => vinAsIs !== '' && vinAsIs === sentVin(vin);

/** The car as its number is compared; null while the number is in doubt. */
export function carIn(form: TicketForm): string | null {
  const { verdict } = judgeVin(form.vin);
  return verdict === 'fine' || (verdict === 'doubtful' && isLookedAt(form)) ? normaliseVin(form.vin) : null;
}

/** Whether the car is known and its model is not: then the program looks for it. */
export const wantsVehicle = (form: TicketForm): boolean =>
  carIn(form) !== null && vehicleFields.every((field) => digits(form[field]) === '');

export const useVehicle = (form: TicketForm, { modelId, variantId, source }: KnownVehicle): TicketForm => ({
  ...form,
  vehicle_model_id: String(modelId),
  vehicle_model_variant_id: variantId === null ? '' : String(variantId),
  vehicleSource: source,
});

export const useVin = (form: TicketForm, vin: string): TicketForm => ({
  ...changeForm(form, { vin }),
  vin,
  vinSource: 'connector',
});

export const useConnector = (form: TicketForm, connectorId: number): TicketForm => ({
  ...form,
  connector_id: String(connectorId),
  connectorSource: 'cable',
});

/**
 * Everything that keeps the form from being sent, and what is worth a second look, in the order of the form.
 *
 * @param products those of the chosen products that the catalogue knows: what they ask must be answered.
 */
export function checkForm(form: TicketForm, products: readonly ProductView[] = []): FormIssue[] {
  return [
    ...vinIssues(form),
    ...idIssues('vehicle_model_id', form.vehicle_model_id),
    ...idIssues('vehicle_model_variant_id', form.vehicle_model_variant_id),
    ...idIssues('connector_id', form.connector_id),
    ...productIssues(form.product_ids),
    ...prerequisiteIssues(form),
    ...unansweredIssues(form, products),
    ...consentIssues(form, products),
    ...optionalIssues(form),
  ];
}

const error = (field: FormField, code: FormIssue['code'], more: Partial<FormIssue> = {}): FormIssue => ({
  field,
  code,
  severity: 'error',
  ...more,
});

const severities = { wrong: 'error', doubtful: 'doubt', fine: 'warning' } as const;

function vinIssues(form: TicketForm): FormIssue[] {
  const { kind: _kind, verdict, text: _text, code, ...more } = judgeVin(form.vin);
  if (code === null || (verdict === 'doubtful' && isLookedAt(form))) return [];
  return [{ field: 'vin', code, severity: severities[verdict], ...more }];
}

/** Which sign is wrong, and where: under a text that looks right, nobody finds it by themselves. */
function signOf(typed: string, allowed: RegExp): Partial<FormIssue> {
  const stranger = strangerIn(typed, allowed);
  return stranger === null ? {} : { about: stranger.about, found: stranger.place };
}

function idIssues(field: FormField, typed: string, more: Partial<FormIssue> = {}): FormIssue[] {
  const plain = digits(typed);
  if (plain === '') return [error(field, 'required', more)];
  if (!/^\d+$/.test(plain)) {
    // Words alone are no number with a wrong sign in it.
    const sign = /\p{N}/u.test(plain) ? signOf(typed, /[\d\s]/) : {};
    return [error(field, 'number.not_whole', { ...more, ...sign })];
  }
  return idOf(typed) === null ? [error(field, 'number.range', more)] : [];
}

function productIssues(ids: readonly string[]): FormIssue[] {
  if (ids.length === 0) return [error('product_ids', 'required')];
  return ids.flatMap((typed, index) => {
    const first = ids.findIndex((other) => sameId(other, typed));
    return first < index
      ? [error('product_ids', 'product.twice', { index })]
      : idIssues('product_ids', typed, { index });
  });
}

/**
 * What is longer was never meant: a scan that went on, a whole mail. No document of the service names a limit
 * (docs/api-assumptions.md). Characters.
 */
const VOUCHER_MOST = 200;
const REFERENCE_MOST = 2_000;
const ANSWER_MOST = 2_000;

const lengthIssues = (
  field: FormField,
  typed: string,
  most: number,
  more: Partial<FormIssue> = {},
): FormIssue[] => (typed.length > most ? [error(field, 'text.long', { ...more, found: most })] : []);

function prerequisiteIssues({ product_prerequisites }: TicketForm): FormIssue[] {
  const field = 'product_prerequisites';
  return product_prerequisites.flatMap(({ prerequisiteId, kind, text }, index) => {
    if (digits(prerequisiteId) === '' || (kind === 'text' && plainText(text).trim() === '')) {
      return [error(field, 'prerequisite.incomplete', { index })];
    }
    const first = product_prerequisites.findIndex((other) => sameId(other.prerequisiteId, prerequisiteId));
    if (first < index) return [error(field, 'prerequisite.twice', { index })];
    return [
      ...idIssues(field, prerequisiteId, { index }),
      ...lengthIssues(field, text, ANSWER_MOST, { index }),
    ];
  });
}

function optionalIssues({ voucher, reference, prepared_ticket_id }: TicketForm): FormIssue[] {
  const issues: FormIssue[] = [
    ...lengthIssues('voucher', voucher, VOUCHER_MOST),
    ...lengthIssues('reference', reference, REFERENCE_MOST),
  ];
  const code = plainCode(voucher).trim();
  if (code !== '' && !/^[A-Z0-9]{4,8}$/.test(code)) {
    const sign = signOf(voucher, /[\p{ASCII}]/u);
    issues.push({ field: 'voucher', code: 'voucher.unusual', severity: 'warning', ...sign });
  }
  if (reference.length > 255)
    issues.push({ field: 'reference', code: 'reference.long', severity: 'warning' });
  if (plainCode(prepared_ticket_id).trim() !== '' && uuidOf(prepared_ticket_id) === null) {
    issues.push(error('prepared_ticket_id', 'uuid.format', signOf(prepared_ticket_id, /[\da-f-\s]/i)));
  }
  return issues;
}
