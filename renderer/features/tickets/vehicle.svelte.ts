import type { ModelHit, ModelView, VariantView } from '../../../preload/contract/catalogue.ts';
import type { WorkshopBridge } from '../../../preload/contract/contract.ts';
import { idOf } from '../../../preload/contract/questions.ts';
import type { OpenTicket } from '../../state/open-ticket.svelte.ts';
import { LISTED, Lookup } from '../catalogue/lookup.svelte.ts';
import { plain } from '../catalogue/words.ts';

/** The vehicle of the ticket on screen: what is known of the ids in the form, and what there is to choose from. */
export class Vehicle {
  readonly #open: OpenTicket;
  /** Models that fit what is typed. */
  readonly found;
  readonly #behind;

  readonly modelId = $derived.by(() => idOf(this.#open.form.vehicle_model_id));
  readonly variantId = $derived.by(() => idOf(this.#open.form.vehicle_model_variant_id));
  /** What is known of the model in the form; null: it is none, or not answered yet. */
  readonly model: ModelView | null = $derived.by(() => {
    const answer = this.#behind.answer;
    return answer !== null && answer.model.id === this.modelId ? answer.model : null;
  });
  readonly variants: readonly VariantView[] = $derived.by(() =>
    this.model === null ? [] : (this.#behind.answer?.variants ?? []),
  );
  readonly variant: VariantView | null = $derived.by(
    () => this.variants.find(({ id }) => id === this.variantId) ?? null,
  );

  constructor(bridge: WorkshopBridge, open: OpenTicket) {
    this.#open = open;
    this.found = new Lookup((text: string) =>
      bridge.catalogue.searchModels({ text: text.slice(0, 100), limit: LISTED }),
    );
    this.#behind = new Lookup((modelId: number) => bridge.catalogue.variantsOf({ modelId }));
  }

  /** Asks what is known of the model in the form. */
  async look(): Promise<void> {
    if (this.modelId === null) this.#behind.forget();
    else await this.#behind.ask(this.modelId);
  }

  /** Takes a model, and its variant where there is but one that it can be. A variant of another model goes. */
  async take({ model, variant }: ModelHit): Promise<void> {
    const open = this.#open;
    open.set('vehicle_model_id', String(model.id));
    open.leave('vehicle_model_id');
    await this.look();
    if (this.modelId !== model.id) return;
    const [only, ...others] = this.variants;
    const certain = variant ?? (others.length === 0 ? only : undefined);
    if (certain !== undefined) open.set('vehicle_model_variant_id', String(certain.id));
    else if (this.variants.length > 0 && this.variant === null) open.set('vehicle_model_variant_id', '');
  }

  takeVariant(id: number): void {
    this.#open.set('vehicle_model_variant_id', String(id));
    this.#open.leave('vehicle_model_variant_id');
  }
}

/** The variants that have every word somewhere. One model has few: they are all here already. */
export function variantsLike(variants: readonly VariantView[], text: string): readonly VariantView[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return variants.filter(({ id, name, ownName }) => {
    const all = plain(`${name} ${ownName ?? ''} ${id}`);
    return words.every((word) => all.includes(word));
  });
}
