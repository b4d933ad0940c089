import type { ProductView } from '../../preload/contract/catalogue.ts';
import type { WorkshopBridge } from '../../preload/contract/contract.ts';
import { idOf, questionsOf } from '../../preload/contract/questions.ts';
import type { PrerequisiteAnswer } from '../../preload/contract/ticket.ts';
import type { OpenTicket } from './open-ticket.svelte.ts';
import { distinctIds, totalsOf } from './order-facts.ts';

/** What the ticket on screen orders, as far as it is known: the products behind the ids, what they ask and cost. */
export class Order {
  readonly #bridge: WorkshopBridge;
  readonly #open: OpenTicket;
  #known: readonly ProductView[] = $state.raw([]);
  #asked = '';

  /** The chosen products, by their ids as typed; null: not a whole number, or not asked yet. */
  readonly lines: readonly { readonly typed: string; readonly product: ProductView | null }[] = $derived.by(
    () =>
      this.#open.form.product_ids.map((typed) => ({
        typed,
        product: this.#known.find(({ id }) => id === idOf(typed)) ?? null,
      })),
  );
  readonly products: readonly ProductView[] = $derived(
    this.lines.map(({ product }) => product).filter((product) => product !== null),
  );
  readonly questions = $derived(questionsOf(this.products));
  /** Answers to what no known product asks: typed for products that the catalogue does not know. */
  readonly otherAnswers: readonly { readonly answer: PrerequisiteAnswer; readonly row: number }[] =
    $derived.by(() =>
      this.#open.form.product_prerequisites
        .map((answer, row) => ({ answer, row }))
        .filter(({ answer }) => !this.questions.some(({ id }) => id === idOf(answer.prerequisiteId))),
    );
  readonly unattended = $derived(this.products.filter(({ isUnattended }) => isUnattended === true));
  readonly hasUnknown = $derived(this.products.some(({ known }) => !known));
  readonly totals = $derived(totalsOf(this.products));

  constructor(bridge: WorkshopBridge, open: OpenTicket) {
    this.#bridge = bridge;
    this.#open = open;
  }

  /** Asks for the products that are chosen now; with `anew` also those that are known already. */
  async ask(anew: boolean): Promise<void> {
    const ids = distinctIds(this.#open.form.product_ids);
    const asked = ids.join(' ');
    if (!anew && asked === this.#asked) return;
    this.#asked = asked;
    if (ids.length === 0) return;
    const products = await this.#bridge.catalogue.products({ ids });
    if (!products.ok || asked !== this.#asked) return;
    this.#known = products.value;
  }

  has = (id: number): boolean => this.#open.form.product_ids.some((typed) => idOf(typed) === id);

  /** Adds products that are not there yet, in front of what is being typed at the end, if something is. */
  add(ids: readonly number[], typing: string): void {
    const there = this.#open.form.product_ids;
    const kept = typing !== '' && there.at(-1) === typing ? there.slice(0, -1) : there;
    const added = ids.filter((id) => !kept.some((typed) => idOf(typed) === id)).map(String);
    const next = [...kept, ...added];
    if (next.join(' ') !== there.join(' ')) this.#open.set('product_ids', next);
    this.#open.leave('product_ids');
  }

  /** Takes a product out, and with it the answers to what only it asks. */
  remove(row: number): void {
    const { product_ids: ids, product_prerequisites: answers } = this.#open.form;
    const gone = this.lines[row]?.product ?? null;
    const left = questionsOf(
      this.lines.filter((_, at) => at !== row).flatMap(({ product }) => product ?? []),
    );
    const asked = questionsOf(gone === null ? [] : [gone]).filter(
      ({ id }) => !left.some((one) => one.id === id),
    );
    const kept = answers.filter(({ prerequisiteId }) => !asked.some(({ id }) => id === idOf(prerequisiteId)));
    this.#open.set(
      'product_ids',
      ids.filter((_, at) => at !== row),
    );
    if (kept.length < answers.length)
      this.#open.set(
        'product_prerequisites',
        kept.map((one) => ({ ...one })),
      );
  }

  /** Answers a question of a product; null takes the answer back. */
  answer(id: number, answer: Pick<PrerequisiteAnswer, 'kind' | 'text'> | null): void {
    this.answerAll([{ id, answer }]);
  }

  answerAll(
    given: readonly {
      readonly id: number;
      readonly answer: Pick<PrerequisiteAnswer, 'kind' | 'text'> | null;
    }[],
  ): void {
    let answers = this.#open.form.product_prerequisites.map((one) => ({ ...one }));
    for (const { id, answer } of given) {
      const at = answers.findIndex(({ prerequisiteId }) => idOf(prerequisiteId) === id);
      const next = answer === null ? null : { prerequisiteId: String(id), ...answer };
      if (at < 0) answers = next === null ? answers : [...answers, next];
      else answers = answers.flatMap((one, row) => (row !== at ? [one] : next === null ? [] : [next]));
    }
    this.#open.set('product_prerequisites', answers);
  }
}
