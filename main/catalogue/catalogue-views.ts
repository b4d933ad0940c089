import type { ModelView, ProductView, VariantView } from '../../preload/contract/catalogue.ts';
import type { FoundModel, FoundProduct, Variant } from './catalogue-store.ts';
import type { OwnEntry } from './own-store.ts';

const useOf = (own: OwnEntry | null) => ({
  ownName: own?.name ?? null,
  uses: own?.uses ?? 0,
  usedAt: own?.usedAt ?? null,
});

/** A model as the window sees it: what the catalogue has of it, if it has it, and what the workshop says. */
export const modelView = (id: number, found: FoundModel | null, own: OwnEntry | null): ModelView => ({
  id,
  known: found !== null,
  make: found?.make ?? '',
  name: found?.name ?? '',
  fromYear: found?.fromYear ?? null,
  toYear: found?.toYear ?? null,
  ...useOf(own),
});

export const variantView = (id: number, found: Variant | null, own: OwnEntry | null): VariantView => ({
  id,
  known: found !== null,
  name: found?.name ?? '',
  ...useOf(own),
});

/** Of a product that the catalogue does not know nothing is claimed: not that it asks nothing, not that it is attended. */
export const productView = (id: number, found: FoundProduct | null, own: OwnEntry | null): ProductView => ({
  id,
  known: found !== null,
  itemNumber: found?.itemNumber ?? '',
  name: found?.name ?? '',
  description: found?.description ?? '',
  favourite: own?.favourite ?? found?.isFavorite ?? false,
  isUnattended: found?.isUnattended ?? null,
  grossPrice: found?.grossPrice ?? null,
  netPrice: found?.netPrice ?? null,
  groupIds: [...(found?.groupIds ?? [])],
  prerequisites: found === null ? null : [...found.prerequisites],
  ...useOf(own),
});
