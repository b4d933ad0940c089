import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../main/api/problem.ts';
import { outcomeOf } from '../../main/api/ticket-outcome.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { serviceBench } from '../support/service-bench.ts';

// The first key that was known won, and few were. "The given data was invalid." was all that a mechanic saw, and where
// the reason was a pending ticket on the connector, the ticket was refused instead of tried again.
const pending = 'There is a pending ticket on the connector';
const saidByService = (view: TicketView) => view.answer?.message ?? '';

/** Bodies of refusals in the shapes of common frameworks, and what a mechanic must read of each. */
const shapes: [string, (reason: string) => unknown, string[]][] = [
  [
    'Laravel',
    (reason) => ({
      message: 'The given data was invalid.',
      errors: { connector_id: [reason], vin: ['Vin?'] },
    }),
    ['The given data was invalid.', 'Vin?'],
  ],
  [
    'ASP.NET problem details',
    (reason) => ({
      type: 'https://tools.ietf.org/html/rfc7231#section-6.5.1',
      title: 'One or more validation errors occurred.',
      status: 400,
      errors: { ConnectorId: [reason], Vin: ['The VIN is too old.'] },
    }),
    ['One or more validation errors occurred.', 'The VIN is too old.'],
  ],
  ['ASP.NET Web API', (reason) => ({ Message: reason }), []],
  [
    'ASP.NET Web API with a model state',
    (reason) => ({ Message: 'The request is invalid.', ModelState: { 'ticket.ConnectorId': [reason] } }),
    ['The request is invalid.'],
  ],
  [
    'FastAPI',
    (reason) => ({
      detail: [
        { loc: ['body', 'connector_id'], msg: reason, type: 'value_error' },
        { loc: ['body', 'vin'], msg: 'field required', type: 'value_error.missing' },
      ],
    }),
    ['field required'],
  ],
  ['express-validator', (reason) => ({ errors: [{ msg: reason, param: 'connector_id' }] }), []],
  [
    'an error with its reasons beside it',
    (reason) => ({ error: 'Bad Request', errors: [{ message: reason }, 'Vin?'] }),
    ['Bad Request', 'Vin?'],
  ],
  ['Django REST framework', (reason) => ({ connector_id: [reason], vin: ['Vin?'] }), ['Vin?']],
  ['Rails', (reason) => ({ errors: { connector: [reason], vin: ['Vin?'] } }), ['Vin?']],
  [
    'RFC 9457 with a detail',
    (reason) => ({
      title: 'Not possible',
      detail: 'The order was not taken.',
      'invalid-params': [{ reason }],
    }),
    ['Not possible', 'The order was not taken.'],
  ],
  [
    'an error in an error',
    (reason) => ({ error: { code: 400, message: 'Failed', details: [{ description: reason }] } }),
    ['Failed'],
  ],
  ['keys in German', (reason) => ({ meldung: 'Nicht angenommen', gruende: [reason] }), ['Nicht angenommen']],
];

const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));
const answered = (body: unknown) =>
  outcomeOf(
    {
      phase: 'answered',
      answer: {
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: bytes(body),
        complete: true,
      },
    },
    /pending[ _-]?ticket/i,
    [],
  );

const saidIn = (body: unknown): string =>
  wordsOf({ body: bytes(body), headers: { 'content-type': 'application/json' } }, []).message ?? '';

describe.each(shapes)('of a refusal as %s words it', (_name, shape, others) => {
  it('every reason is told', () => {
    const words = saidIn(shape('Connector 7 is locked.'));
    for (const reason of ['Connector 7 is locked.', ...others]) expect(words).toContain(reason);
  });

  it('a pending ticket is seen, wherever it is said', () => {
    expect(answered(shape(pending)).kind).toBe('held');
  });
});

it('a pending ticket is seen behind more words than are kept', () => {
  const outcome = answered({ message: 'x '.repeat(1_500), errors: { connector_id: [pending] } });
  expect(outcome.kind).toBe('held');
});

it('the sentence for people comes before the reasons one by one', () => {
  const body = { errors: { vin: ['Vin?'] }, status: 400, message: 'The given data was invalid.' };
  const words = saidIn(body);
  expect(words).toContain('Vin?');
  expect(words.indexOf('The given data was invalid.')).toBeLessThan(words.indexOf('Vin?'));
});

it('however many reasons there are, no more is kept than is worth reading', () => {
  const errors = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`field ${n}`, [`reason ${n}`]]));
  const words = saidIn({ message: 'Invalid.', errors });
  expect(words).toContain('Invalid.');
  expect(words).toContain('reason 0');
  expect(words.length).toBeLessThanOrEqual(2_000);
});

it('a ticket for a busy connector is tried again, also where the service says so among its reasons', async () => {
  const bench = await serviceBench();
  try {
    const program = bench.start();
    bench.sandbox.faults.next({
      kind: 'status',
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: 'The given data was invalid.', errors: { connector_id: [pending] } }),
    });
    const id = program.write();
    await program.send(id);
    const held = program.stateOf(id);
    expect(held.state).toBe('held');
    expect(saidByService(held)).toContain(pending);
    await program.pass(600_000);
    expect(program.stateOf(id).state).toBe('created');
  } finally {
    await bench.close();
  }
});
