import {
  findNodeAtLocation,
  parse as parseLeniently,
  parseTree,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import * as v from 'valibot';
import { unseenAt } from '../../preload/contract/clean.ts';
import type { CatalogueProblem } from '../../preload/contract/catalogue.ts';
import type { NotText } from '../../preload/contract/not-text.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import {
  CURRENCY,
  FORMAT,
  header,
  lists,
  MAX_BYTES,
  NEGATIVE,
  VERSION,
  type HeaderName,
  type ListName,
} from './catalogue-format.ts';
import { Decoder, type Decoded } from '../decoding.ts';
import type { CatalogueEntry } from './catalogue-store.ts';
import { JsonEntries, LONGEST_ENTRY, type JsonEntry, type JsonFault } from './json-entries.ts';

/** What the file says of itself. */
export interface FileHeader {
  readonly source: string;
  readonly asOf: number;
}

/** So many problems are told; whoever has more has another kind of trouble. */
const MOST_PROBLEMS = 20;
const LONGEST_KEY = 300;

/** So many entries may come before what they refer to: memory stays bounded. */
const MOST_OPEN = 600_000;

const listNames = Object.keys(lists) as ListName[];
const headerNames = Object.keys(header) as HeaderName[];
const isList = (key: string): key is ListName => Object.hasOwn(lists, key);
const isHeader = (key: string): key is HeaderName => Object.hasOwn(header, key);

type Path = readonly (string | number)[];

/**
 * Reads a catalogue file as it comes in, chunk by chunk, and checks all of it: each entry by itself, that no id is
 * there twice, and that everything referred to is there. What it holds in memory is one entry, and the ids.
 */
export class CatalogueFile {
  readonly #entries = new JsonEntries();
  readonly #decoder = new Decoder();
  readonly #found: (entry: CatalogueEntry) => void;
  readonly #problems: CatalogueProblem[] = [];
  readonly #header = new Map<HeaderName, unknown>();
  readonly #lists = new Set<ListName>();
  readonly #ids = new Map(listNames.map((name) => [name, new Set<string | number>()]));
  /** References to what has not come yet: it may still come. */
  #open: { to: ListName; id: number; key: string; line: number }[] = [];
  #bytes = 0;
  #isOver = false;

  /** @param found is given each entry that is right by itself; whether the file is, only `end` says. */
  constructor(found: (entry: CatalogueEntry) => void) {
    this.#found = found;
  }

  /** @returns false: nothing more needs to be read, the file is no good. */
  push(chunk: Uint8Array): boolean {
    if (this.#isOver) return false;
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_BYTES) return this.#stop(tooLarge);
    if (!this.#read(this.#decoder.push(chunk))) return false;
    const [early] = this.#open.slice(MOST_OPEN);
    if (early !== undefined) {
      const { key, line } = early;
      return this.#stop({
        code: 'too_many',
        line,
        key,
        detail: `${MOST_OPEN} references to what comes later`,
      });
    }
    return this.#problems.length < MOST_PROBLEMS;
  }

  end(): Result<FileHeader, readonly CatalogueProblem[]> {
    if (!this.#isOver) this.#finish();
    if (this.#problems.length > 0) {
      // A key is the file's own word, and may be as long as a book.
      const told = this.#problems.slice(0, MOST_PROBLEMS);
      return err(told.map((problem) => ({ ...problem, key: problem.key.slice(0, LONGEST_KEY) })));
    }
    return ok({
      source: this.#header.get('source') as string,
      asOf: this.#header.get('as_of') as number,
    });
  }

  #finish(): void {
    // Reading may have stopped because there was enough to tell already.
    if (this.#problems.length >= MOST_PROBLEMS) return;
    if (!this.#read(this.#decoder.end())) return;
    const end = this.#entries.end();
    if (end !== null) return void this.#stop(problemOf(end));
    for (const name of [...headerNames, ...listNames]) {
      const isThere = isList(name) ? this.#lists.has(name) : this.#header.has(name);
      if (!isThere && name !== '$schema')
        this.#problems.push({ code: 'missing_key', line: null, key: name, detail: '' });
    }
    for (const { to, id, key, line } of this.#open) {
      if (this.#problems.length >= MOST_PROBLEMS) return;
      if (this.#ids.get(to)?.has(id) !== true)
        this.#problems.push({ code: 'no_such_id', line, key, detail: `${to}: ${id}` });
    }
  }

  #stop(problem: CatalogueProblem): false {
    this.#isOver = true;
    // What came before it is true as well, but this is why nothing came after it.
    this.#problems.unshift(problem);
    return false;
  }

  #read({ text, fault }: Decoded): boolean {
    const broken = this.#entries.push(text, (entry) => this.#take(entry));
    if (broken !== null) return this.#stop(problemOf(broken));
    return fault === null || this.#stop(notText(fault));
  }

  #take(entry: JsonEntry): JsonFault | null {
    const { key, index, text, line, keys } = entry;
    const place = index === null ? key : `${key}[${index}]`;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      const offset = syntaxErrorIn(text);
      const sign = unseenAt(text, offset);
      return { kind: 'syntax', line: line + linesBefore(text, offset), key: place, sign };
    }
    const tell: Tell = (code, path, detail, offset) => {
      if (this.#problems.length >= MOST_PROBLEMS) return;
      const at = line + linesBefore(text, offset ?? offsetOf(text, path));
      this.#problems.push({ code, line: at, key: keyOf(place, path), detail });
    };
    // Parsing keeps the last of two values and says nothing: that there were two shows only in the number of keys.
    if (keys !== keysIn(json))
      for (const { path, offset } of keysTwice(text)) tell('key_twice', path, '', offset);
    if (isHeader(key)) this.#takeHeader(key, index === null ? json : [], tell);
    else if (!isList(key)) tell('unknown_key', [], '');
    else if (index === null) {
      this.#lists.add(key);
      if (text !== '[]') tell('wrong_type', [], 'list');
    } else this.#takeEntry(key, index, json, { place, line, text }, tell);
    return null;
  }

  #takeHeader(key: HeaderName, json: unknown, tell: Tell): void {
    const parsed = v.safeParse(header[key], json);
    this.#header.set(key, parsed.output);
    const expected = key === 'format' ? FORMAT : VERSION;
    if (!parsed.success) tellIssues(parsed.issues, tell);
    else if ((key === 'format' || key === 'version') && parsed.output !== expected)
      tell('other_format', [], String(expected));
  }

  #takeEntry(
    key: ListName,
    index: number,
    json: unknown,
    { place, line, text }: { place: string; line: number; text: string },
    tell: Tell,
  ): void {
    this.#lists.add(key);
    const { most, schema, identity, references, entry } = lists[key];
    if (index >= most) {
      if (index === most) tell('too_many', [], String(most));
      return;
    }
    const parsed = v.safeParse(schema, json);
    if (!parsed.success) {
      tellIssues(parsed.issues, tell);
      return;
    }
    const value = parsed.output as never;
    const ids = this.#ids.get(key);
    const id = identity(value);
    if (ids?.has(id) === true) tell('id_twice', ['id'], String(id));
    ids?.add(id);
    for (const reference of references(value)) {
      if (this.#ids.get(reference.to)?.has(reference.id) === true) continue;
      const at = line + linesBefore(text, offsetOf(text, reference.path));
      this.#open.push({ to: reference.to, id: reference.id, key: keyOf(place, reference.path), line: at });
    }
    // Where there is a mistake already, the rest is read only to tell what else is wrong.
    if (this.#problems.length === 0) this.#found(entry(value));
  }
}

/** @param offset where in the entry's text it is, when the path alone does not tell. */
type Tell = (code: CatalogueProblem['code'], path: Path, detail: string, offset?: number) => void;

const tooLarge: CatalogueProblem = {
  code: 'too_large',
  line: null,
  key: '',
  detail: String(MAX_BYTES / 1024 / 1024),
};
export const tooLargeProblem = tooLarge;

const notText = ({ why, encoding, offset, line, column }: NotText): CatalogueProblem => ({
  code: why === 'nul' ? 'nul' : 'not_utf8',
  line,
  key: '',
  detail: [why, line, column, offset, encoding ?? ''].join(' ').trim(),
});

function problemOf({ kind, line, key, sign = '' }: JsonFault): CatalogueProblem {
  const code = { syntax: 'not_json', 'too-long': 'entry_too_large', 'key-twice': 'key_twice' } as const;
  return { code: code[kind], line, key, detail: kind === 'too-long' ? String(LONGEST_ENTRY) : sign };
}

function tellIssues(issues: readonly v.BaseIssue<unknown>[], tell: Tell): void {
  for (const issue of issues) {
    const path = (issue.path ?? []).map(({ key }) => key as string | number);
    if (issue.type === 'strict_object' && issue.expected === 'never') tell('unknown_key', path, '');
    else if (issue.received === 'undefined') tell('missing_key', path, '');
    else if (issue.message === NEGATIVE || issue.message === CURRENCY) tell(issue.message, path, '');
    else if (issue.kind === 'validation') tell('wrong_value', path, issue.message);
    else if (issue.type === 'picklist') tell('wrong_value', path, issue.expected ?? '');
    else tell('wrong_type', path, typeWords(issue.expected ?? ''));
  }
}

const typeWords = (expected: string) =>
  expected.replaceAll(/[()]/g, '').replace('Array', 'list').replace('Object', 'object');

const keyOf = (place: string, path: Path) =>
  place + path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');

/** Where in an entry's text a key stands; of one that is missing, the entry's beginning. */
function offsetOf(text: string, path: Path): number {
  if (path.length === 0) return 0;
  const root = parseTree(text);
  const node = root === undefined ? undefined : findNodeAtLocation(root, [...path]);
  return node?.offset ?? 0;
}

/** How many keys a value has, at any depth. */
function keysIn(json: unknown): number {
  if (typeof json !== 'object' || json === null) return 0;
  const values: unknown[] = Object.values(json);
  return values.reduce<number>((sum, value) => sum + keysIn(value), Array.isArray(json) ? 0 : values.length);
}

/** Every key of an entry that its object has already, and where it stands. */
function keysTwice(text: string): { path: Path; offset: number }[] {
  const found: { path: Path; offset: number }[] = [];
  const look = (node: Node, path: Path) => {
    const seen = new Set<string>();
    for (const [index, child] of (node.children ?? []).entries()) {
      const [key, value] = child.children ?? [];
      if (node.type === 'array') look(child, [...path, index]);
      else if (key !== undefined && value !== undefined) {
        const name = String(key.value);
        if (seen.has(name)) found.push({ path: [...path, name], offset: key.offset });
        seen.add(name);
        look(value, [...path, name]);
      }
    }
  };
  const root = parseTree(text);
  if (root !== undefined) look(root, []);
  return found;
}

function syntaxErrorIn(text: string): number {
  const errors: ParseError[] = [];
  parseLeniently(text, errors, { disallowComments: true });
  return errors[0]?.offset ?? 0;
}

const linesBefore = (text: string, offset: number) => text.slice(0, offset).split('\n').length - 1;
