import { describe, expect, it } from 'vitest';
import { plainOf } from '../../main/api/plain-text.ts';
import { jsonWithoutSecrets, withoutSecrets } from '../../main/api/secrets.ts';

const token = 'abc/def+ghi/0123456789==';

describe('a text with every layer of writing taken off', () => {
  it.each([
    ['plain words, 100 %, a & b; c:\\dir', 'plain words, 100 %, a & b; c:\\dir'],
    ['a\\/b \\"c\\" \\u0041\\x42', 'a/b "c" AB'],
    ['%41%2f &amp; &#65; &#x42; &LT;', 'A/ & A B <'],
    ['%252525252541', 'A'],
    ['\\\\\\\\u0041', 'A'],
    ['&amp;amp;amp;lt;', '<'],
    ['%26%2365%3B', 'A'],
    ['\\u00255cu0041', 'A'],
    ['\\ud83d\\ude97', '🚗'],
    ['&#x10ffff; &#1114111; &#0000065;', '\u{10ffff} \u{10ffff} A'],
    ['%00 &#0; &#9999999; &#x; \\u00g1 &nope;', '%00 &#0; &#9999999; &#x; \\u00g1 &nope;'],
    ['', ''],
  ])('%j is %j', (written, plain) => expect(plainOf(written)).toBe(plain));
});

describe('without secrets', () => {
  it.each([
    ['as it is', `bad ${token} here`, 'bad […] here'],
    ['a part of it', `bad ${token.slice(3, 16)} here`, 'bad […] here'],
    ['in an address', `bad ${encodeURIComponent(token)} here`, 'bad […] here'],
    [
      'in an address in an address',
      `bad ${encodeURIComponent(encodeURIComponent(token))} here`,
      'bad […] here',
    ],
    ['twice, in two ways', `${token} and ${encodeURIComponent(token)}`, '[…] and […]'],
    ['in other letters', `bad ${token.toUpperCase()} here`, 'bad […] here'],
    ['wrapped, with everything that surrounds it', `bad ${token.replaceAll(/.{6}/g, '$&\n')} here`, '[…]'],
    ['with soft hyphens in it', `bad ${token.replaceAll(/./g, '$&\u00ad')} here`, '[…]'],
    ['with marks of no width in it', `bad ${token.replaceAll(/.{10}/g, '$&\u200b')} here`, '[…]'],
    [
      'not there, words stay as they are written',
      'see %2Fhelp &amp; \\"more\\"',
      'see %2Fhelp &amp; \\"more\\"',
    ],
  ])('%s', (_, text, shown) => expect(withoutSecrets(text, [token])).toBe(shown));

  it('in JSON: in every text and every name, and not deeper than anybody would look', () => {
    const nested = (depth: number): unknown => (depth === 0 ? token : [nested(depth - 1)]);
    expect(jsonWithoutSecrets({ [`for ${token}`]: [1, null, true, { a: `x ${token}` }] }, [token])).toEqual({
      'for […]': [1, null, true, { a: 'x […]' }],
    });
    for (const depth of [1, 20, 21, 1_000])
      expect(JSON.stringify(jsonWithoutSecrets(nested(depth), [token]))).not.toContain(token);
    expect(JSON.stringify(jsonWithoutSecrets(nested(20), [token]))).toContain('[…]');
  });

  it('one that itself reads like another writing, however it was written', () => {
    const odd = 'aaaa%41bbbb%2541cccc';
    for (const text of [odd, encodeURIComponent(odd), encodeURIComponent(encodeURIComponent(odd))])
      expect(withoutSecrets(`bad ${text}!`, [odd])).toBe('bad […]!');
  });

  it.each([
    ['pin 1234 is wrong', 'pin […] is wrong'],
    ['pincode_1234 is wrong', 'pincode_[…] is wrong'],
    ['no such pin: x1234', 'no such pin: x[…]'],
    ['{"pin":"1234_"}', '{"pin":"[…]_"}'],
    ['pin%201234', 'pin […]'],
    ['connector 51234, ticket 12345', 'connector 51234, ticket 12345'],
  ])('a pin, but no number that it is a part of: %s', (text, shown) =>
    expect(withoutSecrets(text, ['1234'])).toBe(shown),
  );

  it.each([
    ['the key a.b(c is', 'a.b(c', 'the key […] is'],
    ['keys', 'key', 'keys'],
    ['key2 -key- key', 'key', '[…]2 -[…]- […]'],
    ['übergeheim geheim', 'geheim', 'übergeheim […]'],
    ['x-$$-y', '$$', 'x-[…]-y'],
  ])('a short one of any characters: %s', (text, secret, shown) =>
    expect(withoutSecrets(text, [secret])).toBe(shown),
  );
});
