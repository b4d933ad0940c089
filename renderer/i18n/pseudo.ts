import type { Texts } from './texts.ts';

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'î',
  o: 'ö',
  u: 'ü',
  c: 'ç',
  n: 'ñ',
  A: 'Å',
  E: 'É',
  I: 'Î',
  O: 'Ö',
  U: 'Ü',
};

/** Longer by a third, as translations are, and with marks that no English text has. */
const stretched = (text: string): string => {
  if (text.trim() === '') return text;
  const accented = text.replaceAll(/[aeioucnAEIOU]/g, (letter) => accents[letter] ?? letter);
  return `[${accented}${' ·'.repeat(Math.ceil(text.length / 6))}]`;
};

/** English made strange: what is cut off, overlaps or was never put into the texts shows at once. */
export const pseudo = (en: Texts): Texts => strange(en) as Texts;

function strange(value: unknown): unknown {
  if (typeof value === 'string') return stretched(value);
  if (typeof value === 'function')
    return (...words: unknown[]) => strange((value as (...words: unknown[]) => unknown)(...words));
  if (Array.isArray(value)) return value.map(strange);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, strange(part)]));
}
