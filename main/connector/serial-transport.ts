import { stat, readdir } from 'node:fs/promises';
import type { SerialPort as SerialPortType } from 'serialport';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { openErrorOf } from './open-error.ts';
import type { PortInfo } from './profile.ts';
import { listSysfsPorts } from './sysfs-ports.ts';
import type { Connection, Listing, ListProblem, OpenError, Transport } from './transport.ts';

const LIST_MS = 5_000;
const OPEN_MS = 5_000;
const WRITE_MS = 2_000;
const CLOSE_MS = 3_000;
/** How often the operating system is asked for its ports although nothing seems to have changed. */
const LIST_EVERY_MS = process.platform === 'linux' ? 10_000 : 1_000;
/** How long the first look waits for the operating system before it shows what it has. */
const FIRST_LOOK_MS = 1_000;

export interface SerialTransportOptions {
  /** Ports that the operating system's list does not show, such as pseudo-terminals: looked for by their path. */
  readonly extraPorts: readonly string[];
  /** Replaces serialport's list in tests of a list that hangs or fails. */
  readonly systemList?: () => Promise<readonly PortInfo[]>;
}

/** Serial ports through the `serialport` package, which is loaded when first needed. */
export function createSerialTransport(options: SerialTransportOptions): Transport {
  const systemPorts = new SystemPorts(options.systemList ?? listSystemPorts);
  /** Ports whose driver never came back from closing: opening them again could hang for ever. */
  const stuck = new Set<string>();

  return {
    async list(): Promise<Listing> {
      const [extra, system] = await Promise.all([existing(options.extraPorts), systemPorts.look()]);
      const ports = [...extra, ...system.ports.filter(({ path }) => !options.extraPorts.includes(path))];
      // Unplugged is what frees a stuck port.
      for (const path of stuck) if (!ports.some((port) => port.path === path)) stuck.delete(path);
      return { ports, problem: system.problem };
    },

    async open(path, baudRate): Promise<Result<Connection, OpenError>> {
      if (stuck.has(path)) return err('stuck');
      const SerialPort = await loadSerialPort();
      if (SerialPort === null) return err('failed');
      const port = new SerialPort({ path, baudRate, autoOpen: false });
      // Without a listener any late failure of the driver would end the program.
      port.on('error', () => undefined);
      const opened = await limited<Error | null>(OPEN_MS, (done) =>
        port.open((error) => done(error ?? null)),
      );
      if (opened === 'timeout') {
        stuck.add(path);
        return err('stuck');
      }
      return opened === null ? ok(connectionOver(port, () => stuck.add(path))) : err(openErrorOf(opened));
    },
  };
}

function connectionOver(port: SerialPortType, stuck: () => void): Connection {
  let closing = false;
  // Only a port that is read from notices that its device is gone.
  port.resume();
  return {
    async write(bytes) {
      const written = await limited<boolean>(WRITE_MS, (done) => {
        port.write(Buffer.from(bytes), (error) => {
          if (error) done(false);
          else port.drain((failed) => done(!failed));
        });
      });
      return written === true;
    },
    onData: (listener) => void port.on('data', listener),
    onLost: (listener) => void port.once('close', () => closing || listener()),
    async close() {
      closing = true;
      if (!port.isOpen) return;
      const closed = await limited<true>(CLOSE_MS, (done) => port.close(() => done(true)));
      if (closed === 'timeout') stuck();
    },
  };
}

/** The operating system's list, asked for only when something may have changed, and never waited for twice. */
class SystemPorts {
  readonly #list: () => Promise<readonly PortInfo[]>;
  #known: Listing = { ports: [], problem: null };
  #asked: { readonly since: number; readonly answer: Promise<void> } | null = null;
  #answeredAt = -Infinity;
  #devices = '';

  constructor(list: () => Promise<readonly PortInfo[]>) {
    this.#list = list;
  }

  async look(): Promise<Listing> {
    const first = this.#answeredAt === -Infinity;
    const now = performance.now();
    if (
      this.#asked === null &&
      (first || now - this.#answeredAt > LIST_EVERY_MS || (await this.#hasNewDevices()))
    ) {
      this.#asked = { since: now, answer: this.#ask() };
    }
    if (this.#asked !== null) {
      await Promise.race([this.#asked.answer, after(first ? FIRST_LOOK_MS : LIST_MS / 10)]);
      if (isOverdue(this.#asked)) this.#known = { ...this.#known, problem: 'list-timeout' };
    }
    return this.#known;
  }

  async #ask(): Promise<void> {
    try {
      this.#known = { ports: await this.#list(), problem: null };
    } catch (error) {
      this.#known = await withoutUdev(error);
    }
    this.#answeredAt = performance.now();
    this.#asked = null;
  }

  /** On Linux the names in /dev tell, at next to no cost, whether asking could bring anything new. */
  async #hasNewDevices(): Promise<boolean> {
    if (process.platform !== 'linux') return false;
    const names = await readdir('/dev').catch(() => []);
    const devices = names.filter((name) => /^(tty[A-Z]|rfcomm)/.test(name)).join();
    const changed = devices !== this.#devices;
    this.#devices = devices;
    return changed;
  }
}

const isOverdue = (asked: { since: number } | null) =>
  asked !== null && performance.now() - asked.since > LIST_MS;

/** Null where the native module is missing or does not fit: the program works without, with ids entered by hand. */
const loadSerialPort = (): Promise<typeof SerialPortType | null> =>
  import('serialport').then(
    (module) => module.SerialPort,
    () => null,
  );

class SerialMissing extends Error {}

async function listSystemPorts(): Promise<readonly PortInfo[]> {
  const SerialPort = await loadSerialPort();
  if (SerialPort === null) throw new SerialMissing();
  const ports: readonly PortInfo[] = await SerialPort.list();
  return ports.map(({ path, vendorId, productId, manufacturer, serialNumber }) => ({
    path,
    vendorId,
    productId,
    manufacturer,
    serialNumber,
  }));
}

async function withoutUdev(error: unknown): Promise<Listing> {
  if (error instanceof SerialMissing) return { ports: [], problem: 'serial-missing' };
  const missing = process.platform === 'linux' && (error as NodeJS.ErrnoException).code === 'ENOENT';
  const problem: ListProblem = missing ? 'udevadm-missing' : 'list-failed';
  return { ports: missing ? await listSysfsPorts() : [], problem };
}

/** Those of these paths that exist now. A link whose device is gone does not. */
async function existing(paths: readonly string[]): Promise<PortInfo[]> {
  const found = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        () => [{ path }],
        () => [],
      ),
    ),
  );
  return found.flat();
}

/** Runs something with a callback, but not for longer than this. */
function limited<T>(ms: number, work: (done: (value: T) => void) => void): Promise<T | 'timeout'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('timeout'), ms);
    work((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
