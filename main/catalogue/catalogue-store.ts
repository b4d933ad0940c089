import type { AppError } from '../../preload/contract/errors.ts';
import type {
  BundleView,
  PrerequisiteView,
  Price,
  ProductGroupView,
} from '../../preload/contract/catalogue.ts';
import type { Result } from '../../preload/contract/result.ts';

/** `catalogue.storage`: the catalogue's file could not be read or written. It can be fetched again. */
export type CatalogueStorageError = AppError & { readonly code: 'catalogue.storage' };
export type Kept<T> = Result<T, CatalogueStorageError>;

export interface Make {
  readonly id: number;
  readonly name: string;
}

export interface Model {
  readonly id: number;
  readonly makeId: number;
  readonly name: string;
  readonly fromYear: number | null;
  readonly toYear: number | null;
}

/** A model as it is read back: with the name of its make. */
export interface FoundModel {
  readonly id: number;
  readonly make: string;
  readonly name: string;
  readonly fromYear: number | null;
  readonly toYear: number | null;
}

export interface Variant {
  readonly id: number;
  readonly modelId: number;
  readonly name: string;
}

export interface Product {
  readonly id: number;
  readonly itemNumber: string;
  readonly name: string;
  readonly description: string;
  readonly isFavorite: boolean;
  readonly isUnattended: boolean;
  readonly grossPrice: Price | null;
  readonly netPrice: Price | null;
  readonly groupIds: readonly number[];
}

export interface Prerequisite extends PrerequisiteView {
  readonly productId: number;
}

export interface FoundProduct extends Product {
  readonly prerequisites: readonly PrerequisiteView[];
}

/** One entry of a catalogue that is being read. */
export type CatalogueEntry =
  | { readonly kind: 'make'; readonly value: Make }
  | { readonly kind: 'model'; readonly value: Model }
  | { readonly kind: 'variant'; readonly value: Variant }
  | { readonly kind: 'group'; readonly value: ProductGroupView }
  | { readonly kind: 'product'; readonly value: Product }
  | { readonly kind: 'prerequisite'; readonly value: Prerequisite }
  | { readonly kind: 'bundle'; readonly value: BundleView };

export interface CatalogueHeader {
  readonly source: string;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly importedAt: number;
  /** Tells whether a file is the one that was read: path, size and time of it. Empty: none. */
  readonly stamp: string;
}

export interface CatalogueSummary extends CatalogueHeader {
  readonly models: number;
  readonly variants: number;
  readonly products: number;
}

/** What the service said that a vehicle can have. */
export interface Offer {
  readonly modelId: number;
  readonly variantId: number;
  readonly asOf: number;
  readonly groups: readonly ProductGroupView[];
  readonly bundles: readonly BundleView[];
}

export interface Page {
  /** Folded words, each the beginning of one (words.ts); empty: everything. */
  readonly words: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

export interface ProductPage extends Page {
  readonly groupId: number | null;
}

/** A catalogue that is being built beside the one in use, which stays whole until `finish` puts this in its place. */
export interface CatalogueBuilder {
  add(entry: CatalogueEntry): Kept<void>;
  /** Does a little of what makes it searchable; false: nothing is left to do. To be called until then. */
  prepare(): Kept<boolean>;
  /** Puts it in the place of the one in use, all at once. What the service said of vehicles is kept. */
  finish(header: CatalogueHeader): Promise<Kept<void>>;
  /** Throws it away. */
  discard(): void;
}

/**
 * Where the catalogue lives. All of it came from somewhere and can be fetched again: what the workshop itself said is
 * kept elsewhere (own-store.ts).
 *
 * Searches answer with those first that have every word whole, then those of which every word begins one in make, name
 * or number, then those where variants or descriptions help; within each in the order of the alphabet.
 */
export interface CatalogueStore {
  /** Null: there is none. */
  summary(): Kept<CatalogueSummary | null>;
  searchModels(page: Page): Kept<readonly FoundModel[]>;
  models(ids: readonly number[]): Kept<readonly FoundModel[]>;
  /** In the order of the alphabet. */
  variantsOf(modelId: number): Kept<readonly Variant[]>;
  variants(ids: readonly number[]): Kept<readonly Variant[]>;
  searchProducts(page: ProductPage): Kept<readonly FoundProduct[]>;
  products(ids: readonly number[]): Kept<readonly FoundProduct[]>;
  /** The ids of what the catalogue itself marks as a favourite; the first 500. */
  favourites(): Kept<readonly number[]>;
  groups(): Kept<readonly ProductGroupView[]>;
  bundles(): Kept<readonly BundleView[]>;
  offer(modelId: number, variantId: number): Kept<Offer | null>;
  /** Replaces what was known of this vehicle. The oldest are forgotten when there are too many. */
  saveOffer(offer: Offer): Kept<void>;
  /** Begins anew beside what is there. One at a time: an earlier builder that was not finished is discarded. */
  build(): Kept<CatalogueBuilder>;
  close(): void;
}
