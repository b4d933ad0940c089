import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import * as v from 'valibot';
import { isLoopback } from '../api/proxy.ts';
import { defaultPendingPattern } from '../api/problem.ts';
import { ConnectorProfile } from '../connector/profile.ts';
import { decode, explainNotText } from '../decoding.ts';
import { argument } from '../platform/arguments.ts';
import { plainCode, plainText, strangerIn, unseenAt, visible } from '../../preload/contract/clean.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';

/** An address of a service: https, or plain http to this very PC; nothing in it that the program would drop. */
const ServiceUrl = v.pipe(
  v.string(),
  v.transform((text) => visible(text).trim()),
  v.check((text) => addressOf(text) !== null, 'is no address: it must look like https://host'),
  v.check(
    (text) => isAllowed(addressOf(text)),
    'must begin with https:// (plain http:// is for this PC only)',
  ),
  v.check((text) => isBare(addressOf(text)), 'must have no user name, password, ? or #'),
);
/** What is no address at all is told once; the checks after it have nothing to add. */
const isAllowed = (url: URL | null) =>
  url === null || url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
const isBare = (url: URL | null) =>
  url === null || url.username + url.password + url.search + url.hash === '';

function addressOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

const HeaderName = v.pipe(
  v.string(),
  v.transform((text) => plainCode(text).trim()),
  v.regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/, 'must be the name of an HTTP header'),
);
const Scheme = v.pipe(
  v.string(),
  v.transform((text) => plainCode(text).trim()),
  v.regex(/^[A-Za-z0-9-]{0,40}$/, 'must be one word, or empty'),
);
const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
/** What is shown to a sign-in service: visible ASCII (RFC 6749, appendix A). */
const Name = v.pipe(
  v.string(),
  v.transform((text) => plainCode(text).trim()),
  v.minLength(1),
  v.maxLength(500),
  v.check(
    (text) => strangerIn(text, ascii) === null,
    ({ input }) => {
      const { about, place } = strangerIn(input, ascii) ?? { about: '', place: 0 };
      return `has a character that does not belong there: ${about}, at place ${place}`;
    },
  ),
);
const ascii = /[ -~]/;
/** Windows puts a mark of the writing direction before a path that is copied from a file's properties. */
const Path = v.pipe(v.string(), v.transform(plainText), v.minLength(1), v.maxLength(500));
const Pattern = v.pipe(
  Text,
  v.check((source) => isPattern(source), 'is no valid regular expression'),
);

/** Sign-in with connector and pin: off, or by what the connector is called there. `true` is short for its id. */
const PinSignIn = v.pipe(
  v.union([v.boolean(), v.picklist(['connector-id', 'connector-uuid'])]),
  v.transform((value): 'connector-id' | 'connector-uuid' | null =>
    value === true ? 'connector-id' : value === false ? null : value,
  ),
);

/** What a sign-in service is always to ask people; "none" would ask nobody anything. */
const Prompts = v.pipe(
  v.array(v.picklist(['login', 'consent', 'select_account'])),
  v.check((prompts) => new Set(prompts).size === prompts.length, 'must name each only once'),
);

/** The deployment file: what an administrator decides for a workshop's PCs (docs/deployment.md). */
export const Deployment = v.strictObject({
  api: v.strictObject({
    baseUrl: ServiceUrl,
    ticketLookup: v.optional(v.picklist(['none', 'historical-tickets']), 'none'),
    pendingTicketPattern: v.optional(Pattern, defaultPendingPattern),
  }),
  auth: v.optional(
    v.strictObject({
      oidc: v.optional(
        v.nullable(
          v.strictObject({
            issuer: ServiceUrl,
            clientId: Name,
            scopes: v.optional(
              v.pipe(
                v.array(Name),
                v.check((scopes) => scopes.includes('openid'), 'must contain "openid"'),
              ),
              ['openid', 'offline_access'],
            ),
            audience: v.optional(v.nullable(Name), null),
            prompt: v.optional(Prompts, []),
          }),
        ),
        null,
      ),
      connectorPin: v.optional(PinSignIn, true),
      authorizer: v.optional(
        v.strictObject({
          header: v.optional(HeaderName, 'Authorization'),
          scheme: v.optional(Scheme, 'Bearer'),
        }),
        {},
      ),
    }),
    {},
  ),
  connector: v.optional(
    v.strictObject({
      extraPorts: v.optional(v.pipe(v.array(Path), v.maxLength(100)), []),
      profiles: v.optional(v.pipe(v.array(ConnectorProfile), v.maxLength(100)), []),
    }),
    {},
  ),
  catalogue: v.optional(
    v.strictObject({
      /** Read when the program has started, and again whenever it is another file than before. */
      file: v.optional(v.nullable(Path), null),
      fromApi: v.optional(v.boolean(), false),
    }),
    {},
  ),
  updates: v.optional(v.strictObject({ url: v.optional(v.nullable(ServiceUrl), null) }), {}),
});
export type Deployment = v.InferOutput<typeof Deployment>;

/** One thing that is wrong with a file, for the person who wrote it. */
export interface FileProblem {
  readonly file: string;
  /** e.g. `api.baseUrl` or `connector.profiles[0].match`; empty for the file as a whole. */
  readonly key: string;
  /** One plain sentence, without the key. */
  readonly reason: string;
}

const MAX_BYTES = 1024 * 1024;

/**
 * Where the deployment file is: what the command line says, else the environment, else the machine-wide file if
 * there is one, else the one that came with the program. A file that was named is never silently passed over.
 */
export function findDeploymentFile(where: {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly resources: string;
  readonly exists: (file: string) => boolean;
}): string {
  const named = argument(where.argv, 'deployment') ?? where.env.JIFELINE_WORKSHOP_DEPLOYMENT;
  if (named !== undefined && named !== '') return named;
  const machineWide =
    where.platform === 'win32'
      ? join(where.env.ProgramData ?? 'C:\\ProgramData', 'Jifeline Workshop', 'deployment.json')
      : '/etc/jifeline-workshop/deployment.json';
  return where.exists(machineWide) ? machineWide : join(where.resources, 'deployment.json');
}

/** Reads and checks a deployment file. All of it must be right: the program never starts half-configured. */
export function readDeployment(file: string): Result<Deployment, FileProblem[]> {
  return readChecked(file, Deployment);
}

/** Reads and checks a JSON file against a schema, and says what is wrong with it key by key. */
export function readChecked<S extends v.GenericSchema>(
  file: string,
  schema: S,
): Result<v.InferOutput<S>, FileProblem[]> {
  const problem = (key: string, reason: string) => ({ file, key, reason });
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'error';
    return err([
      problem('', code === 'ENOENT' ? 'The file does not exist.' : `The file cannot be read (${code}).`),
    ]);
  }
  if (bytes.length > MAX_BYTES) return err([problem('', 'The file is larger than 1 MiB.')]);
  const { text, fault } = decode(bytes);
  if (fault !== null) return err([problem('', explainNotText(fault))]);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err([
      problem('', `The file is no valid JSON${placeOf(text)}. Comments and trailing commas are not allowed.`),
    ]);
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return ok(parsed.output);
  return err(parsed.issues.map((issue) => problem(keyOf(issue), reasonOf(issue))));
}

/** The first place that is wrong, as a person counts. The runtimes' own messages do not always tell it. */
function placeOf(text: string): string {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first === undefined) return '';
  const lines = text.slice(0, first.offset).split('\n');
  const place = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
  // A blank that is none in JSON, or a typographer's quote: nobody sees what is wrong with it.
  const sign = unseenAt(text, first.offset);
  return sign === '' ? ` (${place})` : ` (${place}: ${sign})`;
}

function keyOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? [])
    .map(({ key }, index) =>
      typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`,
    )
    .join('');
}

function reasonOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return 'This key is not known. Is it misspelt?';
  if (issue.received === 'undefined') return 'This key is missing.';
  if (issue.kind === 'validation' && issue.expected === null) return `The value ${issue.message}.`;
  if (issue.kind === 'validation') return `The value ${issue.message.replace(/^Invalid/, 'has an invalid')}.`;
  return `The value must be ${expectedWords(issue)}, but is ${issue.received}.`;
}

function expectedWords({ expected }: v.BaseIssue<unknown>): string {
  const words: Record<string, string> = {
    string: 'text in quotes',
    number: 'a number',
    boolean: 'true or false',
    Object: 'an object in { }',
    Array: 'a list in [ ]',
  };
  const choices = (expected ?? 'something else').replaceAll(/[()]/g, '').split(' | ');
  return choices.map((choice) => words[choice] ?? choice).join(' or ');
}

/** The whole trouble in words, for a dialog box and for standard error. */
export function explain(problems: readonly FileProblem[]): string {
  const [first] = problems;
  const lines = problems.map(({ key, reason }) => (key === '' ? reason : `${key}: ${reason}`));
  return [
    'Jifeline Workshop cannot start: its configuration is not right.',
    '',
    `File: ${first?.file ?? ''}`,
    ...lines,
    '',
    'Nothing was changed. Correct the file, or ask whoever looks after this PC, and start again.',
  ].join('\n');
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
