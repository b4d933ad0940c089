import { closeSync, constants, openSync, rmSync, symlinkSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ReadStream, WriteStream } from 'node:tty';
import pty from '@lydell/node-pty';

/** node-pty's `open`, which its types leave out: a pair without a program at the far end. */
const { open } = pty as unknown as { open: (options: { encoding: null }) => PtyPair };

/** What it gives: both ends of the pair. */
interface PtyPair {
  readonly _master: ReadStream & Pick<WriteStream, 'write'>;
  readonly _slave: ReadStream;
  readonly _pty: string;
}

/** How a connector behaves when it is asked. */
export type Behaviour =
  | 'normal'
  /** One byte at a time. */
  | 'fragmented'
  /** Garbage before the answer, on the same line, with the head of a broken answer in it. */
  | 'noisy'
  | 'silent'
  /** Line after line that is no answer. */
  | 'garbage'
  /** The same answer twice. */
  | 'twice'
  /** Random bytes, as at a wrong baud rate. */
  | 'wrong-baud';

export interface VirtualConnectorOptions {
  readonly connectorId: number;
  readonly vin?: string | null;
  /** The car from make to variant, in words. Default: it tells none. */
  readonly vehiclePath?: string | null;
  /** Where it is plugged in: a symbolic link to the pseudo-terminal stands there while it is. */
  readonly path: string;
}

/**
 * A connector on a pseudo-terminal. It answers `ID?` with `JFL <id>[ VIN <vin>][ CAR <vehicle path>]` in UTF-8: a
 * protocol of this sandbox, since none is published. Plugging in makes a new pair, unplugging takes it away, as a real device would.
 */
export class VirtualConnector {
  connectorId: number;
  vin: string | null;
  vehiclePath: string | null;
  path: string;
  behaviour: Behaviour = 'normal';
  /** Milliseconds between question and answer. */
  delayMs = 0;
  /** Every byte that was ever written to it. */
  readonly received: number[] = [];
  #pair: PtyPair | null = null;
  #farEnd = -1;
  #line = '';

  constructor({ connectorId, vin = null, vehiclePath = null, path }: VirtualConnectorOptions) {
    this.connectorId = connectorId;
    this.vin = vin;
    this.vehiclePath = vehiclePath;
    this.path = path;
  }

  get isPlugged(): boolean {
    return this.#pair !== null;
  }

  plug(path = this.path): void {
    if (this.#pair !== null) throw new Error('It is plugged in already');
    this.path = path;
    const pair = open({ encoding: null });
    // The far end is the program's to read, and passes bytes on as they are. node-pty's own reader of it would take
    // bytes away from the program; what stays is an open file, so that the pair outlives the program closing it.
    pair._slave.setRawMode(true);
    this.#farEnd = openSync(pair._pty, constants.O_RDWR | constants.O_NOCTTY);
    pair._slave.destroy();
    pair._master.on('error', () => undefined);
    pair._master.on('data', (bytes: Buffer) => this.#receive(bytes));
    this.#pair = pair;
    this.#line = '';
    rmSync(path, { force: true });
    symlinkSync(pair._pty, path);
  }

  unplug(): void {
    const pair = this.#pair;
    if (pair === null) return;
    this.#pair = null;
    rmSync(this.path, { force: true });
    // Not node-pty's destroy: without a child it would signal process -1, which is everybody.
    closeSync(this.#farEnd);
    pair._master.destroy();
  }

  /** Says something unasked. */
  say(text: string | Uint8Array): void {
    this.#pair?._master.write(text);
  }

  answer(): string {
    const vin = this.vin === null ? '' : ` VIN ${this.vin}`;
    const car = this.vehiclePath === null ? '' : ` CAR ${this.vehiclePath}`;
    return `JFL ${this.connectorId}${vin}${car}\r\n`;
  }

  #receive(bytes: Buffer): void {
    this.received.push(...bytes);
    this.#line += bytes.toString('latin1');
    const lines = this.#line.split(/\r\n?|\n/);
    this.#line = lines.pop() ?? '';
    for (const line of lines) if (line === 'ID?') void this.#reply(this.#pair);
  }

  async #reply(pair: PtyPair | null): Promise<void> {
    if (this.delayMs > 0) await wait(this.delayMs);
    if (pair === null || pair !== this.#pair) return;
    const answer = this.answer();
    switch (this.behaviour) {
      case 'normal':
        this.say(answer);
        break;
      case 'twice':
        this.say(answer + answer);
        break;
      case 'fragmented':
        for (const character of answer) {
          if (pair !== this.#pair) return;
          this.say(character);
          await wait(2);
        }
        break;
      case 'noisy':
        this.say(`\u0000\u00ff?#\r\nJFL 12\u0007JFL ${answer.slice(4, 9)}#~${answer}`);
        break;
      case 'garbage':
        this.say('#!? JFL nothing\r\nJFL 12 VIN\r\n~~~\r\n');
        break;
      case 'wrong-baud':
        this.say(randomBytes(64));
        break;
      case 'silent':
        break;
    }
  }
}
