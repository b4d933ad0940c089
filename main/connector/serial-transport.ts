import { stat, readdir } from 'node:fs/promises';
import type { SerialPort as SerialPortType } from 'serialport';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { lookAtNode, nodeNow, nodeOf } from './device-node.ts';
import { readHolders } from './linux-processes.ts';
import { openFailureOf, openFailureOnWindows } from './open-error.ts';
import { plainPort, type PortInfo } from './profile.ts';
import { listSysfsPorts } from './sysfs-ports.ts';
import type { Connection, LineSettings, Listing, ListProblem, OpenFailure, Transport } from './transport.ts';
import { orNull } from '../timers.ts';

const LIST_MS = 5_000;
const OPEN_MS = 5_000;
const WRITE_MS = 2_000;
const CLOSE_MS = 3_000;
/** How often the operating system is asked for its ports although nothing seems to have changed. */
const LIST_EVERY_MS = process.platform === 'linux' ? 10_000 : 1_000;
/** How long a port on USB that has no name yet is asked for at each look: then nobody will name it. */
const NAMED_BY_MS = 30_000;
/** How long to look for whoever holds a port that does not open. */
const HOLDERS_MS = 1_500;
/** How long the first look waits for the operating system before it shows what it has. */
const FIRST_LOOK_MS = 1_000;

export interface SerialTransportOptions {
  /** Ports that the operating system's list does not show, such as pseudo-terminals: looked for by their path. */
  readonly extraPorts: readonly string[];
  /** Replaces serialport's list in tests of a list that hangs or fails. */
  readonly systemList?: () => Promise<readonly PortInfo[]>;
  /** Default: this system. */
  readonly platform?: NodeJS.Platform;
}

/** Serial ports through the `serialport` package, which is loaded when first needed. */
export function createSerialTransport(options: SerialTransportOptions): Transport {
  const { platform = process.platform } = options;
  const systemPorts = new SystemPorts(options.systemList ?? listSystemPorts, platform);
  /** Ports that do not come back from opening or closing: opening them again could hang for ever. */
  const stuck = new Map<string, SerialPortType>();
  const free = (path: string, port: SerialPortType) => {
    if (stuck.get(path) === port) stuck.delete(path);
  };

  return {
    async list(): Promise<Listing> {
      const [extra, system] = await Promise.all([existing(options.extraPorts), systemPorts.look()]);
      const ports = [...extra, ...system.ports.filter(({ path }) => !options.extraPorts.includes(path))];
      // Unplugged is what frees a stuck port, unless it comes back by itself.
      for (const path of stuck.keys()) if (!ports.some((port) => port.path === path)) stuck.delete(path);
      return { ports, problem: system.problem };
    },

    async open(path, baudRate, line = {}): Promise<Result<Connection, OpenFailure>> {
      if (stuck.has(path)) return err('stuck');
      const SerialPort = await loadSerialPort();
      if (SerialPort === null) return err({ refused: null });
      const port = new SerialPort({ path, baudRate, autoOpen: false, ...lineOf(line) });
      // Without a listener any late failure of the driver would end the program.
      port.on('error', () => undefined);
      const opened = await limited<Error | null>(
        OPEN_MS,
        (done) => port.open((error) => done(error ?? null)),
        // Nobody waits for it any more: kept open, nobody else could have it either.
        (late) => (late === null ? port.close(() => free(path, port)) : free(path, port)),
      );
      if (opened === 'timeout') {
        stuck.set(path, port);
        return err('stuck');
      }
      if (opened !== null) return err(await whyNot(path, opened, platform));
      await setSignals(port, line);
      const state = { stuck: () => stuck.set(path, port), free: () => free(path, port) };
      return ok(connectionOver(port, state));
    },

    isStill: ({ path, node }) => node === undefined || nodeNow(path) === node,
  };
}

/** serialport's words for it. */
const lineOf = ({ parity, dataBits, stopBits, flowControl }: LineSettings) => ({
  ...(parity !== undefined && { parity }),
  ...(dataBits !== undefined && { dataBits }),
  ...(stopBits !== undefined && { stopBits }),
  ...(flowControl === 'hardware' && { rtscts: true }),
  ...(flowControl === 'software' && { xon: true, xoff: true }),
});

/** A line that has no such signals is used without them. */
async function setSignals(port: SerialPortType, { dtr, rts }: LineSettings): Promise<void> {
  if (dtr === undefined && rts === undefined) return;
  const signals = { dtr: dtr ?? true, rts: rts ?? true };
  await limited<true>(WRITE_MS, (done) => port.set(signals, () => done(true)));
}

async function whyNot(path: string, { message }: Error, platform: NodeJS.Platform): Promise<OpenFailure> {
  if (platform === 'win32') return openFailureOnWindows(message);
  const [node, holders] = await Promise.all([
    lookAtNode(path),
    platform === 'linux' ? orNull(() => readHolders('/', path, process.pid, () => false), HOLDERS_MS) : null,
  ]);
  return openFailureOf(message, node, holders ?? []);
}

function connectionOver(
  port: SerialPortType,
  state: { readonly stuck: () => void; readonly free: () => void },
): Connection {
  let closing = false;
  // Only a port that is read from notices that its device is gone.
  port.resume();
  return {
    async write(bytes) {
      let isTaken = false;
      await limited<null>(WRITE_MS, (done) => {
        port.write(Buffer.from(bytes), (error) => {
          isTaken = !error;
          // Not every driver can say that they are out of the PC too. Whether they arrived, the answer says.
          if (isTaken) port.drain(() => done(null));
          else done(null);
        });
      });
      return isTaken;
    },
    onData: (listener) => void port.on('data', listener),
    onLost: (listener) => void port.once('close', () => closing || listener()),
    async close() {
      closing = true;
      if (!port.isOpen) return;
      const closed = await limited<true>(CLOSE_MS, (done) => port.close(() => done(true)), state.free);
      if (closed === 'timeout') state.stuck();
    },
  };
}

/** The operating system's list, asked for only when something may have changed, and never waited for twice. */
class SystemPorts {
  readonly #list: () => Promise<readonly PortInfo[]>;
  #known: Listing = { ports: [], problem: null };
  #asked: { readonly since: number; readonly answer: Promise<void> } | null = null;
  readonly #platform: NodeJS.Platform;
  #answeredAt = -Infinity;
  #devices = '';
  /** Since when there is a port on USB of which nobody said yet what it is. */
  #unnamedSince: number | null = null;

  constructor(list: () => Promise<readonly PortInfo[]>, platform: NodeJS.Platform) {
    this.#list = list;
    this.#platform = platform;
  }

  async look(): Promise<Listing> {
    const first = this.#answeredAt === -Infinity;
    const now = performance.now();
    if (
      this.#asked === null &&
      (first ||
        now - this.#answeredAt > LIST_EVERY_MS ||
        this.#isUnnamed(now) ||
        (await this.#hasNewDevices()) ||
        (await present(this.#known.ports)).length < this.#known.ports.length)
    ) {
      this.#asked = { since: now, answer: this.#ask() };
    }
    if (this.#asked !== null) {
      await Promise.race([this.#asked.answer, after(first ? FIRST_LOOK_MS : LIST_MS / 10)]);
      if (isOverdue(this.#asked)) this.#known = { ...this.#known, problem: 'list-timeout' };
    }
    // What the system said of another device, under the same name, is not said of the one that is there now.
    return { ...this.#known, ports: await present(this.#known.ports) };
  }

  async #ask(): Promise<void> {
    try {
      this.#known = { ports: await this.#described(await this.#list()), problem: null };
    } catch (error) {
      const { ports, problem } = await withoutUdev(error);
      this.#known = { ports: await this.#described(ports), problem };
    }
    this.#answeredAt = performance.now();
    this.#asked = null;
  }

  #described(ports: readonly PortInfo[]): Promise<PortInfo[]> {
    return Promise.all(
      ports.map(async (port) => ({
        ...plainPort(port, this.#platform),
        node: await nodeIfPlugged(port.path),
      })),
    );
  }

  /** The node is there before udev's rules have said what it is. */
  #isUnnamed(now: number): boolean {
    const isUnnamed = this.#known.ports.some(
      ({ path, vendorId }) => vendorId === undefined && /\/tty(USB|ACM|XRUSB|WCH)\d+$/.test(path),
    );
    this.#unnamedSince = isUnnamed ? (this.#unnamedSince ?? now) : null;
    return this.#unnamedSince !== null && now - this.#unnamedSince <= NAMED_BY_MS;
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

/** Those of these ports that are still the same device. */
async function present(ports: readonly PortInfo[]): Promise<PortInfo[]> {
  const still = await Promise.all(
    ports.map(async (port) =>
      port.node === undefined || (await nodeOf(port.path)) === port.node ? [port] : [],
    ),
  );
  return still.flat();
}

/** The dozens of ports that are soldered on are looked at by their names alone. */
const nodeIfPlugged = (path: string): Promise<string | undefined> =>
  /\/ttyS\d+$/.test(path) ? Promise.resolve(undefined) : nodeOf(path);

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
  return ports.map(({ path, vendorId, productId, manufacturer, serialNumber, pnpId }) => ({
    path,
    vendorId,
    productId,
    manufacturer,
    serialNumber,
    pnpId,
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
        async () => [{ path, node: await nodeOf(path) }],
        () => [],
      ),
    ),
  );
  return found.flat();
}

/**
 * Runs something with a callback, but not for longer than this.
 *
 * @param late is told what came after that all the same.
 */
function limited<T>(
  ms: number,
  work: (done: (value: T) => void) => void,
  late: (value: T) => void = () => undefined,
): Promise<T | 'timeout'> {
  return new Promise((resolve) => {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      resolve('timeout');
    }, ms);
    work((value) => {
      clearTimeout(timer);
      if (isOver) late(value);
      else resolve(value);
    });
  });
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
