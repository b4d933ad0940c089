import { plainText } from '../../preload/contract/clean.ts';

/** Letters that Unicode does not take apart into a base letter and a mark. */
const folded: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Lower case without accents: "Škoda" and "skoda" are the same to whoever searches. */
export const fold = (text: string): string =>
  plainText(text)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => folded[letter] ?? letter);

/** The most words of a search that count. */
const MOST_WORDS = 8;

/** What somebody typed, as words to look for. */
export const wordsOf = (typed: string): string[] =>
  [...new Set(fold(typed).match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, MOST_WORDS);

/** What a text is found by: its words, and what is written together with a dash or a dot also as one ("XC-60"). */
export function indexOf(...texts: readonly string[]): string {
  const found = new Set<string>();
  for (const chunk of texts.flatMap((text) => fold(text).split(/\s+/))) {
    const words = chunk.match(/[\p{L}\p{N}]+/gu) ?? [];
    for (const word of words) found.add(word);
    if (words.length > 1) found.add(words.join(''));
  }
  return [...found].join(' ');
}

/** Whether every word looked for begins one of an index's words. */
export function isFound(index: string, words: readonly string[]): boolean {
  const padded = ` ${index}`;
  return words.every((word) => padded.includes(` ${word}`));
}

/** Whether every word looked for is one of an index's words. */
export function isExact(index: string, words: readonly string[]): boolean {
  const padded = ` ${index} `;
  return words.every((word) => padded.includes(` ${word} `));
}
