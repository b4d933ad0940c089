/** How much of a server's text is worth keeping. */
const MAX_WORDS = 2_000;

/**
 * The server's own words, out of an error body of unknown shape: the Customer API document shows none. JSON is
 * searched for the usual keys, plain text is taken as it is, markup says nothing to a mechanic.
 *
 * @returns text without control characters, at most 2,000 characters; null when there is none.
 */
export function wordsOf(body: Buffer, contentType: string | undefined): string | null {
  const text = body.toString('utf8').trim();
  if (text === '' || /^\s*<(!doctype|html|\?xml)/i.test(text) || contentType?.includes('html') === true)
    return null;
  try {
    return clean(wordsIn(JSON.parse(text), 0));
  } catch {
    return contentType === undefined || contentType.startsWith('text/') ? clean(text) : null;
  }
}

const keys = ['message', 'error_description', 'detail', 'title', 'error', 'description', 'errors', 'reason'];

function wordsIn(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > 4) return null;
  if (Array.isArray(value)) {
    const words = value.map((item) => wordsIn(item, depth + 1)).filter((item) => item !== null);
    return words.length === 0 ? null : words.join('\n');
  }
  for (const key of keys) {
    const words = Object.hasOwn(value, key)
      ? wordsIn((value as Record<string, unknown>)[key], depth + 1)
      : null;
    if (words !== null && words.trim() !== '') return words;
  }
  return null;
}

function clean(text: string | null): string | null {
  // Control characters could forge lines or direction marks; line breaks are the one kind worth keeping.
  const plain = text?.replaceAll(/[^\P{C}\n]/gu, ' ').trim() ?? '';
  return plain === '' ? null : plain.slice(0, MAX_WORDS);
}

/**
 * Whether a 400 speaks of "a pending ticket on the connector". The Customer API document states the rule but
 * neither code nor text of the answer, so a pattern over the server's words decides, here and nowhere else; the
 * deployment file can replace it (`api.pendingTicketPattern`).
 */
export const saysPending = (words: string | null, pattern: RegExp): boolean =>
  words !== null && pattern.test(words);

export const defaultPendingPattern = 'pending[ _-]?ticket';
