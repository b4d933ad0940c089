import { forAnyVin, readAnswer, type ConnectorProfile, type Reading } from './profile.ts';
import type { Connection } from './transport.ts';

/** More than any answer is long; what is older is dropped, so that a device that babbles costs nothing. */
const MAX_LINE = 512;

/** How a connector tells its id over its port: asked, or by itself. */
export type Query = Extract<ConnectorProfile['identify'], { kind: 'query' | 'listen' }>;

/**
 * Reads answers out of a stream of bytes: in fragments, with noise before, between and after them, ended by CR, LF
 * or both. An answer must reach the end of its line, so that the head of a broken one ("JFL 91" of
 * "JFL 910101043") is never taken for an id.
 */
export class AnswerReader {
  readonly #expect: string;
  readonly #expectAnyVin: string | null;
  #line = '';
  #noise = false;

  constructor(expect: string) {
    this.#expect = expect;
    this.#expectAnyVin = forAnyVin(expect);
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
    // Blanks of ASCII only: a byte that looks like another blank may be the end of a letter. 0xFF never is, in UTF-8.
    const told = line.replace(/[\u0000\t\v\f \u00ff]+$/, '');
    const reading = this.#tailOf(told, this.#expect);
    if (reading !== null) return reading;
    // What the car says in the place of its VIN says nothing of the connector. But what went wrong there may have gone
    // wrong in the id too: unless a VIN was in it after all, the answer counts as one amid noise.
    const anyway = this.#withoutVin(told) ?? this.#withoutVin(line);
    this.#noise ||= (anyway?.vin ?? null) === null;
    return anyway;
  }

  #withoutVin(told: string): Reading | null {
    return this.#expectAnyVin === null ? null : this.#tailOf(told, this.#expectAnyVin);
  }

  /** The longest tail that is an answer as a whole: noise may stand before it, and nothing behind it. */
  #tailOf(told: string, expect: string): Reading | null {
    for (let start = 0; start < told.length; start += 1) {
      const reading = readAnswer(told.slice(start), expect, utf8IfItIs);
      if (reading === null) continue;
      this.#noise ||= start > 0;
      return reading;
    }
    return null;
  }
}

export type Identified =
  | { readonly kind: 'answered'; readonly reading: Reading }
  | { readonly kind: 'silent'; readonly heard: 'nothing' | 'garbage' };

/**
 * A conversation with one connector over an open port. Asks again when an answer does not come, and twice when it
 * came amid noise: a digit that got lost would be another connector's id.
 */
export class Conversation {
  readonly #connection: Connection;
  readonly #query: Query;
  readonly #reader: AnswerReader;
  readonly #sleep: (ms: number) => Promise<void>;
  readonly #told: (reading: Reading) => void;
  #waiting: ((reading: Reading) => void) | null = null;
  /** What was told once amid noise, and waits for being told again. */
  #doubtful: Reading | null = null;

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
    const retries = this.#query.kind === 'query' ? this.#query.retries : 0;
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      const reading = await this.#ask();
      const noise = this.#reader.takeNoise();
      garbage ||= noise;
      if (reading === null) continue;
      const isSure = !noise || isSame(reading, this.#doubtful);
      this.#doubtful = noise ? reading : null;
      if (isSure) return { kind: 'answered', reading };
    }
    return { kind: 'silent', heard: garbage ? 'garbage' : 'nothing' };
  }

  async #ask(): Promise<Reading | null> {
    const answer = new Promise<Reading>((resolve) => {
      this.#waiting = resolve;
    });
    const { kind, timeoutMs } = this.#query;
    const isHeard =
      kind === 'listen' || (await this.#connection.write(Buffer.from(this.#query.send, 'latin1')));
    const reading = isHeard ? await Promise.race([answer, this.#sleep(timeoutMs).then(() => null)]) : null;
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
