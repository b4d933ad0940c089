import type { HttpAnswer } from './http.ts';
import { jsonOf, textOf } from './body.ts';
import { withoutSecrets } from './secrets.ts';

/** How much of a server's text is worth keeping. */
const MAX_WORDS = 2_000;
/** How much of it is gone through for that. Much more than what is kept, since what is written over and over shrinks. */
const MAX_READ = 64_000;
/** How much of a body is looked at. */
const MAX_STRINGS = 200;
const MAX_DEPTH = 8;

/** What a server said in an answer. */
export interface ServersWords {
  /** For people: without control characters and secrets, at most 2,000 characters; null: nothing was said. */
  readonly message: string | null;
  /** Every text of the answer: what the pattern for "pending" is matched against. */
  readonly everything: readonly string[];
}

/** Where messages usually stand, in the order in which people should read them. */
const usualKeys = [
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
/** What is for programs, and would only stand between the words for people. */
const technical = new Set([
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
]);
/** Here a server repeats what it was sent: those are our words, not its own. */
const echoes = new Set(['input', 'value', 'rejectedvalue', 'attemptedvalue', 'request', 'payload', 'body']);

/**
 * The server's own words, out of an error body of unknown shape: the Customer API document shows none. In JSON the usual
 * keys come first, then the lists beside them; where an object has none of the keys, every text in it counts. Plain text
 * is taken as it is, markup says nothing to a mechanic.
 *
 * @param secrets what was sent along: never among the words, however the server wrote it.
 */
export function wordsOf(
  { body, headers }: Pick<HttpAnswer, 'body' | 'headers'>,
  secrets: readonly string[],
): ServersWords {
  const contentType = headers['content-type']?.toLowerCase();
  const text = textOf(body, contentType).trim();
  if (text === '' || /^<(!doctype|html|\?xml)/i.test(text) || contentType?.includes('html') === true)
    return { message: null, everything: [] };
  const json = jsonOf(text);
  if (json === undefined) {
    const isText = contentType === undefined || contentType.startsWith('text/');
    return isText ? { message: clean(text, secrets), everything: [text] } : { message: null, everything: [] };
  }
  const said = [...new Set(saidIn(json, 0).slice(0, MAX_STRINGS))].join('\n');
  // However much it repeats, its own words are among them; and whatever it calls them, a pending ticket is found.
  const own = textsIn(json, 0, membersOf).slice(0, MAX_STRINGS);
  const all = textsIn(json, 0, Object.entries).slice(0, MAX_STRINGS);
  return { message: clean(said, secrets), everything: [...own, ...all] };
}

/** What is meant for people. */
function saidIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (depth > MAX_DEPTH) return [];
  const members = membersOf(value);
  const usual = usualKeys.flatMap((key) =>
    members.filter(([name]) => name === key).flatMap(([, member]) => saidIn(member, depth + 1)),
  );
  const others = members.filter(([name]) => !usualKeys.includes(name));
  // Beside a sentence for people, single words are codes; a whole list of something may be the reasons.
  const reasons =
    usual.length === 0
      ? others
      : others.filter(([name, member]) => typeof member === 'object' && !technical.has(name));
  return [...usual, ...reasons.flatMap(([, member]) => saidIn(member, depth + 1))];
}

type Members = (value: object) => readonly (readonly [string, unknown])[];

/** Every text there is in these members. */
function textsIn(value: unknown, depth: number, members: Members): string[] {
  if (typeof value === 'string') return [value];
  if (depth > MAX_DEPTH) return [];
  return members(value ?? {}).flatMap(([, member]) => textsIn(member, depth + 1, members));
}

/** What is in an object, or in a list, whose names are numbers; in anything else is nothing. */
const membersOf = (value: unknown): (readonly [name: string, member: unknown])[] =>
  Object.entries(value ?? {})
    .map(([name, member]) => [name.toLowerCase(), member as unknown] as const)
    .filter(([name]) => !echoes.has(name));

function clean(text: string, secrets: readonly string[]): string | null {
  // Control characters could forge lines or direction marks; line breaks are the one kind worth keeping.
  const plain = withoutSecrets(text.slice(0, MAX_READ), secrets)
    .replaceAll(/[^\P{C}\n]/gu, ' ')
    .trim();
  return plain === '' ? null : plain.slice(0, MAX_WORDS);
}

/**
 * Whether a 400 speaks of "a pending ticket on the connector". The Customer API document states the rule but
 * neither code nor text of the answer, so a pattern over the server's words decides, here and nowhere else; the
 * deployment file can replace it (`api.pendingTicketPattern`).
 *
 * @param sent the body that it answers. A reference that speaks of a pending ticket, repeated, is not the server's word.
 */
export function saysPending({ everything }: ServersWords, pattern: RegExp, sent = ''): boolean {
  const ours = textsIn(jsonOf(sent), 0, Object.entries).filter((text) => pattern.test(text));
  const theirs = everything.filter((text) => !ours.includes(text)).join('\n');
  return pattern.test(ours.filter((text) => saysMore(text, pattern)).reduce(withoutOurs, theirs));
}

/** Of a reference that is the pattern's words alone, nobody could tell in a sentence who said them. */
const saysMore = (text: string, pattern: RegExp): boolean => text.replace(pattern, '').trim() !== '';

/** As it was sent, and as it stands in a JSON that is repeated as a text. */
const withoutOurs = (words: string, ours: string): string =>
  words.replaceAll(ours, ' ').replaceAll(JSON.stringify(ours).slice(1, -1), ' ');

export const defaultPendingPattern = 'pending[ _-]?ticket';
