import type { WorkshopBridge } from '../../preload/contract/contract.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import { answerTo, isAnswered } from '../../preload/contract/questions.ts';
import type { TemplateView } from '../../preload/contract/template.ts';
import type { PrerequisiteAnswer } from '../../preload/contract/ticket.ts';
import type { OpenTicket } from './open-ticket.svelte.ts';
import { sameProducts } from './order-facts.ts';
import type { Order } from './order.svelte.ts';

/** Jobs that are done again and again: what the workshop keeps of them, and what they do to the ticket on screen. */
export class Templates {
  all: readonly TemplateView[] = $state.raw([]);
  /** The last thing that did not work. */
  error: AppError | null = $state.raw(null);
  /** What was removed last, to be fetched back. */
  removed: TemplateView | null = $state.raw(null);
  readonly #bridge: WorkshopBridge;

  constructor(bridge: WorkshopBridge) {
    this.#bridge = bridge;
  }

  /** Asks for them, and follows what becomes of them. @returns what ends that. */
  follow(): () => void {
    const stop = this.#bridge.templates.on('changed', ({ value }) => (this.all = value));
    void this.#bridge.templates.list().then((listed) => {
      if (listed.ok) this.all = listed.value;
    });
    return stop;
  }

  /** The template that orders just these products; null: there is none. */
  of(productIds: readonly string[]): TemplateView | null {
    if (productIds.length === 0) return null;
    return this.all.find(({ product_ids: ids }) => sameProducts(ids, productIds)) ?? null;
  }

  /** Puts it into the ticket. */
  async apply(template: TemplateView, open: OpenTicket): Promise<boolean> {
    await open.flush();
    const applied = await this.#bridge.templates.apply({ id: template.id, ticketId: open.view.id });
    if (applied.ok) open.apply(applied.value);
    return this.#done(applied);
  }

  /** Keeps what the ticket orders; with `replaced`, in place of what that template had. */
  async save(open: OpenTicket, name: string, replaced: TemplateView | null): Promise<boolean> {
    await open.flush();
    return this.#done(
      await this.#bridge.templates.save({ ticketId: open.view.id, name, id: replaced?.id ?? null }),
    );
  }

  async rename({ id }: TemplateView, name: string): Promise<boolean> {
    return this.#done(await this.#bridge.templates.rename({ id, name }));
  }

  async remove(template: TemplateView): Promise<void> {
    if (this.#done(await this.#bridge.templates.remove({ id: template.id }))) this.removed = template;
  }

  async restore(): Promise<void> {
    const { removed } = this;
    if (removed === null) return;
    if (this.#done(await this.#bridge.templates.restore({ id: removed.id }))) this.removed = null;
  }

  #done(result: { readonly ok: true } | { readonly ok: false; readonly error: AppError }): boolean {
    this.error = result.ok ? null : result.error;
    return result.ok;
  }
}

/**
 * The answers of the template for this job to questions that are still open. They were true of another car, so they are
 * offered and never put in by themselves. Null: nothing to offer.
 */
export function usualAnswers(
  template: TemplateView | null,
  { questions }: Pick<Order, 'questions'>,
  given: readonly PrerequisiteAnswer[],
): { id: number; answer: Pick<PrerequisiteAnswer, 'kind' | 'text'> }[] | null {
  if (template === null) return null;
  const usual = questions
    .filter((question) => !isAnswered(question, given) && isAnswered(question, template.answers))
    .flatMap(({ id }) => {
      const answer = answerTo(id, template.answers);
      return answer === undefined ? [] : [{ id, answer: { kind: answer.kind, text: answer.text } }];
    });
  return usual.length === 0 ? null : usual;
}
