import { forAnyVin, readAnswer, type ConnectorProfile, type Reading } from './profile.ts';
import type { Connection } from './transport.ts';

/** More than any answer is long; what is older is dropped, so that a device that babbles costs nothing. */
const MAX_LINE = 512;

type Query = Extract<ConnectorProfile['identify'], { kind: 'query' }>;

/**
 * Reads answers out of a stream of bytes: in fragments, with noise before, between and after them, ended by CR, LF
 * or both. An answer must reach the end of its line, so that the head of a broken one ("JFL 91" of
 * "JFL 910101043") is never taken for an id.
 */
export class AnswerReader {
  /** As the profile says, and with anything in the VIN's place: a car without a usable VIN costs no id. */
  readonly #patterns: readonly string[];
  #line = '';
  #noise = false;

  constructor(expect: string) {
    this.#patterns = [expect, forAnyVin(expect)].filter((pattern) => pattern !== null);
  }

  /** The answers completed by these bytes. */
  push(bytes: Uint8Array): Reading[] {
    // One character a byte: what is no text stays distinguishable, and nothing can be joined wrongly.
    const lines = (this.#line + Buffer.from(bytes).toString('latin1')).split(/[\r\n]+/);
    this.#line = (lines.pop() ?? '').slice(-MAX_LINE);
    return lines.flatMap((line) => this.#read(line.slice(-MAX_LINE)) ?? []);
  }

  /** Whether anything but clean answers came since the last look. */
  takeNoise(): boolean {
    const noise = this.#noise || this.#line !== '';
    this.#noise = false;
    return noise;
  }

  #read(line: string): Reading | null {
    if (line.trim() === '') return null;
    // Blanks of ASCII only: a byte that looks like another blank may be the end of a letter.
    const told = line.replace(/[\t\v\f ]+$/, '');
    // The longest tail that is an answer as a whole: noise may stand before it, and nothing behind it.
    for (const pattern of this.#patterns) {
      for (let start = 0; start < told.length; start += 1) {
        const reading = readAnswer(told.slice(start), pattern, utf8IfItIs);
        if (reading === null) continue;
        this.#noise ||= start > 0;
        return reading;
      }
    }
    this.#noise = true;
    return null;
  }
}

export type Identified =
  | { readonly kind: 'answered'; readonly reading: Reading }
  | { readonly kind: 'silent'; readonly heard: 'nothing' | 'garbage' };

/**
 * A conversation with one connector over an open port. Asks again when an answer does not come, and twice when it
 * came amid noise: a digit that got lost would be another connector's id. A car that told no usable VIN may tell it the
 * next time.
 */
export class Conversation {
  readonly #connection: Connection;
  readonly #query: Query;
  readonly #reader: AnswerReader;
  readonly #sleep: (ms: number) => Promise<void>;
  readonly #told: (reading: Reading) => void;
  #waiting: ((reading: Reading) => void) | null = null;

  /** @param told called with answers nobody was waiting for: late ones, repeated ones, news of the car. */
  constructor(
    connection: Connection,
    query: Query,
    sleep: (ms: number) => Promise<void>,
    told: (reading: Reading) => void,
  ) {
    this.#connection = connection;
    this.#query = query;
    this.#reader = new AnswerReader(query.expect);
    this.#sleep = sleep;
    this.#told = told;
    connection.onData((bytes) => {
      for (const reading of this.#reader.push(bytes)) this.#deliver(reading);
    });
  }

  async identify(): Promise<Identified> {
    this.#reader.takeNoise();
    let garbage = false;
    let doubtful: Reading | null = null;
    let withoutVin: Reading | null = null;
    for (let attempt = 0; attempt <= this.#query.retries; attempt += 1) {
      const reading = await this.#ask();
      const noise = this.#reader.takeNoise();
      garbage ||= noise;
      if (reading === null) continue;
      const isClear = !noise && reading.vinTold === undefined;
      if (isClear || isSame(reading, doubtful)) return { kind: 'answered', reading };
      doubtful = reading;
      if (!noise) withoutVin = reading;
    }
    if (withoutVin !== null) return { kind: 'answered', reading: withoutVin };
    return { kind: 'silent', heard: garbage ? 'garbage' : 'nothing' };
  }

  async #ask(): Promise<Reading | null> {
    const answer = new Promise<Reading>((resolve) => {
      this.#waiting = resolve;
    });
    const sent = await this.#connection.write(Buffer.from(this.#query.send, 'latin1'));
    const reading = sent
      ? await Promise.race([answer, this.#sleep(this.#query.timeoutMs).then(() => null)])
      : null;
    this.#waiting = null;
    return reading;
  }

  #deliver(reading: Reading): void {
    if (this.#waiting === null) {
      // Unasked and amid noise it proves nothing.
      if (!this.#reader.takeNoise()) this.#told(reading);
      return;
    }
    this.#waiting(reading);
    this.#waiting = null;
  }
}

const isSame = (one: Reading, other: Reading | null) =>
  one.connectorId === other?.connectorId &&
  one.vin === other.vin &&
  one.vinTold === other.vinTold &&
  one.vehiclePath === other.vehiclePath;

/** In which letters a connector writes is not known: UTF-8 where its bytes can be that, else each byte is a letter. */
function utf8IfItIs(bytes: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return bytes;
  }
}
