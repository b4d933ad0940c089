import { expect, it } from 'vitest';
import { withoutSecrets } from '../../main/api/secrets.ts';
import { outcomeOf } from '../../main/api/ticket-outcome.ts';

const token = 'a-token-that-is-long-enough-to-be-looked-for';
const answered = (message: string) =>
  outcomeOf(
    {
      phase: 'answered',
      answer: {
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify({ message }), 'utf8'),
        complete: true,
      },
    },
    /pending ticket/i,
    [token],
  );

// Each layer of writing was taken off by itself, and after each the whole text gone through again: what is written a few
// thousand times over kept the whole program busy, the window and the ticket that is being sent with it. 30 kB took a
// quarter of a minute; these are as large as an answer can be, where the same would take hours.
it.each([
  ['percents', `%${'25'.repeat(500_000)}`],
  ['entities', `&${'amp;'.repeat(250_000)}`],
  ['backslashes', '\\'.repeat(500_000)],
  ['hexadecimal digits', 'deadbeef'.repeat(125_000)],
  ['beginnings without an end', '&#x%\\u'.repeat(140_000)],
])('an answer of 1 MB is read, whatever it is full of: %s', (_, message) => {
  expect(answered(message)).toMatchObject({ kind: 'rejected', status: 400 });
  expect(withoutSecrets(message, [token])).toBe(message);
});

it('a token is found under however many layers', () => {
  const layers = `%${'25'.repeat(2_000)}`;
  const outcome = answered(`no: ${token.replaceAll('-', `${layers}2d`)}!`);
  expect(outcome).toMatchObject({ kind: 'rejected', message: 'no: […]!' });
});
