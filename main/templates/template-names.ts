import { plainName } from '../../preload/contract/clean.ts';

/** As long as a name may be. */
const LONGEST = 60;

/** Names that people would take for the same one have the same key. */
export const nameKey = (name: string): string =>
  plainName(name).normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

export const isTaken = (name: string, others: readonly { readonly name: string }[]): boolean =>
  others.some((other) => nameKey(other.name) === nameKey(name));

/** The name, or "name (2)" and so on, where others have it already. */
export function freeName(name: string, others: readonly { readonly name: string }[]): string {
  let free = name;
  for (let number = 2; isTaken(free, others); number += 1) {
    const suffix = ` (${number})`;
    free = `${name.slice(0, LONGEST - suffix.length).trimEnd()}${suffix}`;
  }
  return free;
}
