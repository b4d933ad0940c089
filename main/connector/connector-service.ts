import type { ConnectorView, PortView } from '../../preload/contract/connector.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import {
  initialState,
  isSameDevice,
  portView,
  readyPort,
  reduce,
  viewOf,
  type ConnectorEvent,
  type DeviceStatus,
} from './connector-machine.ts';
import { Conversation, type Query } from './identify.ts';
import {
  profileFor,
  readSerialNumber,
  type ConnectorProfile,
  type PortInfo,
  type Reading,
} from './profile.ts';
import type { Connection, OpenFailure, Transport } from './transport.ts';

export interface ConnectorServiceDeps {
  readonly transport: Transport;
  readonly profiles: readonly ConnectorProfile[];
  /** Remembers which of several connectors was chosen. */
  readonly chosen: { get(): string | null; set(identity: string): void };
  readonly changed: (view: ConnectorView) => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds since the epoch: the time that goes on while the PC sleeps. */
  readonly now?: () => number;
}

/** Who sees to a device, until it is gone or another one. */
interface Attendant {
  readonly port: PortInfo;
  readonly profile: ConnectorProfile;
  readonly ending: AbortController;
}

/** How often the ports are looked at. The transport makes looking cheap while nothing changes. */
const LOOK_MS = 400;
/** How long to leave a port alone that is busy, denied or silent. */
const AGAIN_MS = 2_000;
/** How often a connector that is ready is asked whether it still is. */
const HEARTBEAT_MS = 5_000;
/** Between two looks there is never so long, unless the PC slept and nobody said so. */
const SLEPT_MS = 15_000;

/**
 * Finds the connector on the cable and keeps knowing it: looks for ports, asks those that a profile matches, keeps
 * the port open so that an unplug shows at once, and starts over when something changes. It never opens, and never
 * writes to, a port that no profile matches.
 */
export class ConnectorService {
  readonly #deps: ConnectorServiceDeps;
  #state;
  #view: ConnectorView;
  /** By path, ended through its controller. */
  readonly #attendants = new Map<string, Attendant>();
  /**
   * The work of the last one at each path, until the port is closed: opened again before that, it would look as if
   * somebody else held it.
   */
  readonly #attending = new Map<string, Promise<void>>();
  /** Ended by sleep and by the end of the program. */
  #watch: AbortController | null = null;

  constructor(deps: ConnectorServiceDeps) {
    this.#deps = deps;
    this.#state = initialState(deps.chosen.get());
    this.#view = viewOf(this.#state);
  }

  view(): ConnectorView {
    return this.#view;
  }

  /** What the cable says, whether or not an id was entered by hand. */
  cable(): ConnectorView {
    return viewOf({ ...this.#state, manualId: null });
  }

  /**
   * What the connector that counts says, for whoever relies on it now. Null: none is ready; or it is another one than the
   * one that said so, which is then asked.
   */
  reading(): Reading | null {
    if (this.#view.state !== 'ready') return null;
    const port = readyPort(this.#state);
    if (port === null || !this.#deps.transport.isStill(port)) {
      this.retry();
      return null;
    }
    const { connectorId, vin, vinTold, vehiclePath } = this.#view;
    return { connectorId, vin, ...(vinTold === undefined ? {} : { vinTold }), vehiclePath };
  }

  /** Begins, or begins again after `suspend`, to look for connectors. */
  start(): void {
    if (this.#watch !== null) return;
    this.#watch = new AbortController();
    void this.#look(this.#watch.signal);
  }

  /** Closes every port and forgets what it knew: before sleep, and at the end. Resolves when they are closed. */
  async suspend(): Promise<void> {
    this.#watch?.abort();
    this.#watch = null;
    for (const { ending } of this.#attendants.values()) ending.abort();
    this.#attendants.clear();
    this.#dispatch({ kind: 'forget' });
    await Promise.all(this.#attending.values());
  }

  /** Asks every device again, now. */
  retry(): void {
    if (this.#watch === null) return;
    void this.suspend();
    this.start();
  }

  choose(path: string): Result<undefined, AppError> {
    if (!this.#state.devices.some(({ port }) => port.path === path))
      return err(appError('connector.unknown_port'));
    this.#dispatch({ kind: 'chosen', path });
    if (this.#state.chosen !== null) this.#deps.chosen.set(this.#state.chosen);
    return ok(undefined);
  }

  enterByHand(connectorId: number | null): void {
    this.#dispatch({ kind: 'entered', connectorId });
  }

  /** Every serial port of this PC, opened or not. */
  async ports(): Promise<PortView[]> {
    const { ports } = await this.#deps.transport.list();
    return ports.map((port) => portView(port, profileFor(port, this.#deps.profiles) !== null));
  }

  async #look(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#attending.values());
    const { now = Date.now } = this.#deps;
    let lookedAt = now();
    while (!signal.aborted) {
      const { ports, problem } = await this.#deps.transport.list();
      // Slept or stopped meanwhile: what the list says is of another time.
      if (isAborted(signal)) return;
      if (now() - lookedAt > SLEPT_MS) {
        // Whoever was plugged in before may be another one now: nothing that was known counts.
        this.retry();
        return;
      }
      lookedAt = now();
      const ours = ports.filter((port) => profileFor(port, this.#deps.profiles) !== null);
      this.#dispatch({ kind: 'listed', ports: ours, problem });
      this.#attend(ours);
      await this.#deps.sleep(LOOK_MS);
    }
  }

  /** Sees to it that each device has an attendant, and that nobody attends one that is gone, or another one. */
  #attend(ports: readonly PortInfo[]): void {
    for (const [path, { port, profile, ending }] of this.#attendants) {
      const now = ports.find((one) => isSameDevice(port, one));
      if (now !== undefined && profileFor(now, this.#deps.profiles) === profile) continue;
      ending.abort();
      this.#attendants.delete(path);
      // Seen by another profile it is asked again too.
      if (now !== undefined) this.#dispatch({ kind: 'found', path, status: { state: 'identifying' } });
    }
    for (const port of ports) {
      const { path } = port;
      const profile = profileFor(port, this.#deps.profiles);
      if (profile === null || this.#attendants.has(path)) continue;
      const attendant: Attendant = { port, profile, ending: new AbortController() };
      this.#attendants.set(path, attendant);
      const before = this.#attending.get(path);
      const converse = () => this.#converse(port, profile, attendant.ending.signal);
      const attending = (before?.then(converse) ?? converse()).finally(() => {
        if (this.#attending.get(path) === attending) this.#attending.delete(path);
        // Ended by itself, because the port was lost: the next look begins anew if it is still, or again, there.
        if (this.#attendants.get(path) === attendant) this.#attendants.delete(path);
      });
      this.#attending.set(path, attending);
    }
  }

  /** Attends one device until it is gone. */
  async #converse(port: PortInfo, profile: ConnectorProfile, signal: AbortSignal): Promise<void> {
    const found = (status: DeviceStatus) => {
      if (!signal.aborted) this.#dispatch({ kind: 'found', path: port.path, status });
    };
    if (profile.identify.kind === 'usb-serial-number') {
      // Read without opening the port: somebody else may well be using it.
      const reading = readSerialNumber(port.serialNumber ?? '', profile.identify.expect);
      found(
        reading === null
          ? { state: 'not-answering', heard: 'no-serial-number' }
          : { state: 'ready', reading },
      );
      await aborted(signal);
      return;
    }
    const query = profile.identify;
    while (!signal.aborted) {
      const opened = await this.#deps.transport.open(port.path, profile.baudRate, profile);
      if (!opened.ok) {
        const status = statusOf(opened.error);
        if (status !== null) found(status);
        await this.#pause(AGAIN_MS, signal);
        continue;
      }
      const lost = await this.#stayWith(opened.value, query, profile.waitAfterOpenMs, found, signal);
      await opened.value.close();
      if (lost && !isAborted(signal)) {
        this.#dispatch({ kind: 'lost', path: port.path });
        return;
      }
    }
  }

  /** Asks an open port who it is, again and again. @returns whether the port was lost. */
  async #stayWith(
    connection: Connection,
    query: Query,
    waitMs: number,
    found: (status: DeviceStatus) => void,
    signal: AbortSignal,
  ): Promise<boolean> {
    const ended = new AbortController();
    const stop = either(signal, ended.signal);
    connection.onLost(() => ended.abort());
    const conversation = new Conversation(connection, query, this.#deps.sleep, (reading) => {
      if (!stop.aborted) found({ state: 'ready', reading });
    });
    if (waitMs > 0) await this.#pause(waitMs, stop);
    while (!stop.aborted) {
      const answer = await orAborted(conversation.identify(), stop);
      if (answer === undefined) break;
      const isReady = answer.kind === 'answered';
      found(
        isReady
          ? { state: 'ready', reading: answer.reading }
          : { state: 'not-answering', heard: answer.heard },
      );
      // Who speaks by itself need not speak again; what it says then is heard.
      if (isReady && query.kind === 'listen') await aborted(stop);
      else await this.#pause(isReady ? HEARTBEAT_MS : AGAIN_MS, stop);
    }
    return ended.signal.aborted;
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    await orAborted(this.#deps.sleep(ms), signal);
  }

  #dispatch(event: ConnectorEvent): void {
    this.#state = reduce(this.#state, event);
    const view = viewOf(this.#state);
    // Told only when a person would see a difference: a look that finds nothing new is no news.
    if (JSON.stringify(view) === JSON.stringify(this.#view)) return;
    this.#view = view;
    this.#deps.changed(view);
  }
}

/** What a person is told of a port that cannot be opened; null: nothing new, the list will show that it is gone. */
function statusOf(failure: OpenFailure): DeviceStatus | null {
  switch (failure) {
    case 'busy':
      return { state: 'busy' };
    case 'no-permission':
      return { state: 'no-permission' };
    case 'gone':
      return null;
    case 'stuck':
      return { state: 'refused', number: null };
    default:
      return { state: 'refused', number: failure.refused };
  }
}

/** Read through a function, because the value changes behind an `await` that the compiler does not see. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

/** What the work gives, or undefined as soon as the signal is aborted. A port is asked for days: no listener stays. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  let abort: () => void = () => undefined;
  const ended = new Promise<undefined>((resolve) => {
    abort = () => resolve(undefined);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function either(...signals: AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) void aborted(signal).then(() => controller.abort());
  return controller.signal;
}
