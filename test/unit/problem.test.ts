import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../main/api/problem.ts';

const words = (body: string, type = 'application/json') =>
  wordsOf({ body: Buffer.from(body), headers: { 'content-type': type } }).message;

describe('the server’s own words', () => {
  it.each([
    ['{"message":"vin is not known"}', 'vin is not known'],
    ['{"error":{"detail":"deep"}}', 'deep'],
    ['{"errors":[{"message":"one"},{"message":"two"}]}', 'one\ntwo'],
    ['{"errors":{"vin":"x"},"title":"Bad Request"}', 'Bad Request\nx'],
    ['"just text"', 'just text'],
    ['{"message":"  "}', null],
    ['{"message":12,"detail":"words"}', 'words'],
    ['{"code":7}', null],
    ['[]', null],
    ['{broken', null],
    ['', null],
  ])('of %s are %j', (body, said) => expect(words(body)).toBe(said));

  it('may be plain text, and are never markup', () => {
    expect(words('Bad request', 'text/plain')).toBe('Bad request');
    expect(words('<html><body>Sign in to the network</body></html>', 'text/html')).toBeNull();
    expect(words('<!DOCTYPE html><p>', 'text/plain')).toBeNull();
  });

  it('carry no control characters and are bounded', () => {
    expect(words(JSON.stringify({ message: 'a\u0000b\u202ec\nd' }))).toBe('a b c\nd');
    expect(words(JSON.stringify({ message: 'x'.repeat(10_000) }))).toHaveLength(2_000);
  });

  it('do not go down a bottomless body', () => {
    let body = '"deep"';
    for (let depth = 0; depth < 2_000; depth += 1) body = `{"error":${body}}`;
    expect(words(body)).toBeNull();
  });
});
