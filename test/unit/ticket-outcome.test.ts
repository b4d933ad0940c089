import { describe, expect, it, vi } from 'vitest';
import type { Sent } from '../../main/api/http.ts';
import { defaultPendingPattern } from '../../main/api/problem.ts';
import { outcomeOf, retryAfterOf } from '../../main/api/ticket-outcome.ts';

const pattern = new RegExp(defaultPendingPattern, 'i');
const answered = (status: number, body = '', headers: Record<string, string> = {}): Sent => ({
  phase: 'answered',
  answer: { status, body: Buffer.from(body), headers, complete: true },
});
const outcome = (sent: Sent) => outcomeOf(sent, pattern, []);

describe('what the end of a POST means', () => {
  it('is doubt without an answer', () => {
    expect(outcome({ phase: 'sent', reason: 'lost' })).toMatchObject({
      kind: 'unconfirmed',
      code: 'doubt.connection_lost',
    });
    expect(outcome({ phase: 'sent', reason: 'timeout' })).toMatchObject({
      kind: 'unconfirmed',
      code: 'doubt.timeout',
    });
  });

  it.each([408, 425, 500, 502, 503, 504, 599])('is doubt at %i: it may have been created before', (status) =>
    expect(outcome(answered(status, '{"message":"boom"}'))).toEqual({
      kind: 'unconfirmed',
      code: 'doubt.server_error',
      status,
      message: 'boom',
    }),
  );
  it.each([200, 202, 204, 301, 302, 303, 304])('is doubt at %i, which the document does not know', (status) =>
    expect(outcome(answered(status))).toMatchObject({
      kind: 'unconfirmed',
      code: 'doubt.unexpected_answer',
      status,
    }),
  );
  it.each([400, 403, 404, 409, 422])('is a refusal at %i', (status) =>
    expect(outcome(answered(status, '{"message":"no"}'))).toMatchObject({
      kind: 'rejected',
      code: 'api.rejected',
      status,
      message: 'no',
    }),
  );
  it.each([307, 308])('is a refusal at %i: it is not followed', (status) =>
    expect(outcome(answered(status, '', { location: 'https://elsewhere.example' }))).toMatchObject({
      kind: 'rejected',
      code: 'api.redirected',
    }),
  );
  it('asks to sign in at 401', () => expect(outcome(answered(401))).toMatchObject({ kind: 'unauthorized' }));
  it('was not taken at 429, and says when to come back', () =>
    expect(outcome(answered(429, '', { 'retry-after': '30' }))).toMatchObject({
      kind: 'throttled',
      retryAfterMs: 30_000,
    }));

  it('holds a 400 that speaks of a pending ticket, and no other', () => {
    const body = '{"message":"There is a pending ticket on the connector"}';
    expect(outcome(answered(400, body))).toMatchObject({ kind: 'held' });
    expect(outcome(answered(400, '{"code":"PENDING_TICKET","message":"pending_ticket"}'))).toMatchObject({
      kind: 'held',
    });
    expect(outcome(answered(400, '{"message":"vin is not known"}'))).toMatchObject({ kind: 'rejected' });
    expect(outcome(answered(422, body))).toMatchObject({ kind: 'rejected' });
  });
});

describe('a ticket that was created', () => {
  const created = (body: string) => outcome(answered(201, body));

  it('is read from the document’s sample', () => {
    const body = JSON.stringify({
      id: '3',
      uuid: 'ca09a970-6519-4280-b6a6-65727e2894e3',
      vin: 'JFL91010104591010',
      product_ids: [[]],
      chat_id: '2349283_416e',
      connector_id: 990001234,
      state: 1,
    });
    expect(created(body)).toEqual({
      kind: 'created',
      ticket: {
        id: '3',
        uuid: 'ca09a970-6519-4280-b6a6-65727e2894e3',
        chatId: '2349283_416e',
        state: 1,
        confirmedByPerson: false,
      },
    });
  });

  it('takes a number for an id, text for a state, and keys it does not know', () => {
    expect(created('{"id":3,"state":"1","news":{"a":[1]},"product_ids":[1,2]}')).toMatchObject({
      ticket: { id: '3', state: 1, uuid: null },
    });
  });

  it('has the number without the blanks around it, and of nothing but blanks none', () => {
    expect(created('{"id":" 3 ","state":" 1 "}')).toMatchObject({ ticket: { id: '3', state: 1 } });
    expect(created('{"id":"  ","uuid":"","state":"  "}')).toMatchObject({
      ticket: { id: null, uuid: null, state: null },
    });
  });

  it('has no number that is too large to be one, and no more of a text than any number has', () => {
    expect(created('{"id":1e999,"state":1e999}')).toMatchObject({ ticket: { id: null, state: null } });
    expect(created('{"state":"new"}')).toMatchObject({ ticket: { state: null } });
    expect(created(`{"id":"${'7'.repeat(300)}"}`)).toMatchObject({ ticket: { id: '7'.repeat(200) } });
  });

  it('is read in the alphabet that the answer names', () => {
    const headers = { 'content-type': 'application/json; charset=utf-16le' };
    const body = Buffer.from('{"id":"3"}', 'utf16le');
    expect(
      outcome({ phase: 'answered', answer: { status: 201, body, headers, complete: true } }),
    ).toMatchObject({ ticket: { id: '3' } });
  });

  it.each(['', '{"id":"3"', 'null', '[]', '"3"', '<html>', '{"id":{"a":1},"state":[]}'])(
    'is created all the same when the answer is %j',
    (body) => expect(created(body)).toMatchObject({ kind: 'created', ticket: { id: null, state: null } }),
  );
});

describe('retryAfterOf', () => {
  const now = 'Tue, 24 Nov 2026 10:00:00 GMT';
  it.each([
    ['0', 1_000],
    ['7', 7_000],
    ['1000000000', 3_600_000],
    ['Tue, 24 Nov 2026 10:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 1_000],
    ['Fri, 01 Jan 2038 00:00:00 GMT', 3_600_000],
  ])('makes of %j: %i ms', (header, ms) => expect(retryAfterOf(header, now)).toBe(ms));
  it.each(['12.5', '12.55'])('reads a fraction as no less: %s', (header) =>
    expect(retryAfterOf(header, now)).toBe(13_000),
  );
  it.each(['2026-11-24T10:00:30Z', 'Tue Nov 24 10:00:30 2026 UTC', 'GMT 24 Nov 2026 10:00:30'])(
    'reads a date in another order, be there digits at its end or its beginning: %s',
    (header) => expect(retryAfterOf(header, now)).toBe(30_000),
  );
  it('reads a number between blanks', () => expect(retryAfterOf(' 7 ', now)).toBe(7_000));
  it('counts a date from this PC’s clock where the server tells none', () => {
    vi.useFakeTimers({ now: Date.parse(now) });
    try {
      expect(retryAfterOf('Tue, 24 Nov 2026 10:00:30 GMT', undefined)).toBe(30_000);
    } finally {
      vi.useRealTimers();
    }
  });
  it.each(['', 'soon', '-5', '1.5.2', 'NaN'])('makes nothing of %j', (header) => {
    const wait = retryAfterOf(header, now);
    // V8 reads some of these as dates of the past; then the shortest wait is right.
    expect([null, 1_000]).toContain(wait);
  });
  it('makes nothing of nothing', () => expect(retryAfterOf(undefined, now)).toBeNull());
});
