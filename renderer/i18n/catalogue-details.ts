import type { NotText } from '../../preload/contract/not-text.ts';

/** The words for what a value of a catalogue may be; main says it in English (main/catalogue/catalogue-format.ts). */
export interface DetailWords {
  readonly types: Readonly<Record<'number' | 'string' | 'boolean' | 'list' | 'object', string>>;
  readonly whole: string;
  readonly notEmpty: string;
  readonly uuid: string;
  readonly date: (like: string) => string;
  readonly atLeast: (number: string) => string;
  readonly atMost: (number: string) => string;
  readonly characters: (most: string) => string;
  readonly entries: (most: string) => string;
  readonly between: (from: string, to: string) => string;
  readonly oneOf: (choices: string) => string;
}

/** Says what main's details mean, in the words and the figures of a language. */
export function detailsIn(locale: string, words: DetailWords) {
  const format = new Intl.NumberFormat(locale);
  const figures = (digits: string) => format.format(Number(digits));
  const fixed: Readonly<Record<string, string>> = {
    'a whole number': words.whole,
    'not empty': words.notEmpty,
    'a UUID': words.uuid,
  };
  const rules: readonly (readonly [RegExp, (first: string, second: string) => string])[] = [
    [/^at least (\d+)$/, (least) => words.atLeast(figures(least))],
    [/^at most (\d+)$/, (most) => words.atMost(figures(most))],
    [/^at most (\d+) characters$/, (most) => words.characters(figures(most))],
    [/^at most (\d+) entries$/, (most) => words.entries(figures(most))],
    [/^a date like (\S+)/, (like) => words.date(like)],
    // Years: without the dots and commas of other numbers.
    [/^(\d+) to (\d+)$/, (from, to) => words.between(from, to)],
    [/^\((.*)\)$/, (choices) => words.oneOf(choices.replaceAll(' | ', ', '))],
  ];
  return {
    figures,
    /** What is allowed; as main says it where it is none of the known things. */
    allowed(detail: string): string {
      for (const [rule, said] of rules) {
        const found = rule.exec(detail);
        if (found !== null) return said(found[1] ?? '', found[2] ?? '');
      }
      return fixed[detail] ?? detail;
    },
    type: (detail: string): string => (words.types as Readonly<Record<string, string>>)[detail] ?? detail,
    /** `encoding 3 12 57 Windows-1252`: why, line, column and byte, and the encoding, if one is known. */
    fault(detail: string): NotText {
      const [why, line, column, offset, ...encoding] = detail.split(' ');
      return {
        why: why === 'broken' || why === 'nul' ? why : 'encoding',
        line: Number(line),
        column: Number(column),
        offset: Number(offset),
        encoding: (encoding.join(' ') || null) as NotText['encoding'],
      };
    },
    kibibytes: (bytes: string): string => format.format(Math.round(Number(bytes) / 1024)),
    /** `makes: 2`: the list that was looked in, and the id that is not there. */
    missing(detail: string): { readonly list: string; readonly id: string } {
      const [list = '', id = ''] = detail.split(': ');
      return { list, id };
    },
    /** How many there may be; whether they are references to what comes later, and not entries of a list. */
    limit(detail: string): { readonly most: string; readonly references: boolean } {
      return { most: figures(String(Number.parseInt(detail, 10))), references: detail.includes(' ') };
    },
  };
}
