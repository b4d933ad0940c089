import type { ModelHit, ModelView, ProductView, VariantView } from '../../preload/contract/catalogue.ts';
import { ok } from '../../preload/contract/result.ts';
import type { CatalogueStore, FoundProduct, Kept } from './catalogue-store.ts';
import { modelView, productView, variantView } from './catalogue-views.ts';
import type { OwnWords } from './own-words.ts';
import { indexOf, isFound, wordsOf } from './words.ts';

interface Part {
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/** Something of the workshop's own, with what it is found by. */
interface Indexed<T> {
  readonly view: T;
  readonly index: string;
}

/** Searches what the workshop used and what the catalogue has as one list: the workshop's own first, latest first. */
export class CatalogueSearch {
  readonly #store: CatalogueStore;
  readonly #own: OwnWords;
  /** Made when first searched, and again when something changed: it is asked with every key that is pressed. */
  #models: readonly Indexed<ModelView>[] | null = null;
  #products: readonly Indexed<ProductView>[] | null = null;

  constructor(store: CatalogueStore, own: OwnWords) {
    this.#store = store;
    this.#own = own;
  }

  /** The catalogue, or what the workshop says, is another than before. */
  forget(): void {
    this.#models = null;
    this.#products = null;
  }

  models({ text, offset, limit }: Part): Kept<{ hits: ModelHit[]; more: boolean }> {
    const words = wordsOf(text);
    const all = this.#ownModels();
    if (!all.ok) return all;
    const own = all.value.filter(({ index }) => isFound(index, words)).map(({ view }) => view);
    const rest = this.#behind(own, offset + limit + 1, (most) => {
      const found = this.#store.searchModels({ words, offset: 0, limit: most });
      return found.ok
        ? ok(found.value.map((row) => modelView(row.id, row, this.#own.of('model', row.id))))
        : found;
    });
    if (!rest.ok) return rest;
    const listed = [...own, ...rest.value].slice(offset, offset + limit + 1);
    const hits: ModelHit[] = [];
    for (const model of listed.slice(0, limit)) {
      const variant = this.#variantOf(model, words);
      if (!variant.ok) return variant;
      hits.push({ model, variant: variant.value });
    }
    return ok({ hits, more: listed.length > limit });
  }

  /** Those that the workshop used first, latest first; then the catalogue's. */
  variants(modelId: number): Kept<VariantView[]> {
    const found = this.#store.variantsOf(modelId);
    if (!found.ok) return found;
    const known = new Map(found.value.map((variant) => [variant.id, variant]));
    const own = this.#own
      .latest('variant')
      .filter((entry) => entry.modelId === modelId || known.has(entry.id))
      .map((entry) => variantView(entry.id, known.get(entry.id) ?? null, entry));
    const listed = new Set(own.map(({ id }) => id));
    const others = found.value
      .filter(({ id }) => !listed.has(id))
      .map((variant) => variantView(variant.id, variant, null));
    return ok([...own, ...others]);
  }

  products(
    part: Part & { readonly groupId: number | null; readonly favourites: boolean },
  ): Kept<{ products: ProductView[]; more: boolean }> {
    const { text, offset, limit, groupId, favourites } = part;
    const words = wordsOf(text);
    const all = favourites ? this.#favourites() : this.#ownProducts();
    if (!all.ok) return all;
    const own = all.value
      .filter(
        ({ view, index }) => isFound(index, words) && (groupId === null || view.groupIds.includes(groupId)),
      )
      .map(({ view }) => view);
    const rest = favourites
      ? ok([])
      : this.#behind(own, offset + limit + 1, (most) => {
          const found = this.#store.searchProducts({ words, groupId, offset: 0, limit: most });
          return found.ok ? ok(found.value.map((row) => this.#viewed(row))) : found;
        });
    if (!rest.ok) return rest;
    const listed = [...own, ...rest.value].slice(offset, offset + limit + 1);
    return ok({ products: listed.slice(0, limit), more: listed.length > limit });
  }

  /** What the catalogue adds to the workshop's own, so that there are `wanted` if there are so many. */
  #behind<T extends { readonly id: number }>(
    own: readonly T[],
    wanted: number,
    search: (most: number) => Kept<readonly T[]>,
  ): Kept<readonly T[]> {
    if (own.length >= wanted) return ok([]);
    const listed = new Set(own.map(({ id }) => id));
    const found = search(wanted);
    return found.ok ? ok(found.value.filter(({ id }) => !listed.has(id))) : found;
  }

  /** The one variant that fits what the model itself does not answer for. */
  #variantOf(model: ModelView, words: readonly string[]): Kept<VariantView | null> {
    const ownIndex = indexOfModel(model);
    const left = words.filter((word) => !isFound(ownIndex, [word]));
    const all = this.variants(model.id);
    if (!all.ok) return all;
    const [only, ...others] = all.value.filter((variant) => isFound(indexOfVariant(variant), left));
    return ok(only !== undefined && others.length === 0 ? only : null);
  }

  #ownModels(): Kept<readonly Indexed<ModelView>[]> {
    if (this.#models !== null) return ok(this.#models);
    const entries = this.#own.latest('model');
    const found = this.#store.models(entries.map(({ id }) => id));
    if (!found.ok) return found;
    const byId = new Map(found.value.map((model) => [model.id, model]));
    const ordered = this.#orderedVariants();
    if (!ordered.ok) return ordered;
    const indexed = entries.map((entry) => {
      const view = modelView(entry.id, byId.get(entry.id) ?? null, entry);
      return { view, index: [indexOfModel(view), ...(ordered.value.get(entry.id) ?? [])].join(' ') };
    });
    this.#models = indexed;
    return ok(indexed);
  }

  /** By model: what the variants that were ordered here are found by. */
  #orderedVariants(): Kept<ReadonlyMap<number, readonly string[]>> {
    const entries = this.#own.latest('variant');
    const found = this.#store.variants(entries.map(({ id }) => id));
    if (!found.ok) return found;
    const byId = new Map(found.value.map((variant) => [variant.id, variant]));
    const byModel = new Map<number, string[]>();
    for (const entry of entries) {
      const variant = byId.get(entry.id) ?? null;
      const modelId = variant?.modelId ?? entry.modelId;
      if (modelId === null) continue;
      const index = indexOfVariant(variantView(entry.id, variant, entry));
      byModel.set(modelId, [...(byModel.get(modelId) ?? []), index]);
    }
    return ok(byModel);
  }

  #ownProducts(): Kept<readonly Indexed<ProductView>[]> {
    if (this.#products !== null) return ok(this.#products);
    const products = this.#indexed(this.#own.latest('product').map(({ id }) => id));
    if (products.ok) this.#products = products.value;
    return products;
  }

  /** The workshop's, then the catalogue's of which the workshop did not say that they are none. */
  #favourites(): Kept<readonly Indexed<ProductView>[]> {
    const marked = this.#store.favourites();
    if (!marked.ok) return marked;
    const not = new Set(this.#own.marked(false));
    const ids = new Set([...this.#own.marked(true), ...marked.value.filter((id) => !not.has(id))]);
    return this.#indexed([...ids]);
  }

  #indexed(ids: readonly number[]): Kept<readonly Indexed<ProductView>[]> {
    const found = this.#store.products(ids);
    if (!found.ok) return found;
    const byId = new Map(found.value.map((product) => [product.id, product]));
    return ok(
      ids.map((id) => {
        const view = productView(id, byId.get(id) ?? null, this.#own.of('product', id));
        const { name, ownName, itemNumber, description } = view;
        return { view, index: indexOf(name, ownName ?? '', itemNumber, String(id), description) };
      }),
    );
  }

  #viewed(row: FoundProduct): ProductView {
    return productView(row.id, row, this.#own.of('product', row.id));
  }
}

const indexOfModel = ({ id, make, name, ownName }: ModelView) =>
  indexOf(make, name, ownName ?? '', String(id));
const indexOfVariant = ({ id, name, ownName }: VariantView) => indexOf(name, ownName ?? '', String(id));
