import { inspect } from 'node:util';

/** A text that must not leak by accident: printed, logged or serialised it only says that it is one. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The text itself. Search for this word to see everywhere a secret is used. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }
  toJSON(): string {
    return '[secret]';
  }
  [inspect.custom](): string {
    return '[secret]';
  }
}
