import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';
import type { OwnEntry, OwnResult, OwnStore, OwnThing } from '../../main/catalogue/own-store.ts';

export interface MemoryOwnStore extends OwnStore {
  /** While set, every write fails like a full disk. */
  full: boolean;
}

/** What the workshop said, without a disk; checked by the same conformance suite as the real one. */
export function createMemoryOwnStore(): MemoryOwnStore {
  const rows = new Map<string, OwnEntry & { readonly touchedAt: number }>();
  const change = (thing: OwnThing, at: number, changes: (old: OwnEntry) => Partial<OwnEntry>) => {
    const key = `${thing.kind} ${thing.id}`;
    const known = rows.get(key);
    const old = known ?? { ...thing, name: null, favourite: null, uses: 0, usedAt: null, touchedAt: at };
    const changed = changes(old);
    const touchedAt = 'favourite' in changed ? old.touchedAt : at;
    rows.set(key, { ...old, modelId: thing.modelId ?? old.modelId, ...changed, touchedAt });
  };
  const written = (work: () => void): OwnResult<void> => {
    if (store.full) return err(appError('storage.full'));
    work();
    return ok(undefined);
  };
  const store: MemoryOwnStore = {
    full: false,
    all: () =>
      ok(
        [...rows.values()]
          .filter(({ name, favourite, uses }) => name !== null || favourite !== null || uses > 0)
          .sort(
            (one, other) =>
              other.touchedAt - one.touchedAt || one.kind.localeCompare(other.kind) || one.id - other.id,
          )
          .map(({ touchedAt: _, ...entry }) => entry),
      ),
    note: (things, at) =>
      written(() => {
        for (const thing of things) change(thing, at, ({ uses }) => ({ uses: uses + 1, usedAt: at }));
      }),
    name: (thing, name, at) => written(() => change(thing, at, () => ({ name }))),
    favourite: (id, favourite, at) =>
      written(() => change({ kind: 'product', id, modelId: null }, at, () => ({ favourite }))),
  };
  return store;
}
