import { describe, expect, it } from 'vitest';
import { defaultPendingPattern } from '../../main/api/problem.ts';
import { outcomeOf } from '../../main/api/ticket-outcome.ts';

const pattern = new RegExp(defaultPendingPattern, 'i');
const reference = 'after the "pending ticket" of Monday';

/** What a 400 with this body means for a ticket with this reference. */
const outcomeFor = (answer: unknown, sent: object = { vin: 'X', reference }) =>
  outcomeOf(
    {
      phase: 'answered',
      answer: {
        status: 400,
        headers: { 'content-type': typeof answer === 'string' ? 'text/plain' : 'application/json' },
        body: Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer), 'utf8'),
        complete: true,
      },
    },
    pattern,
    [],
    JSON.stringify(sent),
  ).kind;

// Whatever of a refusal spoke of a pending ticket made a busy connector of it, also our own reference in it. It was tried
// again every five minutes for ever, and nobody was told that the service does not accept it.
describe('a refusal that repeats what was sent', () => {
  it.each([
    ['in its words', { message: `reference '${reference}' is too long` }],
    ['as it was', { errors: [{ field: 'reference', got: reference }] }],
    ['as an object', { message: 'not valid', request: { vin: 'X', reference } }],
    ['as JSON in a text', { message: 'not valid', payload: JSON.stringify({ vin: 'X', reference }) }],
    ['as plain text', `the reference ${reference} is too long`],
  ])('is one, %s', (_, answer) => expect(outcomeFor(answer)).toBe('rejected'));

  it('that is the very words holds nothing either', () => {
    const sent = { reference: 'Pending ticket' };
    expect(outcomeFor({ message: 'not valid', request: sent }, sent)).toBe('rejected');
  });
});

// Where an answer puts what it says under "body", "request" or "payload", as gateways do, that is said all the same. A
// busy connector was "not accepted", also after an attempt in doubt, where the pending ticket may be ours.
describe('a connector that is busy', () => {
  const words = 'There is a pending ticket on this connector';
  it.each(['body', 'payload', 'request', 'input', 'value'])('is heard of under "%s"', (key) => {
    expect(outcomeFor({ status: 400, [key]: { message: words } })).toBe('held');
    expect(outcomeFor({ status: 400, [key]: JSON.stringify({ message: words }) })).toBe('held');
  });

  it('is heard of beside whatever is repeated of ours', () => {
    expect(outcomeFor({ message: words, request: { reference } })).toBe('held');
    expect(outcomeFor({ message: `${words}, so ${reference} must wait` })).toBe('held');
    expect(outcomeFor({ message: words }, { reference: 'Pending ticket' })).toBe('held');
    expect(
      outcomeFor({ input: Array.from({ length: 500 }, (_, n) => `line ${String(n)}`), message: words }),
    ).toBe('held');
  });

  it('is heard of whatever the body was', () => {
    expect(outcomeFor({ message: words }, [])).toBe('held');
    expect(
      outcomeOf(
        { phase: 'answered', answer: { status: 400, headers: {}, body: Buffer.from(words), complete: true } },
        pattern,
        [],
      ).kind,
    ).toBe('held');
  });
});
