import { plainOf } from './plain-text.ts';

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

function without(text: string, secret: string): string {
  const shown = hide(text, secret);
  const plain = plainOf(shown);
  // Where a secret has in itself what reads like another writing, that is taken off it as well.
  const bare = [secret, plainOf(secret)].reduce(hide, plain);
  // Where it is only there in disguise, the words are shown undisguised, and without it.
  return bare === plain ? shown : bare;
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
  const parts = new Set<string>();
  for (let at = 0; at + TELLING <= secret.length; at += 1) parts.add(secret.slice(at, at + TELLING));
  let shown = '';
  let at = 0;
  while (at < text.length) {
    if (!parts.has(text.slice(at, at + TELLING))) {
      shown += text.charAt(at);
      at += 1;
      continue;
    }
    // As far as it goes on: each further character ends another part of it.
    let end = at + TELLING;
    while (end < text.length && parts.has(text.slice(end + 1 - TELLING, end + 1))) end += 1;
    shown += HIDDEN;
    at = end;
  }
  return shown;
}
