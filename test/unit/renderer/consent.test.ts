import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { consentVersion } from '../../../renderer/features/tickets/consent-text.ts';
import { de } from '../../../renderer/i18n/de.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { fr } from '../../../renderer/i18n/fr.ts';
import { nl } from '../../../renderer/i18n/nl.ts';

const document = readFileSync(fileURLToPath(new URL('../../../docs/consent.md', import.meta.url)), 'utf8');
/** The table under the heading of a version: language, question, yes, no. */
const words = (version: number) =>
  (document.split(`## The words, version ${version}\n`)[1] ?? '')
    .split('\n## ')[0]
    ?.split('\n')
    .filter((line) => /^\| (en|nl|de|fr) /.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );

it('asks for consent in the words that are on record for its version', () => {
  const shown = Object.entries({ en, nl, de, fr }).map(([language, { consent }]) => [
    language,
    consent.question.replaceAll('\u00a0', ' '),
    consent.yes,
    consent.no,
  ]);
  expect(shown).toEqual(words(consentVersion));
});
