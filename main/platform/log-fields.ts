/**
 * What a log line may tell. An allow-list: a field that is not named here is left out, so that adding a secret to
 * an event by mistake tells nothing. None of these can hold a secret, a VIN or what a mechanic typed.
 */
const allowed = [
  'code',
  'status',
  'state',
  'from',
  'to',
  'ticket',
  'attempt',
  'ms',
  'count',
  'channel',
  'what',
  'version',
  'platform',
  'electron',
  'method',
  'storedIn',
] as const;

export type LogFields = Partial<Record<(typeof allowed)[number], string | number | boolean | null>>;

export function redactFields(fields: LogFields): LogFields {
  return Object.fromEntries(allowed.filter((name) => name in fields).map((name) => [name, fields[name]]));
}

/** Takes out of a text whatever looks like a token, a key or a VIN: long runs of letters and digits. */
export const scrub = (text: string): string =>
  text.replaceAll(/(?<![\w/\\.-])[\w.~+=-]{16,}(?![\w/\\-])/g, (run) => (/\d/.test(run) ? '[…]' : run));
