import { expect, it } from 'vitest';
import { languages } from '../../../preload/contract/choices.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { de } from '../../../renderer/i18n/de.ts';
import { fr } from '../../../renderer/i18n/fr.ts';
import { nl } from '../../../renderer/i18n/nl.ts';
import { languageOf, speak, texts } from '../../../renderer/i18n/texts.ts';

type Words = (...words: unknown[]) => unknown;

/** What a text says of a number, or of a field where it is about one. */
function asked(words: Words): unknown {
  try {
    return words('7', '7', '7');
  } catch {
    return words('vin', '7', '7');
  }
}

/** Every text of a language by its path; functions are asked with digits, so that the words around them show. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return textsOf(asked(value as Words), path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}.${key}`));
}

/** The same in every language: names, numbers, keys, and words that are borrowed. */
const isSame = (text: string) => text === en.appName || text.replaceAll(/[^\p{L}]/gu, '').length < 12;

for (const [name, dictionary] of Object.entries({ nl, de, fr })) {
  it(`leaves no English text in ${name}`, () => {
    const english = new Map(textsOf(en));
    const left = textsOf(dictionary).filter(([path, text]) => english.get(path) === text && !isSame(text));
    expect(left).toEqual([]);
  });
}

it('speaks the system’s language where it knows it, and English elsewhere', () => {
  expect(languageOf('system', 'nl-BE')).toBe('nl');
  expect(languageOf('system', 'de')).toBe('de');
  expect(languageOf('system', 'pl-PL')).toBe('en');
  expect(languageOf('fr', 'nl-NL')).toBe('fr');
});

it('changes every text at once', async () => {
  for (const language of languages) {
    await speak(language);
    expect(texts).toBe({ nl, de, fr, en }[language]);
  }
});
