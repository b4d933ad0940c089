import type { AppError } from '../../preload/contract/errors.ts';
import type { OwnKind } from '../../preload/contract/catalogue.ts';
import type { Result } from '../../preload/contract/result.ts';

/** What a workshop orders: a model, a variant of one, a product. */
export interface OwnThing {
  readonly kind: OwnKind;
  readonly id: number;
  /** A variant's model; null where it is none, or not known. */
  readonly modelId: number | null;
}

/** What this workshop itself knows of it. */
export interface OwnEntry extends OwnThing {
  readonly name: string | null;
  /** The workshop's own word; null: it has none, and the catalogue's counts. */
  readonly favourite: boolean | null;
  /** How often it was ordered. */
  readonly uses: number;
  /** Milliseconds since the epoch; null: never ordered. */
  readonly usedAt: number | null;
}

/** `storage.full` or `storage.failed`: nothing of the call was kept. */
export type OwnResult<T> = Result<T, AppError>;

/**
 * What this workshop itself said: names of ids, favourites, and what it ordered. It can be fetched nowhere, so it is kept
 * apart from the catalogue and like tickets: every call that returns `ok` has been committed to disk before.
 */
export interface OwnStore {
  /** Latest ordered or named first; the first 20,000. */
  all(): OwnResult<readonly OwnEntry[]>;
  /** Ordered once more. */
  note(things: readonly OwnThing[], at: number): OwnResult<void>;
  /** Null takes the name away. */
  name(thing: OwnThing, name: string | null, at: number): OwnResult<void>;
  favourite(productId: number, favourite: boolean, at: number): OwnResult<void>;
}
