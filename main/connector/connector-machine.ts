import type { CandidateView, ConnectorView, Heard } from '../../preload/contract/connector.ts';
import type { PortInfo, Reading } from './profile.ts';
import type { ListProblem } from './transport.ts';

/** What is known of one device that a profile matches. */
export type DeviceStatus =
  | { readonly state: 'identifying' }
  | { readonly state: 'ready'; readonly reading: Reading }
  | { readonly state: 'busy' }
  | { readonly state: 'no-permission' }
  /** `number`: the operating system's own, where it gives one. */
  | { readonly state: 'refused'; readonly number: number | null }
  | { readonly state: 'not-answering'; readonly heard: Heard };

export interface Device {
  readonly port: PortInfo;
  readonly status: DeviceStatus;
}

export interface ConnectorState {
  /** False until the first list of ports came. */
  readonly searched: boolean;
  readonly problem: ListProblem | null;
  /** In the order they were found. */
  readonly devices: readonly Device[];
  /** Which of several the mechanic chose: see `keyOf`. */
  readonly chosen: string | null;
  readonly manualId: number | null;
  /** The last one taken away, until something is plugged in. */
  readonly gone: { readonly connectorId: number | null } | null;
}

export const initialState = (chosen: string | null): ConnectorState => ({
  searched: false,
  problem: null,
  devices: [],
  chosen,
  manualId: null,
  gone: null,
});

export type ConnectorEvent =
  /** The ports that profiles match, as of now. */
  | { readonly kind: 'listed'; readonly ports: readonly PortInfo[]; readonly problem: ListProblem | null }
  /** What came of asking a device. */
  | { readonly kind: 'found'; readonly path: string; readonly status: DeviceStatus }
  /** Its port went away under our hands, before any list said so. */
  | { readonly kind: 'lost'; readonly path: string }
  | { readonly kind: 'chosen'; readonly path: string }
  | { readonly kind: 'entered'; readonly connectorId: number | null }
  /** The PC goes to sleep, or wakes: what was known of the devices is not known any more. */
  | { readonly kind: 'forget' };

/** A device is itself wherever it is plugged in: known by what it says it is, by its path only for want of better. */
export const identityOf = ({ vendorId, productId, serialNumber, path }: PortInfo): string =>
  serialNumber === undefined ? `path:${path}` : `usb:${vendorId ?? ''}:${productId ?? ''}:${serialNumber}`;

/** What a chosen one is remembered by: with its path where another connector that is attached says that it is the same. */
const keyOf = (device: Device, devices: readonly Device[]): string => {
  const identity = identityOf(device.port);
  const isShared = devices.some(
    (other) => other !== device && identityOf(other.port) === identity && !isOneConnector(device, other),
  );
  return isShared ? keyAt(device) : identity;
};
const idOf = ({ status }: Device) => (status.state === 'ready' ? status.reading.connectorId : null);
const isOneConnector = (one: Device, other: Device) => idOf(one) !== null && idOf(one) === idOf(other);
const keyAt = ({ port }: Device): string => `${identityOf(port)}@${port.path}`;

/**
 * Whether what is at a path now is what was there before. A port that was listed before the system knew what it is, is the
 * same once it knows, where the node says so.
 */
export function isSameDevice(before: PortInfo, now: PortInfo): boolean {
  if (before.path !== now.path || before.node !== now.node) return false;
  const says = ({ vendorId, productId, serialNumber, pnpId }: PortInfo) =>
    JSON.stringify([vendorId, productId, serialNumber, pnpId]);
  return says(before) === says(now) || (before.node !== undefined && says(before) === says({ path: '' }));
}

/** What becomes of the program's knowledge when something happens. Pure. */
export function reduce(state: ConnectorState, event: ConnectorEvent): ConnectorState {
  switch (event.kind) {
    case 'listed': {
      const devices = event.ports.map((port): Device => {
        const known = state.devices.find((device) => isSameDevice(device.port, port));
        return { port, status: known?.status ?? { state: 'identifying' } };
      });
      return {
        ...state,
        searched: true,
        problem: event.problem,
        devices: inOrderOf(state.devices, devices),
        gone: devices.length > 0 ? null : (goneOf(state.devices) ?? state.gone),
      };
    }
    case 'found':
      return {
        ...state,
        devices: state.devices.map((device) =>
          device.port.path === event.path ? { ...device, status: event.status } : device,
        ),
      };
    case 'lost': {
      const lost = state.devices.filter(({ port }) => port.path === event.path);
      const devices = state.devices.filter((device) => !lost.includes(device));
      return { ...state, devices, gone: devices.length > 0 ? null : (goneOf(lost) ?? state.gone) };
    }
    case 'chosen': {
      const device = state.devices.find(({ port }) => port.path === event.path);
      return device === undefined ? state : { ...state, chosen: keyOf(device, state.devices) };
    }
    case 'entered':
      return { ...state, manualId: event.connectorId };
    case 'forget':
      return { ...state, searched: false, devices: [], gone: null };
  }
}

/** In the order they were found: the system's own may be another one at each look. */
function inOrderOf(before: readonly Device[], now: readonly Device[]): Device[] {
  const place = ({ port }: Device) => {
    const at = before.findIndex((device) => device.port.path === port.path);
    return at < 0 ? before.length : at;
  };
  return [...now].sort((one, other) => place(one) - place(other));
}

function goneOf(devices: readonly Device[]): ConnectorState['gone'] {
  const [device] = devices;
  if (device === undefined) return null;
  return { connectorId: device.status.state === 'ready' ? device.status.reading.connectorId : null };
}

/** A name for people: what the operating system calls the port. */
const labelOf = ({ path, manufacturer }: PortInfo): string => manufacturer ?? path;

export const portView = (port: PortInfo, matched = true) => ({
  path: port.path,
  label: labelOf(port),
  matched,
});

/** What a mechanic is told. The cable wins: an id entered by hand shows only while no connector is ready. */
export function viewOf(state: ConnectorState): ConnectorView {
  const connectors = connectorsOf(state);
  const common = {
    searchProblem: state.problem,
    candidates: connectors.length > 1 ? connectors.map(candidateView) : [],
  };
  const device = current(state, connectors);
  const ready = device?.status.state === 'ready';
  if (!ready && state.manualId !== null) return { state: 'manual', connectorId: state.manualId, ...common };
  if (device !== null) return { ...deviceView(device), ...common };
  if (connectors.length > 0) return { state: 'several', ...common };
  if (state.gone !== null) return { state: 'unplugged', connectorId: state.gone.connectorId, ...common };
  return { state: state.searched ? 'none' : 'searching', ...common };
}

/** The port of the connector that is ready on the cable; null: none is. */
export function readyPort(state: ConnectorState): PortInfo | null {
  const device = current(state, connectorsOf(state));
  return device?.status.state === 'ready' ? device.port : null;
}

/** One device for each connector: some have two ports, and tell their id at both. The chosen one of them stands for it. */
function connectorsOf({ devices, chosen }: ConnectorState): readonly Device[] {
  return devices.filter((device) => {
    const same = devices.filter((other) => other === device || isOneConnector(device, other));
    return device === (same.find((one) => isChosen(one, chosen, devices)) ?? same[0]);
  });
}

/**
 * The one device that counts: the only one, or the chosen one; null when there is none, or a choice is to be made. A
 * choice that fits more than one of those attached is no choice.
 */
function current({ chosen, devices }: ConnectorState, connectors: readonly Device[]): Device | null {
  const [only] = connectors;
  if (connectors.length === 1 && only !== undefined) return only;
  const fitting = connectors.filter((device) => isChosen(device, chosen, devices));
  const [fits] = fitting;
  return fitting.length === 1 && fits !== undefined ? fits : null;
}

/** Either by what it says it is, which no other one says, or by its path as well. */
const isChosen = (device: Device, chosen: string | null, devices: readonly Device[]): boolean =>
  chosen === keyOf(device, devices) || chosen === keyAt(device);

const candidateView = (device: Device): CandidateView => ({
  port: portView(device.port),
  connectorId: idOf(device),
  state: device.status.state,
});

type OneDeviceView = Extract<ConnectorView, { port: unknown }>;
type Uncommon<V> = V extends unknown ? Omit<V, 'searchProblem' | 'candidates'> : never;

function deviceView({ port, status }: Device): Uncommon<OneDeviceView> {
  if (status.state !== 'ready') return { ...status, port: portView(port) };
  const { connectorId, vin, vinTold, vehiclePath } = status.reading;
  return {
    state: 'ready',
    port: portView(port),
    connectorId,
    vin,
    ...(vinTold === undefined ? {} : { vinTold }),
    vehiclePath,
  };
}
