import type { ProductView } from '../../preload/contract/catalogue.ts';
import { isAnswered, questionsOf } from '../../preload/contract/questions.ts';
import type { FormIssue, TicketForm } from '../../preload/contract/ticket.ts';

/** Required questions of the chosen products without an answer. */
export function unansweredIssues(form: TicketForm, products: readonly ProductView[]): FormIssue[] {
  return questionsOf(products)
    .filter((question) => question.required && !isAnswered(question, form.product_prerequisites))
    .map(({ question }) => ({
      field: 'product_prerequisites',
      code: 'prerequisite.unanswered',
      severity: 'error',
      about: question,
    }));
}

/** An unattended product is ordered with a person's yes or no, never without. */
export function consentIssues(form: TicketForm, products: readonly ProductView[]): FormIssue[] {
  const unattended = products.filter(({ isUnattended }) => isUnattended === true);
  if (unattended.length === 0 || form.consent !== null) return [];
  const about = unattended.map(({ ownName, name }) => ownName ?? name).join(', ');
  return [{ field: 'confirmed_unattended_service', code: 'consent.unanswered', severity: 'error', about }];
}
