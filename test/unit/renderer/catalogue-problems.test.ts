import { expect, it } from 'vitest';
import { catalogueProblems, type CatalogueProblemCode } from '../../../preload/contract/catalogue.ts';
import { CatalogueFile } from '../../../main/catalogue/catalogue-file.ts';
import { de } from '../../../renderer/i18n/de.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { fr } from '../../../renderer/i18n/fr.ts';
import { nl } from '../../../renderer/i18n/nl.ts';
import { badCatalogues } from '../../support/bad-catalogues.ts';

/** What is wrong with each of the bad catalogues, as main tells it. */
const told = badCatalogues.flatMap(({ bytes }) => {
  const file = new CatalogueFile(() => undefined);
  file.push(bytes());
  const end = file.end();
  return end.ok ? [] : end.error;
});

it('says of every kind of problem what is wrong, in one sentence', () => {
  for (const dictionary of [en, nl, de, fr])
    for (const code of catalogueProblems)
      expect(dictionary.catalogueProblem[code]('7')).toMatch(/^[A-ZÀ-Ý].*[.?]$/);
});

it('says what belongs there instead in the language of the window, and never in main’s English', () => {
  const details = told.filter(({ code, detail }) => code.startsWith('wrong') && /[a-z] [a-z]/.test(detail));
  expect(details.length).toBeGreaterThan(4);
  for (const { code, detail } of details)
    for (const dictionary of [nl, de, fr])
      expect(dictionary.catalogueProblem[code](detail)).not.toContain(detail);
});

it.each<[CatalogueProblemCode, string, string, string]>([
  ['too_large', '64', 'larger than 64 MiB', 'größer als 64 MiB'],
  ['wrong_type', 'list', 'a list in [ ]', 'eine Liste in [ ]'],
  ['wrong_value', 'at most 10000000', '10,000,000 or less', '10.000.000 oder weniger'],
  ['wrong_value', '1900 to 2100', '1900 to 2100', '1900 bis 2100'],
  ['wrong_value', '("boolean" | "text")', 'one of "boolean", "text"', 'eines von "boolean", "text"'],
  ['wrong_value', 'what nobody foresaw', 'Allowed: what nobody foresaw.', 'what nobody foresaw'],
  ['no_such_id', 'makes: 2', 'The id 2 is not in the list makes.', 'Die ID 2 ist nicht in der Liste makes.'],
  ['too_many', '10000', 'more than 10,000 entries', 'mehr als 10.000 Einträge'],
  ['too_many', '600000 references to what comes later', '600,000 entries name', '600.000 Einträge nennen'],
  ['entry_too_large', '262144', '256 KiB', '256 KiB'],
  ['unreadable', 'EACCES', '(EACCES)', '(EACCES)'],
])('makes words of %s %s', (code, detail, english, german) => {
  expect(en.catalogueProblem[code](detail)).toContain(english);
  expect(de.catalogueProblem[code](detail)).toContain(german);
});
