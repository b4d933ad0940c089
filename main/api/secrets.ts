import { plainOf } from './plain-text.ts';

/** How deep an answer is gone through; what lies deeper is left out. */
const MAX_DEPTH = 20;

/** So much of a secret in a row is no accident. Shorter secrets (a pin) are looked for whole, standing by themselves. */
const TELLING = 12;
const HIDDEN = '[…]';

/**
 * The text without what is secret, also where only a part of it is repeated, or where it is written as JSON, an address
 * or markup would write it. Done on words that are decoded already, since a secret in the bytes of an answer may look
 * different from what people then read.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.filter(Boolean).reduce(without, text);
}

/** The same for every text in a JSON value, the names in it included. */
export function jsonWithoutSecrets(value: unknown, secrets: readonly string[], depth = 0): unknown {
  if (typeof value === 'string') return withoutSecrets(value, secrets);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return null;
  const clean = (member: unknown) => jsonWithoutSecrets(member, secrets, depth + 1);
  if (Array.isArray(value)) return value.map(clean);
  const members = Object.entries(value).map(([name, member]) => [
    withoutSecrets(name, secrets),
    clean(member),
  ]);
  return Object.fromEntries(members);
}

function without(text: string, secret: string): string {
  const shown = hide(text, secret);
  const plain = plainOf(shown);
  // Where a secret has in itself what reads like another writing, that is taken off it as well.
  const bare = [secret, plainOf(secret)].reduce(hide, plain);
  // Where it is only there in disguise, the words are shown undisguised, and without it.
  const told = bare === plain ? shown : bare;
  return isSpread(told, secret) ? HIDDEN : told;
}

/** Whether it is there with gaps in it, that people see or do not see: wrapped, or with marks of no width. */
function isSpread(text: string, secret: string): boolean {
  if (secret.length < TELLING) return false;
  const closed = text.replaceAll(/[\s\p{C}]/gu, '');
  return hide(closed, secret) !== closed;
}

function hide(text: string, secret: string): string {
  return secret.length < TELLING
    ? text.replaceAll(standingAlone(secret), HIDDEN)
    : withoutParts(text, secret);
}

/** As a number or a word of its own: what stands beside it must not be more of the same. An underscore is neither. */
function standingAlone(secret: string): RegExp {
  const escaped = secret.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  const before = moreOf(secret.slice(0, 1));
  const after = moreOf(secret.slice(-1));
  return new RegExp(`${before && `(?<!${before})`}${escaped}${after && `(?!${after})`}`, 'gu');
}

const moreOf = (edge: string): string =>
  /\d/.test(edge) ? String.raw`\d` : /\p{L}/u.test(edge) ? String.raw`\p{L}` : '';

function withoutParts(text: string, secret: string): string {
  const sought = caseless(secret);
  const read = caseless(text);
  const parts = new Set<string>();
  for (let at = 0; at + TELLING <= sought.length; at += 1) parts.add(sought.slice(at, at + TELLING));
  let shown = '';
  let at = 0;
  while (at < text.length) {
    if (!parts.has(read.slice(at, at + TELLING))) {
      shown += text.charAt(at);
      at += 1;
      continue;
    }
    // As far as it goes on: each further character ends another part of it.
    let end = at + TELLING;
    while (end < text.length && parts.has(read.slice(end + 1 - TELLING, end + 1))) end += 1;
    shown += HIDDEN;
    at = end;
  }
  return shown;
}

/** Servers write identities in the letters they like. Only those that stay one character long. */
const caseless = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
