import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import { fold, indexOf, isExact, isFound } from '../../main/catalogue/words.ts';
import type {
  CatalogueEntry,
  CatalogueHeader,
  CatalogueStorageError,
  CatalogueStore,
  FoundModel,
  FoundProduct,
  Kept,
  Offer,
  Page,
} from '../../main/catalogue/catalogue-store.ts';

export interface MemoryCatalogueStore extends CatalogueStore {
  /** While set, every call fails like a disk that does not answer. */
  broken: boolean;
}

type Of<K extends CatalogueEntry['kind']> = Extract<CatalogueEntry, { kind: K }>['value'];
type Found<T> = readonly { readonly value: T; readonly head: string; readonly rest: string }[];

interface Content {
  readonly header: CatalogueHeader | null;
  readonly entries: readonly CatalogueEntry[];
}

const bySort = <T extends { readonly id: number | string; readonly name: string }>(one: T, other: T) => {
  const [a, b] = [fold(one.name), fold(other.name)];
  return a === b ? (one.id < other.id ? -1 : 1) : a < b ? -1 : 1;
};

/** A catalogue without a disk, checked by the same conformance suite as the real one. */
export function createMemoryCatalogueStore(): MemoryCatalogueStore {
  let content: Content = { header: null, entries: [] };
  let offers: Offer[] = [];
  const all = <K extends CatalogueEntry['kind']>(kind: K, from = content) =>
    from.entries.flatMap((entry) => (entry.kind === kind ? [entry.value as Of<K>] : []));
  const guarded = <T>(work: () => T): Kept<T> =>
    store.broken ? err(appError('catalogue.storage') as CatalogueStorageError) : ok(work());

  const models = (): Found<FoundModel> =>
    all('make')
      .sort(bySort)
      .flatMap((make) =>
        all('model')
          .filter(({ makeId }) => makeId === make.id)
          .sort(bySort)
          .map(({ id, name, fromYear, toYear }) => ({
            value: { id, make: make.name, name, fromYear, toYear },
            head: indexOf(make.name, name, String(id)),
            rest: indexOf(
              ...all('variant')
                .filter(({ modelId }) => modelId === id)
                .flatMap((variant) => [variant.name, String(variant.id)]),
            ),
          })),
      );
  const products = (): Found<FoundProduct> =>
    all('product')
      .sort(bySort)
      .map((product) => ({
        value: {
          ...product,
          prerequisites: all('prerequisite')
            .filter(({ productId }) => productId === product.id)
            .sort((one, other) => one.id - other.id)
            .map(({ productId: _, ...asked }) => asked),
        },
        head: indexOf(product.name, product.itemNumber, String(product.id)),
        rest: indexOf(product.description),
      }));
  const searched = <T>(from: Found<T>, { words, offset, limit }: Page): T[] => {
    const tests = [
      ({ head }: Found<T>[number]) => isExact(head, words),
      ({ head }: Found<T>[number]) => isFound(head, words),
      ({ head, rest }: Found<T>[number]) => isFound(`${head} ${rest}`, words),
    ];
    const inOrder = new Set(tests.flatMap((test) => from.filter(test)));
    return [...inOrder].slice(offset, offset + limit).map(({ value }) => value);
  };

  const store: MemoryCatalogueStore = {
    broken: false,
    summary: () =>
      guarded(() =>
        content.header === null
          ? null
          : {
              ...content.header,
              models: all('model').length,
              variants: all('variant').length,
              products: all('product').length,
            },
      ),
    searchModels: (page) => guarded(() => searched(models(), page)),
    models: (ids) => guarded(() => models().flatMap(({ value }) => (ids.includes(value.id) ? [value] : []))),
    variantsOf: (id) =>
      guarded(() =>
        all('variant')
          .filter(({ modelId }) => modelId === id)
          .sort(bySort),
      ),
    variants: (ids) => guarded(() => all('variant').filter(({ id }) => ids.includes(id))),
    searchProducts: ({ groupId, ...page }) =>
      guarded(() =>
        searched(
          products().filter(({ value }) => groupId === null || value.groupIds.includes(groupId)),
          page,
        ),
      ),
    products: (ids) =>
      guarded(() => products().flatMap(({ value }) => (ids.includes(value.id) ? [value] : []))),
    favourites: () => guarded(() => products().flatMap(({ value }) => (value.isFavorite ? [value.id] : []))),
    groups: () => guarded(() => all('group').sort(bySort)),
    bundles: () => guarded(() => all('bundle').sort(bySort)),
    offer: (modelId, variantId) =>
      guarded(
        () => offers.find((offer) => offer.modelId === modelId && offer.variantId === variantId) ?? null,
      ),
    saveOffer: (offer) =>
      guarded(() => {
        offers = offers.filter(
          ({ modelId, variantId }) => modelId !== offer.modelId || variantId !== offer.variantId,
        );
        offers.push(offer);
      }),
    build: () =>
      guarded(() => {
        const entries: CatalogueEntry[] = [];
        return {
          add: (entry) => guarded(() => void entries.push(entry)),
          prepare: () => guarded(() => false),
          finish: (header) => Promise.resolve(guarded(() => void (content = { header, entries }))),
          discard: () => undefined,
        };
      }),
    close: () => undefined,
  };
  return store;
}
