import { describe, expect, it } from 'vitest';
import { defaultPendingPattern, saysPending, wordsOf } from '../../main/api/problem.ts';

const answer = (body: string, type: string | null = 'application/json') =>
  wordsOf({ body: Buffer.from(body), headers: type === null ? {} : { 'content-type': type } }, []);
const words = (body: string, type?: string | null) => answer(body, type).message;
const said = (json: unknown) => words(JSON.stringify(json));

/** In the order in which people should read them. */
const usual = [
  'message',
  'error_description',
  'detail',
  'details',
  'title',
  'error',
  'msg',
  'description',
  'errors',
  'reason',
];

describe('the server’s own words', () => {
  it.each([
    ['{"message":"vin is not known"}', 'vin is not known'],
    ['{"error":{"detail":"deep"}}', 'deep'],
    ['{"errors":[{"message":"one"},{"message":"two"}]}', 'one\ntwo'],
    ['{"errors":{"vin":"x"},"title":"Bad Request"}', 'Bad Request\nx'],
    ['"just text"', 'just text'],
    ['{"message":"  "}', null],
    ['{"message":12,"detail":"words"}', 'words'],
    ['{"message":null,"detail":"words"}', 'words'],
    ['{"message":" words "}', 'words'],
    ['{"code":7}', null],
    ['[]', null],
    ['null', null],
    ['{broken', null],
    ['', null],
  ])('of %s are %j', (body, message) => expect(words(body)).toBe(message));

  it('are read under every usual key, the sentence before its parts, in whatever order they came', () => {
    const body = Object.fromEntries([...usual].reverse().map((key) => [key, `${key}!`]));
    expect(said(body)).toBe(usual.map((key) => `${key}!`).join('\n'));
  });

  it('are those of the lists beside a sentence, and not its codes', () => {
    expect(said({ message: 'Not taken.', code: 'E17', vin: ['too old'] })).toBe('Not taken.\ntoo old');
  });

  it('are looked for beside a sentence that says nothing', () => {
    expect(said({ message: '  ', hint: 'Use another connector' })).toBe('Use another connector');
  });

  it.each([
    'loc',
    'location',
    'path',
    'pointer',
    'source',
    'ctx',
    'context',
    'meta',
    'links',
    'trace',
    'stack',
    'exception',
  ])('are not what stands under %j beside a sentence: that is for programs', (key) => {
    expect(said({ message: 'Not taken.', [key]: ['one', 'two'] })).toBe('Not taken.');
  });

  it.each(['input', 'value', 'rejectedValue', 'attemptedValue', 'request', 'payload', 'body'])(
    'are not our own, which a server repeats under %j',
    (key) => {
      const ours = { reference: 'pending ticket' };
      const body = JSON.stringify({ errors: [{ msg: 'Not taken.', [key]: ours }] });
      expect(words(body)).toBe('Not taken.');
      const pattern = new RegExp(defaultPendingPattern, 'i');
      expect(saysPending(answer(body), pattern, JSON.stringify(ours))).toBe(false);
    },
  );

  it('may be plain text, and are never markup', () => {
    expect(words('Bad request', 'text/plain')).toBe('Bad request');
    expect(words('Bad request', 'Text/Plain')).toBe('Bad request');
    expect(words('Bad request', null)).toBe('Bad request');
    expect(words('Bad request', 'application/octet-stream')).toBeNull();
    expect(words('Write <html> as text', 'text/plain')).toBe('Write <html> as text');
    expect(words('<p>Sign in to the network</p>', 'text/html')).toBeNull();
    expect(words('\n <HTML><body>Sign in to the network</body></html>', 'text/plain')).toBeNull();
    expect(words('<!DOCTYPE html><p>', 'text/plain')).toBeNull();
    expect(words('<?xml version="1.0"?><error>No</error>', 'text/plain')).toBeNull();
  });

  it('carry no control characters and are bounded', () => {
    expect(said({ message: 'a\u0000b\u202ec\nd\u0000' })).toBe('a b c\nd');
    expect(said({ message: 'x'.repeat(10_000) })).toHaveLength(2_000);
  });

  it('are told once, and two hundred of them at most', () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => `${n}`);
    expect(said({ message: 'No.', errors: ['No.', 'No.'] })).toBe('No.');
    expect(said({ errors: many(150), vin: ['too old'], message: 'No.' })?.split('\n')).toHaveLength(152);
    expect(said({ message: 'No.', errors: many(300) })?.split('\n')).toHaveLength(200);
  });

  it.each<[string, (inner: unknown) => unknown, string, string | null]>([
    ['usual keys', (inner) => ({ error: inner }), 'deep', null],
    ['other keys', (inner) => ({ vin: inner }), 'deep', null],
    ['lists', (inner) => [inner], 'deep', null],
    ['reasons beside a sentence', (inner) => ({ message: 'No.', vin: inner }), 'No.', 'No.'],
  ])('come from nine levels of %s, and a bottomless body is not gone down', (_name, wrap, told, above) => {
    const nested = (levels: number) => {
      let body: unknown = 'deep';
      for (let level = 0; level < levels; level += 1) body = wrap(body);
      const { message, everything } = answer(JSON.stringify(body));
      return { message, all: new Set(everything) };
    };
    expect(nested(9)).toMatchObject({ message: told });
    expect(nested(9).all).toContain('deep');
    for (const levels of [10, 2_000])
      expect(nested(levels)).toEqual({ message: above, all: new Set(above === null ? [] : [above]) });
  });
});

const pending = new RegExp(defaultPendingPattern, 'i');

describe('what is searched for a pending ticket', () => {
  const isPending = (body: string, type?: string | null) => saysPending(answer(body, type), pending);

  it('is all that a server says in plain text, also behind more words than are kept', () => {
    expect(isPending(`${'x '.repeat(1_500)} pending ticket`, 'text/plain')).toBe(true);
  });

  it('is no markup, and nothing that is no text', () => {
    expect(answer('<html>pending ticket</html>', 'text/html').everything).toEqual([]);
    expect(answer('pending ticket', 'application/octet-stream').everything).toEqual([]);
  });

  it('is each text by itself: two do not make one', () => {
    expect(isPending('{"state":"pending","what":"ticket"}')).toBe(false);
  });

  it('is what comes first in a body that goes on and on', () => {
    const texts = (before: number) => JSON.stringify([...Array<string>(before).fill('x'), 'pending ticket']);
    expect(isPending(texts(199))).toBe(true);
    expect(isPending(texts(200))).toBe(false);
  });
});

describe('a pending ticket that the service speaks of', () => {
  const speaks = (everything: string[], reference: string) =>
    saysPending({ message: null, everything }, pending, JSON.stringify({ reference }));

  it.each(['pending ticket', ' pending ticket ', 'ticket', 'pending'])(
    'is its own word whatever our reference is called: %j',
    (reference) => expect(speaks(['There is a pending ticket on the connector'], reference)).toBe(true),
  );

  it.each([
    'not taken: job of a pending ticket!',
    'job of a pending ticket!',
    // What is left on both sides of it is not one sentence.
    'not: penjob of a pending ticket!ding ticket',
  ])('is not, where it repeats our reference: %j', (words) =>
    expect(speaks([words], 'job of a pending ticket!')).toBe(false),
  );

  it('is not, where it repeats our reference as it stands in a JSON', () => {
    expect(speaks(['reference: say \\"pending ticket\\" here'], 'say "pending ticket" here')).toBe(false);
    expect(speaks(['pensay \\"pending ticket\\" hereding ticket'], 'say "pending ticket" here')).toBe(false);
  });
});
