import * as v from 'valibot';
import { plainName } from './clean.ts';
import { TicketForm } from './ticket.ts';

/** How many templates are kept; further ones are refused. */
export const MOST_TEMPLATES = 200;

const Id = v.pipe(v.string(), v.uuid());

/** One line, and short enough for a button. */
export const TemplateName = v.pipe(v.string(), v.transform(plainName), v.minLength(1), v.maxLength(60));

/**
 * A job that is done again and again (docs/templates.md): what to order, how its questions were answered, and the
 * voucher. Consent is never part of it.
 */
export const TemplateView = v.strictObject({
  id: v.string(),
  name: v.string(),
  product_ids: TicketForm.entries.product_ids,
  /** To be offered for the next car, never filled in: they were true of another one. */
  answers: TicketForm.entries.product_prerequisites,
  voucher: TicketForm.entries.voucher,
  /** How often it was put into a ticket, and when last. */
  uses: v.number(),
  /** Milliseconds since the epoch; null: never. */
  usedAt: v.nullable(v.number()),
  createdAt: v.number(),
});
export type TemplateView = v.InferOutput<typeof TemplateView>;

export const OneTemplate = v.strictObject({ id: Id });
export const RenameTemplate = v.strictObject({ id: Id, name: TemplateName });
export const ApplyTemplate = v.strictObject({ id: Id, ticketId: Id });
/** With `id`, that template gets the ticket's content and this name. */
export const SaveTemplate = v.strictObject({
  ticketId: Id,
  name: TemplateName,
  id: v.optional(v.nullable(Id), null),
});
