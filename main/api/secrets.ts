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
  const hidden = hide(text, secret);
  // Where it is only there in disguise, the words are shown undisguised, and without it.
  for (let plain = unescaped(text), before = text; plain !== before;) {
    const found = hide(plain, secret);
    if (found !== plain) return without(found, secret);
    [before, plain] = [plain, unescaped(plain)];
  }
  return hidden;
}

function hide(text: string, secret: string): string {
  if (secret.length < TELLING) {
    const whole = new RegExp(`(?<!\\w)${secret.replaceAll(/[^\w]/g, String.raw`\$&`)}(?!\\w)`, 'g');
    return text.replaceAll(whole, HIDDEN);
  }
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

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** One layer of writing taken off: backslashes of JSON, percents of addresses, entities of markup. */
function unescaped(text: string): string {
  return text.replaceAll(
    /\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);|\\([/\\"'])/gi,
    (whole: string, ...found: (string | undefined)[]) => {
      const [u, x, percent, hex, decimal, name, plain] = found;
      if (plain !== undefined) return plain;
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const code =
        decimal === undefined ? Number.parseInt(u ?? x ?? percent ?? hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
