import { describe, expect, it } from 'vitest';
import { de } from '../../../renderer/i18n/de.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { fr } from '../../../renderer/i18n/fr.ts';
import { nl } from '../../../renderer/i18n/nl.ts';

const all = [en, de, nl, fr];

describe('what is said of a file of tickets', () => {
  it('is another thing in each case, in every language', () => {
    for (const { notices } of all)
      expect(new Set(Object.values(notices)).size).toBe(Object.keys(notices).length);
  });

  it('speaks of damage only where there was some, and of a backup only where one was used', () => {
    expect(en.notices['database-put-back']).not.toMatch(/damage/);
    expect(en.notices['database-salvaged']).not.toMatch(/stands in/);
    expect(en.notices['database-older']).not.toMatch(/damage|backup/);
    expect(en.notices['database-copied']).not.toMatch(/damage|backup/);
  });
});

// Of a ticket that was never tried, in a folder that was copied, these two were shown: "Read from a backup" and "The
// request left this PC, but no clear answer came back".
describe('what is said of a ticket that was brought back', () => {
  it('is true of a copied folder and an older day, too', () => {
    const shown = [en.error['doubt.restored'].title, en.outcome.unconfirmed.help].join(' ');
    expect(shown).not.toMatch(/left this PC|[Bb]ackup/);
    expect(en.error['doubt.restored'].help).toMatch(/backup.*copied.*older day.*drafts/);
  });
});
