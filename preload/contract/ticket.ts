import * as v from 'valibot';
import { ticketFilters } from './choices.ts';

/**
 * The states of a ticket, from first key stroke to the service's number (docs/offline.md).
 * `discarded` ends what a mechanic threw away: the row is kept, so nothing ever disappears unrecorded.
 */
export const ticketStates = [
  'draft',
  'queued',
  'sending',
  'created',
  'rejected',
  'held',
  'unconfirmed',
  'confirm',
  'discarded',
] as const;
export const TicketState = v.picklist(ticketStates);
export type TicketState = v.InferOutput<typeof TicketState>;

/**
 * A text as a person typed, pasted or scanned it. The bound protects memory and disk, and no more: what is too long to
 * be meant is said to be so (`text.long`), and kept all the same.
 */
const typed = v.pipe(v.string(), v.maxLength(64 * 1024));

/** So many products, and so many answers, one ticket takes. */
export const MOST_PRODUCTS = 200;

/** One answer to a product's prerequisite, as typed. */
export const PrerequisiteAnswer = v.strictObject({
  prerequisiteId: typed,
  /** `yes` and `no` go out as booleans, `text` as the text itself (assumption: see docs/api-assumptions.md). */
  kind: v.picklist(['yes', 'no', 'text']),
  text: typed,
});

/**
 * A person's word on whether the order may go to an unattended service. Kept with who, when, and which words were on
 * screen, because it is an agreement (docs/consent.md).
 */
export const Consent = v.strictObject({
  given: v.boolean(),
  /** Milliseconds since the epoch. */
  at: v.number(),
  /** Who was signed in; null: nobody. */
  account: v.nullable(v.string()),
  /** The version of the text that was shown and its language, e.g. `1-nl`; `unrecorded`: before it was recorded. */
  text: v.pipe(v.string(), v.maxLength(40)),
});
export type Consent = v.InferOutput<typeof Consent>;

/**
 * The form, exactly as typed: text even where the service wants a number, so that nothing a mechanic types is
 * ever lost or changed. The field names are the Customer API's own.
 */
export const TicketForm = v.strictObject({
  vin: typed,
  /** Who the VIN came from: becomes `vin_is_found_by_reader`. */
  vinSource: v.picklist(['typed', 'connector']),
  /** A doubtful number that a person looked at and that is right as it is: said of this very text, as it is sent. Empty: none. */
  vinAsIs: typed,
  vehicle_model_id: typed,
  vehicle_model_variant_id: typed,
  /** A person's choice, or put in by the program: by what the connector told, by this VIN's last ticket here. */
  vehicleSource: v.picklist(['typed', 'connector', 'ticket']),
  connector_id: typed,
  /** Read over the cable, or typed by hand. */
  connectorSource: v.picklist(['cable', 'manual']),
  product_ids: v.pipe(v.array(typed), v.maxLength(MOST_PRODUCTS)),
  product_prerequisites: v.pipe(v.array(PrerequisiteAnswer), v.maxLength(MOST_PRODUCTS)),
  voucher: typed,
  reference: typed,
  prepared_ticket_id: typed,
  /** Null: nobody said anything. Becomes `confirmed_unattended_service`. */
  consent: v.nullable(Consent),
});
export type TicketForm = v.InferOutput<typeof TicketForm>;
export type PrerequisiteAnswer = v.InferOutput<typeof PrerequisiteAnswer>;

/**
 * A change of some fields. Sources are set by main, never by the renderer, except through the "use" calls; and so is
 * the consent, through a call that records it.
 */
export const FormChanges = v.strictObject(
  v.partial(v.omit(TicketForm, ['vinSource', 'vehicleSource', 'connectorSource', 'consent'])).entries,
);
export type FormChanges = v.InferOutput<typeof FormChanges>;

/** The fields a person can correct: the names used in issues, in summaries and as anchors in the window. */
export const formFields = [
  'vin',
  'vehicle_model_id',
  'vehicle_model_variant_id',
  'connector_id',
  'product_ids',
  'product_prerequisites',
  'voucher',
  'reference',
  'prepared_ticket_id',
  'confirmed_unattended_service',
] as const;
export type FormField = (typeof formFields)[number];

/** What can be wrong, or doubtful, with a field. Each has one text per language. */
export const issueCodes = [
  /** A required field is empty. */
  'required',
  /** Doubt: fewer or more than 17 characters without blanks and dashes; how many is in `found`. */
  'vin.length',
  /** Doubt: an I, O or Q (`about`) at the place `found`; `suggestion` offers 1 and 0 in their place. */
  'vin.lookalike',
  /** Doubt: a character (`about`) at the place `found` that no VIN has, apart from I, O and Q. */
  'vin.characters',
  /** Doubt: a Japanese frame number; `suggestion` writes it with its dash where that is missing. */
  'vin.frame_number',
  /** Doubt: digits alone, as a job number or an article has. */
  'vin.digits',
  /** Doubt: no car has it; a control unit that was never programmed says so, or somebody filled the field. */
  'vin.no_car',
  /** A control character at the place `found`, which cannot be sent; `suggestion` is without it. */
  'vin.control',
  /** Warning only: the check digit of a North American VIN does not fit. */
  'vin.check_digit',
  /** Not a whole number; where it is nearly one, the first sign that is no digit is in `about`, its place in `found`. */
  'number.not_whole',
  /** Zero, or larger than any id can be. */
  'number.range',
  /** The same product was entered twice; `index` says which. */
  'product.twice',
  /** A prerequisite without its id, or a text answer without text; `index` says which. */
  'prerequisite.incomplete',
  /** The same question is answered a second time; `index` says where. */
  'prerequisite.twice',
  /** Longer than anything that was ever meant here; the most is in `found`. */
  'text.long',
  /** Longer than what can be kept: it is on screen and NOT saved. Said by the window alone. */
  'text.not_kept',
  /** A chosen product asks something that must be answered; the question is in `about`. */
  'prerequisite.unanswered',
  /** A chosen product is unattended, and nobody said whether the order may go there; the products are in `about`. */
  'consent.unanswered',
  /** Not a UUID; a sign that none has is in `about`, its place in `found`. */
  'uuid.format',
  /** Warning only: vouchers seen so far have 4 to 8 capitals and digits. A sign beyond ASCII is in `about`, its place in `found`. */
  'voucher.unusual',
  /** Warning only: more than 255 characters, which partner systems do not take. */
  'reference.long',
] as const;
export type IssueCode = (typeof issueCodes)[number];

export const FormIssue = v.strictObject({
  field: v.picklist(formFields),
  code: v.picklist(issueCodes),
  /** An error cannot be sent, a doubt not before a person has looked at it (`vinAsIs`), a warning can. */
  severity: v.picklist(['error', 'doubt', 'warning']),
  /** Which entry of a list (products, prerequisites), from 0. */
  index: v.optional(v.number()),
  /** A corrected value to offer with one click; never applied unasked. */
  suggestion: v.optional(v.string()),
  /** The number of characters found, for lengths; which of the characters is wrong, from 1, where `about` is one. */
  found: v.optional(v.number()),
  /** What it is about: a character, perhaps with its number, or in the catalogue's words a question, the names of products. */
  about: v.optional(v.string()),
});
export type FormIssue = v.InferOutput<typeof FormIssue>;

/** Whom a ticket waits for: time will do it, a person must act, or an earlier ticket of its connector comes first. */
export const WaitsFor = v.picklist(['time', 'person', 'earlier-ticket']);
export type WaitsFor = v.InferOutput<typeof WaitsFor>;

/** Why a ticket that was released has not gone yet. */
export const TicketWait = v.strictObject({
  code: v.string(),
  /** Since when, in milliseconds since the epoch. */
  at: v.number(),
});
export type TicketWait = v.InferOutput<typeof TicketWait>;

/** What the last attempt came to, where that was not "created"; `message` is the service's own text. */
export const TicketAnswer = v.strictObject({
  code: v.string(),
  /** HTTP status, when an answer came. */
  status: v.nullable(v.number()),
  message: v.nullable(v.string()),
  /** Milliseconds since the epoch. */
  at: v.number(),
});
export type TicketAnswer = v.InferOutput<typeof TicketAnswer>;

/** What the service said of the ticket it created. Unknown when its answer was lost or broken. */
export const CreatedTicket = v.strictObject({
  id: v.nullable(v.string()),
  uuid: v.nullable(v.string()),
  chatId: v.nullable(v.string()),
  /** A number whose meaning is not published: it is shown as a number. */
  state: v.nullable(v.number()),
  /** True when a person, not the service's answer, said that the ticket exists. */
  confirmedByPerson: v.boolean(),
});
export type CreatedTicket = v.InferOutput<typeof CreatedTicket>;

/**
 * What changed since a person pressed Send, so that a ticket must be looked over before it goes. `was` and `now` are
 * for people: connector ids, VINs; for `aged`, milliseconds since the epoch and the time waited in milliseconds.
 */
export const TicketCheck = v.strictObject({
  code: v.picklist(['aged', 'other-connector', 'other-vin']),
  was: v.string(),
  now: v.string(),
});
export type TicketCheck = v.InferOutput<typeof TicketCheck>;

/** One line of the record of what was tried and decided. */
export const AttemptView = v.strictObject({
  /** Which attempt, from 1. */
  number: v.number(),
  event: v.picklist(['begun', 'ended', 'decided', 'looked']),
  /** An error code, an outcome, or a decision. */
  code: v.string(),
  status: v.nullable(v.number()),
  /** Who was signed in. */
  account: v.nullable(v.string()),
  at: v.number(),
});
export type AttemptView = v.InferOutput<typeof AttemptView>;

/** How many tickets want what: for the header and the taskbar. */
export const TicketCounts = v.strictObject({
  /** A person must do something: in doubt, refused, to be checked, to be signed in for. */
  needsYou: v.number(),
  /** Go out by themselves: waiting, being sent, held. */
  waiting: v.number(),
  drafts: v.number(),
});
export type TicketCounts = v.InferOutput<typeof TicketCounts>;

/** Which tickets a list is about. */
export const TicketFilter = v.picklist(ticketFilters);
export type TicketFilter = v.InferOutput<typeof TicketFilter>;

/** What lists show of a ticket too: each fact crosses the bridge once for each of their tickets. */
const head = {
  /** Ours, a UUID; the service never sees it. */
  id: v.string(),
  /** Where it stands among all tickets: grows with each new one, and is what lists are ordered by. */
  place: v.number(),
  state: TicketState,
  /** Grows with every change of this ticket: newer always wins. */
  revision: v.number(),
  /** Milliseconds since the epoch. */
  savedAt: v.number(),
  waitsFor: v.nullable(WaitsFor),
  wait: v.nullable(TicketWait),
  created: v.nullable(CreatedTicket),
};

export const TicketView = v.strictObject({
  ...head,
  /** Whether it belongs in the list of tickets: something is in it, and it was not discarded. */
  listed: v.boolean(),
  answer: v.nullable(TicketAnswer),
  /** When it was read from a backup and that is not settled yet, in milliseconds since the epoch; null: it is not so. */
  restored: v.nullable(v.number()),
  /** Milliseconds since the epoch, about; null: not scheduled. */
  nextAttemptAt: v.nullable(v.number()),
  form: TicketForm,
  issues: v.array(FormIssue),
  /** Why it must be looked over, in the state `confirm`. */
  checks: v.array(TicketCheck),
  /** How often it was tried. */
  attempts: v.number(),
});
export type TicketView = v.InferOutput<typeof TicketView>;

/** A ticket in a list. */
export const TicketSummary = v.strictObject({
  ...head,
  vin: v.string(),
  reference: v.string(),
  connector_id: v.string(),
});
export type TicketSummary = v.InferOutput<typeof TicketSummary>;
