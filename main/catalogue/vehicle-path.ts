import { ok } from '../../preload/contract/result.ts';
import type { CatalogueStore, FoundModel, Kept, Variant } from './catalogue-store.ts';
import { fold, wordsOf } from './words.ts';

/**
 * One way to read a vehicle path such as `AUDI#100#100 - (44, 44Q, C3)#1.8 Quattro 65KW SH`: what stands in it as
 * model, and what as variant. Nobody says how paths are put together, so one that can be read in two ways is.
 */
export interface PathReading {
  readonly make: string;
  readonly model: string;
  /** Null: it names none. */
  readonly variant: string | null;
  /** Read like this, its last part may just as well be a model: it counts only where the model has such a variant. */
  readonly needsVariant: boolean;
}

export interface PathVehicle {
  readonly model: FoundModel;
  readonly variant: Variant | null;
}

/** So many models are looked at. Where more could fit, nobody can say that one is the only one. */
const MOST_MODELS = 1_000;

type Store = Pick<CatalogueStore, 'searchModels' | 'variantsOf'>;

/**
 * The one model of the catalogue that a path names, and its variant. Null: there is none, or more than one, because a
 * wrong vehicle costs more than one that is to be chosen. The variant alone is null where only it is not certain.
 */
export function vehicleIn(store: Store, path: string): Kept<PathVehicle | null> {
  const readings = readingsOf(path);
  // Nearly always names are written as in the catalogue, word by word. To look wider takes longer.
  for (const searched of [allWordsOf, beginningsOf]) {
    const found = vehiclesOf(store, readings, searched);
    if (!found.ok) return found;
    if (found.value === null || found.value.length > 0) return ok(onlyOne(found.value ?? []));
  }
  return ok(null);
}

/** Every vehicle that one of the readings names. Null: there are too many to look at. */
function vehiclesOf(
  store: Store,
  readings: readonly PathReading[],
  wordsToSearch: (reading: PathReading) => string[],
): Kept<readonly PathVehicle[] | null> {
  const found = new Map<number, PathVehicle>();
  // Most paths begin alike however they are read.
  const searched = new Map<string, Kept<readonly FoundModel[]>>();
  for (const reading of readings) {
    const words = wordsToSearch(reading);
    const key = words.join(' ');
    const models = searched.get(key) ?? store.searchModels({ words, offset: 0, limit: MOST_MODELS });
    searched.set(key, models);
    if (!models.ok) return models;
    if (models.value.length === MOST_MODELS) return ok(null);
    for (const model of models.value) {
      if (!isSameName(model.make, reading.make) || !isSameName(model.name, reading.model)) continue;
      const variants = reading.variant === null ? ok([]) : store.variantsOf(model.id);
      if (!variants.ok) return variants;
      const variant = onlyOne(variants.value.filter(({ name }) => isSameName(name, reading.variant ?? '')));
      if (variant !== null || !reading.needsVariant)
        found.set(model.id, { model, variant: variant ?? found.get(model.id)?.variant ?? null });
    }
  }
  return ok([...found.values()]);
}

/**
 * Every way to read a path. The first part is the make and the last the variant; the model is the part before it, or
 * all between (model family and model). Of three parts nobody knows whether the last is a variant or a model.
 */
export function readingsOf(path: string): PathReading[] {
  const [make = '', ...parts] = path.split('#').map((part) => part.trim());
  const read = (models: readonly string[], variant: string | null, needsVariant = false) =>
    [models.at(-1) ?? '', models.filter((part) => part !== '').join(' ')].map((model): PathReading => ({
      make,
      model,
      variant,
      needsVariant,
    }));
  const last = parts.at(-1);
  // An empty last part is the place of a variant that is not told.
  const variant = last === '' ? null : (last ?? null);
  const before = parts.slice(0, -1);
  const readings = [
    ...(parts.length >= 2 ? read(before, variant, parts.length === 2 && variant !== null) : []),
    ...(parts.length === 1 || (parts.length === 2 && variant !== null) ? read(parts, null) : []),
  ];
  const different = new Map(
    readings.map((reading) => [JSON.stringify([nameKey(reading.model), reading.variant]), reading]),
  );
  return [...different.values()].filter((reading) => nameKey(make) !== '' && nameKey(reading.model) !== '');
}

/** Whether two names are the same but for case, accents, blanks, dashes and brackets. Empty ones are no names. */
export const isSameName = (one: string, other: string): boolean =>
  nameKey(one) !== '' && nameKey(one) === nameKey(other);

/**
 * A name as it is compared: "XC-60", "XC 60" and "xc60" are one. Two numbers stay two, since "1.8" is not "18"; and a
 * plus is kept, since it tells models apart.
 */
function nameKey(name: string): string {
  const runs = fold(name).match(/[\p{L}+]+|\p{N}+/gu) ?? [];
  return runs.reduce(
    (key, run) => (/\p{N}$/u.test(key) && /^\p{N}/u.test(run) ? `${key} ${run}` : key + run),
    '',
  );
}

const allWordsOf = ({ make, model }: PathReading): string[] => wordsOf(`${make} ${model}`);

/** Only the first letters, or digits, of a name begin a word of it however it is written: of "XC60" that is "xc". */
const beginningsOf = ({ make, model }: PathReading): string[] =>
  [make, model].flatMap((name) => /\p{L}+|\p{N}+/u.exec(fold(name)) ?? []);

const onlyOne = <T>(all: readonly T[]): T | null => (all.length === 1 ? (all[0] ?? null) : null);
