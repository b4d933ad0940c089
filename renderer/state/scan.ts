import { isVin } from '../../preload/contract/vin.ts';

/** A scanner types a character every 7 to 16 ms; nobody types for long with less than this between two keys. */
const LONGEST_GAP_MS = 40;

/** One key as the window hears it. */
export interface Key {
  readonly key: string;
  /** Milliseconds of a clock that only goes on. */
  readonly timeStamp: number;
}

/** Tells a scanner that plays keyboard from a person: quick keys, and Enter at the end. */
export class Scan {
  #text = '';
  #last = -Infinity;

  /** @returns the whole scan when this key ended one that looks like a VIN; otherwise null. */
  hear({ key, timeStamp }: Key): string | null {
    // A key that writes nothing, such as the Shift of a capital letter, neither ends a scan nor belongs to it.
    if (key.length > 1 && key !== 'Enter') return null;
    const isQuick = timeStamp - this.#last <= LONGEST_GAP_MS;
    this.#last = timeStamp;
    if (key === 'Enter') {
      const text = this.#text;
      this.#text = '';
      return isQuick && isVin(text) ? text : null;
    }
    this.#text = (isQuick ? this.#text : '') + key;
    return null;
  }
}
