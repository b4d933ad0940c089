import type { ConnectorView, Finding } from '../../preload/contract/connector.ts';
import { findingsOf, type Facts, type PortFacts, type Situation } from './port-doctor.ts';
import { couldBeOurs, profileFor, type ConnectorProfile } from './profile.ts';
import type { Listing } from './transport.ts';

export interface DiagnosisDeps {
  readonly facts: PortFacts;
  readonly platform: NodeJS.Platform;
  readonly profiles: readonly ConnectorProfile[];
  /** What the cable says, whether or not an id was entered by hand. */
  readonly connector: () => ConnectorView;
  readonly listPorts: () => Promise<Listing>;
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number;
}

/** Whoever has not asked for so long is not watching any more: what appeared since is no news to them. */
const WATCH_ENDS_MS = 10_000;

/**
 * Finds out why no connector is ready. It only looks: no port is opened for it, whatever a profile says. Asked
 * again and again, as by a panel that stays open, it also sees what is plugged in meanwhile.
 */
export class Diagnosis {
  readonly #deps: DiagnosisDeps;
  readonly #usb = new Watch();
  readonly #ports = new Watch();
  #askedAt = -Infinity;
  #running: Promise<Finding[] | null> | null = null;

  constructor(deps: DiagnosisDeps) {
    this.#deps = deps;
  }

  /** The causes that apply, most likely first; null while the connector is being looked for or asked. */
  run(): Promise<Finding[] | null> {
    this.#running ??= this.#look().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #look(): Promise<Finding[] | null> {
    const now = this.#deps.monotonic();
    if (now - this.#askedAt > WATCH_ENDS_MS) {
      this.#usb.forget();
      this.#ports.forget();
    }
    this.#askedAt = now;
    const before = situationOf(this.#deps.connector());
    if (before === null) return [];
    if (before === 'unsettled') return null;
    const facts = await this.#collect(before);
    // The state may have changed while the system was asked: what was found out is then of another time.
    const after = situationOf(this.#deps.connector());
    if (JSON.stringify(after) !== JSON.stringify(before)) return after === null ? [] : null;
    return findingsOf(before, facts);
  }

  async #collect(situation: Situation): Promise<Facts> {
    const { facts, platform, profiles, listPorts } = this.#deps;
    const port = 'port' in situation ? situation.port : null;
    const [usb, listing, helpers, access, holders] = await Promise.all([
      facts.usb(),
      listPorts(),
      platform === 'linux' ? facts.helpers() : null,
      situation.state === 'no-permission' ? facts.access(situation.port) : null,
      port === null || situation.state === 'no-permission' ? null : facts.holders(port),
    ]);
    // A list that could not be had is no empty list: everything would seem to be new afterwards.
    const newUsb = usb === null ? this.#usb.now() : this.#usb.look(usb.map(({ key }) => key));
    const newPorts =
      listing.problem === 'list-failed' || listing.problem === 'serial-missing'
        ? this.#ports.now()
        : this.#ports.look(listing.ports.map(({ path }) => path));
    const devices = (usb ?? []).map((device) => ({
      ...device,
      isNew: newUsb.has(device.key),
      isOurs: couldBeOurs(device, profiles),
    }));
    const strangers = listing.ports
      .filter((one) => profileFor(one, profiles) === null)
      .map(({ path, vendorId, manufacturer }) => ({
        name: manufacturer === undefined ? path : `${path} (${manufacturer})`,
        isNew: newPorts.has(path),
        isUsb: vendorId !== undefined,
      }))
      .filter(({ isNew, isUsb }) => isNew || isUsb);
    return {
      platform,
      usb: usb === null ? null : devices,
      strangers,
      // Where the system tells its USB devices, a port on one of them is the same news once more.
      appeared: [
        ...devices.filter(({ isNew }) => isNew).map(({ name }) => name),
        ...strangers.filter(({ isNew, isUsb }) => isNew && (usb === null || !isUsb)).map(({ name }) => name),
      ],
      helpers,
      access,
      holders,
    };
  }
}

/** What is to be explained; null: nothing is; unsettled: it is being looked for or asked just now. */
function situationOf(view: ConnectorView): Situation | 'unsettled' | null {
  switch (view.state) {
    case 'none':
    case 'unplugged':
      return { state: 'none' };
    case 'busy':
    case 'no-permission':
      return { state: view.state, port: view.port.path };
    case 'refused':
      return { state: view.state, port: view.port.path, number: view.number };
    case 'not-answering':
      return { state: view.state, port: view.port.path, heard: view.heard };
    case 'searching':
    case 'identifying':
      return 'unsettled';
    case 'ready':
    case 'several':
    case 'manual':
      return null;
  }
}

/** Tells what was not there when the watching began. */
class Watch {
  #seen: Set<string> | null = null;
  #new = new Set<string>();

  look(present: readonly string[]): ReadonlySet<string> {
    const arrived = this.#seen === null ? [] : present.filter((key) => !this.#seen?.has(key));
    this.#new = new Set([...this.#new].filter((key) => present.includes(key)).concat(arrived));
    this.#seen = new Set(present);
    return this.#new;
  }

  /** What was new at the last look. */
  now(): ReadonlySet<string> {
    return this.#new;
  }

  forget(): void {
    this.#seen = null;
    this.#new = new Set();
  }
}
