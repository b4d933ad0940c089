const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** One character as JSON, an address or markup may write it. */
const writing =
  /^(?:\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);|\\([/\\"']))$/i;
const begins = new Set(['\\', '%', '&']);
const ends = /[\da-f;/\\"']/i;
/** The longest of them: `&#x10ffff;`. */
const LONGEST = 10;

/**
 * A text with every layer of writing taken off: backslashes of JSON, percents of addresses, entities of markup, however
 * often it was written over. What a character completes is read at once, and what that completes in turn: each reading
 * makes the text shorter, so the work grows with its length alone, and not with the number of layers.
 */
export function plainOf(text: string): string {
  if (!/[\\%&]/.test(text)) return text;
  const plain: string[] = [];
  for (const character of text) {
    plain.push(character);
    for (let read = lastOf(plain); read !== null; read = lastOf(plain)) {
      plain.length -= read.length;
      plain.push(read.means);
    }
  }
  return plain.join('');
}

/** The writing that ends the text; null: there is none. */
function lastOf(plain: readonly string[]): { readonly length: number; readonly means: string } | null {
  if (!ends.test(plain.at(-1) ?? '')) return null;
  // A writing has no other one in it: it goes back to whatever could begin one.
  for (let length = 2; length <= LONGEST; length += 1) {
    if (!begins.has(plain[plain.length - length] ?? '')) continue;
    const means = meaningOf(plain.slice(-length).join(''));
    return means === null ? null : { length, means };
  }
  return null;
}

function meaningOf(written: string): string | null {
  const found = writing.exec(written);
  if (found === null) return null;
  const [, u, x, percent, hex, decimal, name, escaped] = found;
  if (escaped !== undefined) return escaped;
  if (name !== undefined) return named[name.toLowerCase()] ?? null;
  const code = decimal === undefined ? Number.parseInt(u ?? x ?? percent ?? hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}
