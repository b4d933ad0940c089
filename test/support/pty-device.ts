import { closeSync, constants, openSync, rmSync, symlinkSync } from 'node:fs';
import type { ReadStream, WriteStream } from 'node:tty';
import pty from '@lydell/node-pty';

interface PtyPair {
  readonly _master: ReadStream & Pick<WriteStream, 'write'>;
  readonly _slave: ReadStream;
  readonly _pty: string;
}
const { open } = pty as unknown as { open: (options: { encoding: null }) => PtyPair };

/** A device on a pseudo-terminal, plugged in at a path. */
export class PtyDevice {
  readonly #path: string;
  readonly #reply: (heard: string, say: (text: string) => void) => void;
  #pair: PtyPair | null = null;
  #farEnd = -1;

  constructor(path: string, reply: (heard: string, say: (text: string) => void) => void) {
    this.#path = path;
    this.#reply = reply;
  }

  plug(): void {
    const pair = open({ encoding: null });
    pair._slave.setRawMode(true);
    // Kept open, so that the pair outlives a program that closes it.
    this.#farEnd = openSync(pair._pty, constants.O_RDWR | constants.O_NOCTTY);
    pair._slave.destroy();
    pair._master.on('error', () => undefined);
    pair._master.on('data', (bytes: Buffer) =>
      this.#reply(bytes.toString('latin1'), (text) => this.say(text)),
    );
    this.#pair = pair;
    rmSync(this.#path, { force: true });
    symlinkSync(pair._pty, this.#path);
  }

  /** Says something unasked: one byte for each character. */
  say(text: string): void {
    this.#pair?._master.write(Buffer.from(text, 'latin1'));
  }

  unplug(): void {
    if (this.#pair === null) return;
    rmSync(this.#path, { force: true });
    closeSync(this.#farEnd);
    this.#pair._master.destroy();
    this.#pair = null;
  }
}
