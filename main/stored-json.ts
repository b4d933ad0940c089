import * as v from 'valibot';

/**
 * What is stored as JSON can go bad on the disk and be JSON still: a name of a field with another letter in it. So it is
 * read by schemas that have an answer to everything, and one byte costs the one value that it is in.
 */

/** A list of what fits; what does not is left out. */
export const listOf = <T>(entry: v.GenericSchema<unknown, T>) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((list): T[] =>
      list.flatMap((each) => {
        const read = v.safeParse(entry, each);
        return read.success ? [read.output] : [];
      }),
    ),
  );

/** The same, and empty where it is no list. */
export const fitting = <T>(entry: v.GenericSchema<unknown, T>) => v.fallback(listOf(entry), []);

/** @throws SyntaxError where it is no JSON. @returns `otherwise` where it is nothing that fits, also where there is none. */
export function readJson<T>(schema: v.GenericSchema<unknown, T>, json: string | null, otherwise: T): T {
  if (json === null) return otherwise;
  const read = v.safeParse(schema, JSON.parse(json));
  return read.success ? read.output : otherwise;
}

/** The entries of a stored list that fit; none where it is no JSON any more. For what nothing hangs on but itself. */
export function entriesIn<T>(json: unknown, entry: v.GenericSchema<unknown, T>): T[] {
  try {
    return readJson(fitting(entry), String(json), []);
  } catch {
    return [];
  }
}
