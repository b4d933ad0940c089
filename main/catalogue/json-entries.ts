import { unseenAt } from '../../preload/contract/clean.ts';

/** One value of the outermost object: a whole value, or one entry of a list. An empty list is told as a whole. */
export interface JsonEntry {
  /** The key in the outermost object. */
  readonly key: string;
  /** Which entry of the list; null: the value is no list, or an empty one. */
  readonly index: number | null;
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** How many keys stand in it, at any depth, each as often as it is there. Of what is no valid JSON it says nothing. */
  readonly keys: number;
}

export interface JsonFault {
  readonly kind: 'syntax' | 'too-long' | 'key-twice';
  readonly line: number;
  readonly key: string;
  /** Of bad syntax, the sign at fault where its look does not tell (see `unseenAt`). */
  readonly sign?: string;
}

/** The longest entry: no product is larger, and memory stays bounded whatever the file is. */
export const LONGEST_ENTRY = 256 * 1024;
/** No entry is nested deeper; what is deeper is no catalogue. */
const DEEPEST = 16;

type Expecting =
  | 'object'
  | 'first-key'
  | 'key'
  | 'colon'
  | 'value'
  | 'first-entry'
  | 'entry'
  | 'after-entry'
  | 'after-value'
  | 'end';

/**
 * Takes a large JSON object apart as it comes in, entry by entry, and remembers the line of each. It only looks for
 * where an entry ends; whether an entry is valid JSON is for whoever parses it.
 */
export class JsonEntries {
  readonly #keys = new Set<string>();
  #expecting: Expecting = 'object';
  #text = '';
  #at = 0;
  #line = 1;
  #key = '';
  #index: number | null = null;
  /** Where the value or key begins that is being read; -1: none is. */
  #start = -1;
  #startLine = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Outside texts: each belongs to one key. */
  #colons = 0;

  get line(): number {
    return this.#line;
  }

  /** Null: all is well so far. After a fault nothing more may be pushed. */
  push(chunk: string, found: (entry: JsonEntry) => JsonFault | null): JsonFault | null {
    // What was read is forgotten, so that a large file never stands in memory as a whole.
    const keep = this.#start === -1 ? this.#text.length : this.#start;
    this.#text = this.#text.slice(keep) + chunk;
    this.#at -= keep;
    if (this.#start !== -1) this.#start = 0;
    while (this.#at < this.#text.length) {
      const fault = this.#start === -1 ? this.#between(found) : this.#within(found);
      if (fault !== null) return fault;
    }
    return null;
  }

  /** To be called at the end of the file. */
  end(): JsonFault | null {
    return this.#expecting === 'end' && this.#start === -1 ? null : this.#fault('syntax');
  }

  /** Blanks, and one character between values. */
  #between(found: (entry: JsonEntry) => JsonFault | null): JsonFault | null {
    this.#skipBlanks();
    const character = this.#text.charAt(this.#at);
    if (character === '') return null;
    switch (this.#expecting) {
      case 'object':
        return this.#step(character === '{', 'first-key');
      case 'first-key':
      case 'key':
        if (character === '}' && this.#expecting === 'first-key') return this.#step(true, 'end');
        return character === '"' ? this.#begin() : this.#fault('syntax');
      case 'colon':
        return this.#step(character === ':', 'value');
      case 'value':
        this.#index = null;
        return character === '[' ? this.#step(true, 'first-entry') : this.#begin();
      case 'first-entry':
        if (character === ']') {
          found({ key: this.#key, index: null, text: '[]', line: this.#line, keys: 0 });
          return this.#step(true, 'after-value');
        }
        this.#index = 0;
        return this.#begin();
      case 'entry':
        return this.#begin();
      case 'after-entry':
        if (character === ']') {
          this.#index = null;
          return this.#step(true, 'after-value');
        }
        this.#index = (this.#index ?? 0) + 1;
        return this.#step(character === ',', 'entry');
      case 'after-value':
        return character === '}' ? this.#step(true, 'end') : this.#step(character === ',', 'key');
      case 'end':
        return this.#fault('syntax');
    }
  }

  #skipBlanks(): void {
    const text = this.#text;
    let at = this.#at;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === NEW_LINE) this.#line += 1;
      else if (code !== SPACE && code !== TAB && code !== RETURN) break;
    }
    this.#at = at;
  }

  #step(right: boolean, next: Expecting): JsonFault | null {
    if (!right) return this.#fault('syntax');
    this.#expecting = next;
    this.#at += 1;
    return null;
  }

  #begin(): null {
    this.#start = this.#at;
    this.#startLine = this.#line;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#colons = 0;
    return null;
  }

  /** Looks for the end of the value that is being read, as far as the text goes. */
  #within(found: (entry: JsonEntry) => JsonFault | null): JsonFault | null {
    const text = this.#text;
    for (; this.#at < text.length; this.#at += 1) {
      const code = text.charCodeAt(this.#at);
      if (code === NEW_LINE) this.#line += 1;
      if (this.#at - this.#start > LONGEST_ENTRY) return this.#fault('too-long');
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) {
          this.#inString = false;
          if (this.#depth === 0) return this.#take(this.#at + 1, found);
        }
      } else if (code === QUOTE) this.#inString = true;
      else if (code === COLON) this.#colons += 1;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        this.#depth += 1;
        if (this.#depth > DEEPEST) return this.#fault('syntax');
      } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        if (this.#depth === 0) return this.#take(this.#at, found);
        this.#depth -= 1;
        if (this.#depth === 0) return this.#take(this.#at + 1, found);
      } else if (this.#depth === 0 && (code === COMMA || code === SPACE || code === TAB || code === RETURN)) {
        return this.#take(this.#at, found);
      } else if (this.#depth === 0 && code === NEW_LINE) {
        // It belongs to what comes between the values, which counts it.
        this.#line -= 1;
        return this.#take(this.#at, found);
      }
    }
    return null;
  }

  #take(end: number, found: (entry: JsonEntry) => JsonFault | null): JsonFault | null {
    const text = this.#text.slice(this.#start, end);
    this.#start = -1;
    this.#at = end;
    if (this.#expecting === 'first-key' || this.#expecting === 'key') return this.#takeKey(text);
    const isEntry = this.#expecting === 'first-entry' || this.#expecting === 'entry';
    this.#expecting = isEntry ? 'after-entry' : 'after-value';
    return found({ key: this.#key, index: this.#index, text, line: this.#startLine, keys: this.#colons });
  }

  #takeKey(text: string): JsonFault | null {
    try {
      this.#key = String(JSON.parse(text));
    } catch {
      return this.#fault('syntax');
    }
    if (this.#keys.has(this.#key)) return this.#fault('key-twice');
    // So many keys has no catalogue; they must not fill the memory either.
    if (this.#keys.size >= 100) return this.#fault('syntax');
    this.#keys.add(this.#key);
    this.#index = null;
    this.#expecting = 'colon';
    return null;
  }

  #fault(kind: JsonFault['kind']): JsonFault {
    const key = this.#index === null ? this.#key : `${this.#key}[${this.#index}]`;
    const sign = kind === 'syntax' ? unseenAt(this.#text, this.#at) : '';
    return {
      kind,
      line: kind === 'too-long' ? this.#startLine : this.#line,
      key,
      ...(sign === '' ? {} : { sign }),
    };
  }
}

const NEW_LINE = 10;
const TAB = 9;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
