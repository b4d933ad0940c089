import type { TemplateView } from '../../preload/contract/template.ts';
import { idKey } from '../../preload/contract/questions.ts';
import { MOST_PRODUCTS, type PrerequisiteAnswer, type TicketForm } from '../../preload/contract/ticket.ts';
import { changeForm } from '../tickets/form.ts';

/** What a template takes from a ticket. */
export type TemplateContent = Pick<TemplateView, 'product_ids' | 'answers' | 'voucher'>;

/** What a template puts into one. Its answers were true of another car: they are offered, never filled in. */
export type Order = Pick<TemplateContent, 'product_ids' | 'voucher'>;

/**
 * Puts a template into a form, and costs nothing that was typed: the products that are there stay first, those of the
 * template follow, and a voucher is filled in only where there is none. Consent to what was there before is no consent
 * to more: `changeForm` sees to that.
 */
export function applyTemplate(form: TicketForm, { product_ids, voucher }: Order): TicketForm {
  return changeForm(form, {
    product_ids: distinct([...form.product_ids, ...product_ids], form.product_ids.length),
    ...(isEmpty(form.voucher) ? { voucher } : {}),
  });
}

/** Whether the products of both are no more than a ticket takes. */
export const hasRoomFor = (form: TicketForm, template: Order): boolean =>
  applyTemplate(form, template).product_ids.length <= MOST_PRODUCTS;

/** What of a form is worth doing again: what was left empty is not in it. */
export const contentOf = (form: TicketForm): TemplateContent => ({
  product_ids: distinct(form.product_ids),
  answers: form.product_prerequisites.filter(isAnswered),
  voucher: form.voucher.trim(),
});

/**
 * Without empty entries, and without what is there already. What was typed twice stays twice, to be seen and corrected.
 *
 * @param typed so many entries at the beginning were typed by somebody.
 */
function distinct(ids: readonly string[], typed = 0): string[] {
  const known = new Set<string>();
  return ids.filter((id, index) => {
    const isNew = !known.has(idKey(id));
    known.add(idKey(id));
    return !isEmpty(id) && (isNew || index < typed);
  });
}

const isEmpty = (text: string): boolean => text.trim() === '';

const isAnswered = ({ prerequisiteId, kind, text }: PrerequisiteAnswer): boolean =>
  !isEmpty(prerequisiteId) && (kind !== 'text' || !isEmpty(text));
