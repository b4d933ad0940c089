import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCustomerApi } from '../../main/api/customer-api.ts';
import type { TokenSource } from '../../main/tickets/token-source.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { serviceBench } from '../support/service-bench.ts';

/** What an administrator gave out for pasting: no JWT, and full of characters that JSON may write in two ways. */
const opaque = 'abc/def+ghi/0123456789==';

const unicode = (character: string) => String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, '0');
/** How services write a text into JSON; all of them say the same. */
const spellings: [string, (text: string) => string][] = [
  // PHP does so unless told otherwise.
  ['with escaped slashes', (text) => text.replaceAll('/', String.raw`\/`)],
  ['with the signs as code points', (text) => text.replaceAll(/[+=/]/g, unicode)],
  [
    'with code points in capitals',
    (text) => text.replaceAll(/[+=/]/g, (one) => unicode(one).toUpperCase().replace('U', 'u')),
  ],
  ['all in code points', (text) => text.replaceAll(/./g, unicode)],
  ['one letter of it as a code point', (text) => text.replace('d', unicode('d'))],
];

/** The words a person is shown with a ticket. */
const wordsOf = ({ answer }: TicketView): string => answer?.message ?? '';

/** Whether a part of the secret that is worth something is in a text. */
function piecesOf(secret: string, text: string): string[] {
  const pieces = Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8));
  return pieces.filter((piece) => text.includes(piece));
}

/**
 * Sends a ticket, and the service answers with this.
 *
 * @returns all that is shown, and all that is on the disk.
 */
async function answeredWith(token: string, status: number, body: string, type = 'application/json') {
  const bench = await serviceBench();
  try {
    const session: TokenSource = {
      token: () => Promise.resolve({ ok: true, value: { value: token, account: 'pin:1' } }),
      renew: () => Promise.resolve({ ok: false, error: { code: 'auth.required' } }),
      refused: () => undefined,
    };
    const program = bench.start({ session });
    bench.sandbox.faults.next({ kind: 'status', status, body, headers: { 'content-type': type } });
    const id = program.write();
    await program.send(id);
    const view = program.stateOf(id);
    program.outbox.pause();
    const disk = readdirSync(bench.folder)
      .filter((name) => name.startsWith('tickets.db'))
      .map((name) => readFileSync(join(bench.folder, name), 'latin1'))
      .join('\n');
    expect(bench.sandbox.record.posts).toHaveLength(1);
    expect(bench.sandbox.record.posts[0]?.headers.authorization).toBe(`Bearer ${token}`);
    return { words: wordsOf(view), shown: JSON.stringify(view), disk };
  } finally {
    await bench.close();
  }
}

// The token was looked for in the bytes of the answer, where JSON may have written it in another way; the words were
// read out of them after that, and the token was in them again.
it.each(spellings)('a token that the service repeats is neither shown nor kept: %s', async (_, spelt) => {
  const body = `{"message":"bad token ${spelt(opaque)} for this connector"}`;
  expect(JSON.parse(body)).toEqual({ message: `bad token ${opaque} for this connector` });
  const { words, shown, disk } = await answeredWith(opaque, 400, body);
  expect(words).toContain('for this connector');
  expect(piecesOf(opaque, shown)).toEqual([]);
  expect(piecesOf(opaque, disk)).toEqual([]);
});

// Whatever the answer means for the ticket, its words are kept with it.
it.each([401, 403, 409, 422, 429, 500, 503])('nor with an answer of %i', async (status) => {
  const body = `{"error":{"detail":["Authorization: Bearer ${opaque.replaceAll('/', String.raw`\/`)}"]}}`;
  const { shown, disk } = await answeredWith(opaque, status, body);
  expect(piecesOf(opaque, shown)).toEqual([]);
  expect(piecesOf(opaque, disk)).toEqual([]);
});

it.each([
  ['a quotation mark', 'say"cheese"0123456789'],
  ['a backslash', String.raw`back\slash\0123456789`],
])('nor a token that JSON cannot write as it is: with %s', async (_, token) => {
  const { words, shown, disk } = await answeredWith(token, 400, JSON.stringify({ message: `no: ${token}!` }));
  expect(words).toMatch(/^no: .*!$/);
  // The window's copy is JSON itself; what is in it is looked for as a person would read it.
  expect(piecesOf(token, words)).toEqual([]);
  expect(piecesOf(JSON.stringify(token).slice(1, -1), shown + disk)).toEqual([]);
});

// Words are cut off at their two thousandth character: a token must not lose its end there and pass for other words.
it.each([...spellings, ['as it is', (text: string) => text] as [string, (text: string) => string]])(
  'nor the first half of a token at the place where long words are cut off: %s',
  async (_, spelt) => {
    const { shown, disk } = await answeredWith(
      opaque,
      400,
      `{"message":"${'x'.repeat(1_988)}${spelt(opaque)}"}`,
    );
    expect(piecesOf(opaque, shown)).toEqual([]);
    expect(piecesOf(opaque, disk)).toEqual([]);
  },
);

// What an answer means for a ticket was cleaned where it refused, and not where it created.
it.each(['id', 'uuid', 'chat_id'])('nor as the %s of a created ticket', async (key) => {
  const { shown, disk } = await answeredWith(
    opaque,
    201,
    JSON.stringify({ id: '7', [key]: `for Bearer ${opaque}` }),
  );
  expect(shown).toContain('"state":"created"');
  expect(piecesOf(opaque, shown)).toEqual([]);
  expect(piecesOf(opaque, disk)).toEqual([]);
});

it('nor in a list that it gives', async () => {
  const server = http.createServer((_, response) => {
    response.end(JSON.stringify({ result: [{ name: `for ${opaque}` }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = createCustomerApi({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authorizer: { header: 'Authorization', scheme: 'Bearer' },
    pendingPattern: /pending/,
    resolveProxy: () => Promise.resolve('DIRECT'),
    ca: () => [],
    userAgent: 'test',
  });
  try {
    const answer = await api.getJson('/v1/product-groups', opaque);
    expect(answer.ok && answer.value.json).toEqual({ result: [{ name: 'for […]' }] });
  } finally {
    server.close();
  }
});

it('what the service says apart from the token is kept word for word', async () => {
  const message = 'ticket 7/8: "pin" + vin = wrong \\ see /help';
  const { words } = await answeredWith(opaque, 400, JSON.stringify({ message }));
  expect(words).toBe(message);
});
