import type { OwnKind } from '../../preload/contract/catalogue.ts';
import { ok } from '../../preload/contract/result.ts';
import type { OwnEntry, OwnResult, OwnStore, OwnThing } from './own-store.ts';

/** So many of a kind are offered before the catalogue's. */
const MOST_OFFERED = 500;

/** What the workshop itself said, read once and kept in memory: it is asked with every key that is pressed. */
export class OwnWords {
  readonly #store: OwnStore;
  #entries: Map<string, OwnEntry> | null = null;
  readonly #latest = new Map<OwnKind, readonly OwnEntry[]>();

  constructor(store: OwnStore) {
    this.#store = store;
  }

  /** Null: it is not known here, or what is known cannot be read just now. */
  of(kind: OwnKind, id: number): OwnEntry | null {
    return this.#all().get(keyOf({ kind, id })) ?? null;
  }

  /** What was ordered or named here, latest first. */
  latest(kind: OwnKind): readonly OwnEntry[] {
    const all = this.#all();
    const known = this.#latest.get(kind);
    if (known !== undefined) return known;
    const latest = [...all.values()]
      .filter((entry) => entry.kind === kind && (entry.uses > 0 || entry.name !== null))
      .slice(0, MOST_OFFERED);
    if (this.#entries !== null) this.#latest.set(kind, latest);
    return latest;
  }

  /** The products that the workshop has a word on. */
  marked(favourite: boolean): readonly number[] {
    return [...this.#all().values()].flatMap((entry) =>
      entry.kind === 'product' && entry.favourite === favourite ? [entry.id] : [],
    );
  }

  note(things: readonly OwnThing[], at: number): OwnResult<void> {
    return this.#changed(this.#store.note(things, at));
  }

  name(thing: OwnThing, name: string | null, at: number): OwnResult<void> {
    return this.#changed(this.#store.name(thing, name, at));
  }

  favourite(productId: number, favourite: boolean, at: number): OwnResult<void> {
    return this.#changed(this.#store.favourite(productId, favourite, at));
  }

  #changed(result: OwnResult<void>): OwnResult<void> {
    if (!result.ok) return result;
    this.#entries = null;
    this.#latest.clear();
    return ok(undefined);
  }

  #all(): ReadonlyMap<string, OwnEntry> {
    if (this.#entries !== null) return this.#entries;
    const read = this.#store.all();
    // Searching goes on without it, and it is asked for again with the next key.
    if (!read.ok) return new Map();
    this.#entries = new Map(read.value.map((entry) => [keyOf(entry), entry]));
    return this.#entries;
  }
}

const keyOf = ({ kind, id }: { readonly kind: OwnKind; readonly id: number }) => `${kind} ${id}`;
