import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../main/api/body.ts';
import { listedTickets } from '../../main/api/historical-tickets.ts';
import { jsonAnswerOf } from '../../main/api/json-answer.ts';
import { outcomeOf } from '../../main/api/ticket-outcome.ts';
import { signInWithPin } from '../../main/auth/connector-pin.ts';

// The digits behind a decimal point were taken for a whole number that is too large, put into quotes where they stood,
// and what was JSON was none any more. 0.30000000000000004 is what every program that adds 0.1 and 0.2 writes.
const answered = (status: number, body: string) =>
  ({
    phase: 'answered',
    answer: {
      status,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body, 'utf8'),
      complete: true,
    },
  }) as const;

describe('a whole number that is too large', () => {
  it.each([
    ['{"id":12345678901234567}', { id: '12345678901234567' }],
    ['[-12345678901234567, 9007199254740993]', ['-12345678901234567', '9007199254740993']],
    [
      '{"id":9007199254740991,"a":[{"b":1234567890123456}]}',
      { id: 9007199254740991, a: [{ b: 1234567890123456 }] },
    ],
    ['{"id":12345678901234567,"at":0.30000000000000004}', { id: '12345678901234567', at: 0.1 + 0.2 }],
    [
      '{"12345678901234567":"a 12345678901234567 b\\"12345678901234567"}',
      { '12345678901234567': 'a 12345678901234567 b"12345678901234567' },
    ],
    ['1e20', 1e20],
    ['[12345678901234567', undefined],
  ])('is kept to its last digit, and nothing else is touched: %s', (text, value) =>
    expect(jsonOf(text)).toEqual(value),
  );
});

describe('a fraction with 17 digits in an answer', () => {
  it.each(['0.30000000000000004', '51.98510400000000123', '4.9999999999999991'])('is JSON: %s', (number) =>
    expect(jsonOf(`{"id":"123","total":${number}}`)).toMatchObject({ id: '123' }),
  );

  it('costs no created ticket its number', () => {
    const outcome = outcomeOf(
      answered(201, '{"id":"123","uuid":"u","total":0.30000000000000004}'),
      /pending ticket/i,
      [],
    );
    expect(outcome).toMatchObject({ kind: 'created', ticket: { id: '123' } });
  });

  it('does not make "not accepted" of a connector that is busy', () => {
    const outcome = outcomeOf(
      answered(
        400,
        '{"message":"There is a pending ticket on this connector","elapsed":0.30000000000000004}',
      ),
      /pending ticket/i,
      [],
    );
    expect(outcome).toMatchObject({ kind: 'held' });
  });

  it('does not take the service’s words away', () => {
    const outcome = outcomeOf(
      answered(400, '{"message":"vin is not known","elapsed":0.30000000000000004}'),
      /pending/i,
      [],
    );
    expect(outcome).toMatchObject({ kind: 'rejected', message: 'vin is not known' });
  });

  it('does not make a list unreadable', async () => {
    const body = '{"result":[{"id":"7","connector_id":7,"price":0.30000000000000004}],"total":1}';
    const listed = await listedTickets('WVGZZZ5NZEW069297', () =>
      Promise.resolve(jsonAnswerOf(answered(200, body), [])),
    );
    expect(listed.ok).toBe(true);
  });

  it('keeps nobody from signing in with a pin', async () => {
    const body = '{"access_token":"abc","issued_at":1800000000.10000000000000001}';
    const signedIn = await signInWithPin(
      { postJson: () => Promise.resolve(jsonAnswerOf(answered(200, body), [])) },
      7,
      '1234',
    );
    expect(signedIn).toMatchObject({ ok: true });
  });
});
