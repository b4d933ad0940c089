import { connect, type Socket } from 'node:net';

/** One call of a method whose arguments are texts. */
export interface Call {
  readonly to: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly texts: readonly string[];
}

/** What came back: the body, little-endian as it is sent, or the name of an error (never its text, which is translated). */
export type Reply = { readonly body: Buffer } | { readonly error: string };

export interface Bus {
  call(call: Call): Promise<Reply>;
  close(): void;
}

/** Longer than any answer that is asked for here. */
const MOST_BYTES = 64 * 1024;
/** Types of messages, and fields of their headers (D-Bus specification, "Message Protocol"). */
const [METHOD_CALL, METHOD_RETURN, ERROR] = [1, 2, 3];
const [PATH, INTERFACE, MEMBER, ERROR_NAME, REPLY_SERIAL, DESTINATION, SIGNATURE] = [1, 2, 3, 4, 5, 6, 8];

/**
 * The least of D-Bus that asks a service a question: one question at a time, over a socket of this PC. What cannot be
 * reached or does not keep to the specification rejects; where the system said why, with its `code`.
 *
 * @param address where the bus listens: a path, or a name that begins with NUL (an abstract socket).
 */
export async function openBus(address: string, uid: number): Promise<Bus> {
  const socket = connect({ path: address });
  try {
    const read = reader(socket);
    socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(uid), 'utf8').toString('hex')}\r\n`);
    const answer = await read((bytes) => bytes.indexOf('\r\n') + 2);
    if (!answer.toString('latin1').startsWith('OK')) throw new Error('not let in');
    socket.write('BEGIN\r\n');
    let serial = 0;
    const call = async (what: Call): Promise<Reply> => {
      serial += 1;
      socket.write(encode(what, serial));
      for (;;) {
        const message = decode(await read(lengthOf));
        if (message.answers !== serial) continue;
        if (message.type === METHOD_RETURN) return { body: message.body };
        if (message.type === ERROR) return { error: message.errorName };
      }
    };
    const bus = 'org.freedesktop.DBus';
    await call({ to: bus, path: '/org/freedesktop/DBus', interface: bus, member: 'Hello', texts: [] });
    return { call, close: () => socket.destroy() };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** @returns gives the next bytes, as many as `length` says of what is there; 0 or less: of more than is there. */
function reader(socket: Socket): (length: (bytes: Buffer) => number) => Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  let ended: Error | null = null;
  let changed: () => void = () => undefined;
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    if (bytes.length > MOST_BYTES) socket.destroy(new Error('too long'));
    changed();
  });
  socket.on('error', (error) => {
    ended = error;
    changed();
  });
  socket.on('close', () => {
    ended ??= new Error('closed');
    changed();
  });
  return async (length) => {
    for (;;) {
      const wanted = length(bytes);
      if (wanted > 1 && wanted <= bytes.length) {
        const taken = bytes.subarray(0, wanted);
        bytes = bytes.subarray(wanted);
        return taken;
      }
      if (ended !== null) throw ended;
      await new Promise<void>((resolve) => (changed = resolve));
    }
  };
}

const aligned = (offset: number, to: number) => Math.ceil(offset / to) * to;

/** The length of the message that begins here; 0: that cannot be told yet. */
function lengthOf(bytes: Buffer): number {
  if (bytes.length < 16) return 0;
  // Each side may choose; whoever is on this PC writes as this PC does, and that is little-endian.
  if (bytes[0] !== 'l'.charCodeAt(0)) throw new Error('another byte order');
  return aligned(16 + bytes.readUInt32LE(12), 8) + bytes.readUInt32LE(4);
}

function encode({ to, path, interface: face, member, texts }: Call, serial: number): Buffer {
  const body = new Writer();
  for (const text of texts) body.text(text);
  const fields = new Writer();
  for (const [code, type, value] of [
    [PATH, 'o', path],
    [INTERFACE, 's', face],
    [MEMBER, 's', member],
    [DESTINATION, 's', to],
  ] as const)
    fields.align(8).byte(code).signature(type).text(value);
  if (texts.length > 0) fields.align(8).byte(SIGNATURE).signature('g').signature('s'.repeat(texts.length));
  const head = new Writer().byte('l'.charCodeAt(0)).byte(METHOD_CALL).byte(0).byte(1);
  head.number(body.bytes.length).number(serial).number(fields.bytes.length);
  return Buffer.concat([
    Buffer.from([...head.bytes, ...fields.bytes]),
    padding(fields),
    Buffer.from(body.bytes),
  ]);
}

/** The head is 16 bytes long, so that what is aligned in the fields alone is so in the message. */
const padding = ({ bytes }: Writer) => Buffer.alloc(aligned(bytes.length, 8) - bytes.length);

class Writer {
  readonly bytes: number[] = [];

  align(to: number): this {
    while (this.bytes.length % to !== 0) this.bytes.push(0);
    return this;
  }
  byte(value: number): this {
    this.bytes.push(value);
    return this;
  }
  number(value: number): this {
    const four = Buffer.alloc(4);
    four.writeUInt32LE(value);
    this.align(4).bytes.push(...four);
    return this;
  }
  text(text: string): this {
    const bytes = Buffer.from(text, 'utf8');
    this.number(bytes.length).bytes.push(...bytes, 0);
    return this;
  }
  signature(text: string): this {
    this.bytes.push(text.length, ...Buffer.from(text, 'latin1'), 0);
    return this;
  }
}

interface Message {
  readonly type: number;
  /** The serial number of the call that it answers; 0: none. */
  readonly answers: number;
  readonly errorName: string;
  readonly body: Buffer;
}

function decode(bytes: Buffer): Message {
  const end = 16 + bytes.readUInt32LE(12);
  let [answers, errorName] = [0, ''];
  let at = 16;
  while (at < end) {
    const code = bytes.readUInt8(aligned(at, 8));
    // A signature of one character: its length, itself and a NUL.
    const type = String.fromCharCode(bytes.readUInt8(aligned(at, 8) + 2));
    at = aligned(at, 8) + 4;
    if (type === 'u') {
      if (code === REPLY_SERIAL) answers = bytes.readUInt32LE(at);
      at += 4;
    } else if (type === 'g') {
      at += bytes.readUInt8(at) + 2;
    } else {
      if (code === ERROR_NAME) errorName = textAt(bytes, at);
      at += bytes.readUInt32LE(at) + 5;
    }
  }
  return { type: bytes.readUInt8(1), answers, errorName, body: bytes.subarray(aligned(end, 8)) };
}

/** A text, or the path of an object: its length, itself and a NUL. */
export const textAt = (bytes: Buffer, at: number): string =>
  bytes.toString('utf8', at + 4, at + 4 + bytes.readUInt32LE(at));
