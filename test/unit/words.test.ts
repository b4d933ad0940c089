import { expect, it } from 'vitest';
import { storageError } from '../../main/database/sqlite-database.ts';
import { whyNotStarted, wordsIn } from '../../main/platform/words.ts';

const full = [
  ['SQLite', Object.assign(new Error('database or disk is full'), { errcode: 13 })],
  ['the system', Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })],
] as const;

it.each(full)('says in each language that there is no room to start, whoever found it: %s', (_, error) => {
  const said = (['en', 'nl', 'de', 'fr'] as const).map((language) =>
    whyNotStarted(error, storageError(error).code, wordsIn(language, '')),
  );
  expect(new Set(said).size).toBe(4);
  expect(said.join()).not.toMatch(/database or|ENOSPC/);
});

it('says of anything else what the system said', () => {
  const error = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  expect(whyNotStarted(error, storageError(error).code, wordsIn('nl', ''))).toContain('EACCES');
});
