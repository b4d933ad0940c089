import type { ConnectorView } from '../../preload/contract/connector.ts';
import type { PortInfo, Reading } from './profile.ts';
import type { ListProblem } from './transport.ts';

/** What is known of one device that a profile matches. */
export type DeviceStatus =
  | { readonly state: 'identifying' }
  | { readonly state: 'ready'; readonly reading: Reading }
  | { readonly state: 'busy' }
  | { readonly state: 'no-permission' }
  | { readonly state: 'not-answering'; readonly heard: 'nothing' | 'garbage' };

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
  /** Which of several the mechanic chose: see `identityOf`. */
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

/** What becomes of the program's knowledge when something happens. Pure. */
export function reduce(state: ConnectorState, event: ConnectorEvent): ConnectorState {
  switch (event.kind) {
    case 'listed': {
      const kept = state.devices.filter(({ port }) => event.ports.some(({ path }) => path === port.path));
      const added = event.ports.filter(({ path }) => !state.devices.some(({ port }) => port.path === path));
      const devices = [...kept, ...added.map((port): Device => ({ port, status: { state: 'identifying' } }))];
      const removed = state.devices.filter((device) => !kept.includes(device));
      return {
        ...state,
        searched: true,
        problem: event.problem,
        devices,
        gone: devices.length > 0 ? null : (goneOf(removed) ?? state.gone),
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
      return device === undefined ? state : { ...state, chosen: identityOf(device.port) };
    }
    case 'entered':
      return { ...state, manualId: event.connectorId };
    case 'forget':
      return { ...state, searched: false, devices: [], gone: null };
  }
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
  const searchProblem = state.problem;
  const device = current(state);
  const ready = device?.status.state === 'ready';
  if (!ready && state.manualId !== null)
    return { state: 'manual', connectorId: state.manualId, searchProblem };
  if (device !== null) return { ...deviceView(device), searchProblem };
  if (state.devices.length > 0) {
    const candidates = state.devices.map(({ port, status }) => ({
      port: portView(port),
      connectorId: status.state === 'ready' ? status.reading.connectorId : null,
      state: status.state,
    }));
    return { state: 'several', candidates, searchProblem };
  }
  if (state.gone !== null) return { state: 'unplugged', connectorId: state.gone.connectorId, searchProblem };
  return { state: state.searched ? 'none' : 'searching', searchProblem };
}

/** The one device that counts: the only one, or the chosen one; null when there is none or a choice is to be made. */
function current({ devices, chosen }: ConnectorState): Device | null {
  const [only] = devices;
  if (devices.length === 1 && only !== undefined) return only;
  return devices.find(({ port }) => identityOf(port) === chosen) ?? null;
}

type OneDeviceView = Extract<ConnectorView, { port: unknown }>;
type WithoutProblem<V> = V extends unknown ? Omit<V, 'searchProblem'> : never;

function deviceView({ port, status }: Device): WithoutProblem<OneDeviceView> {
  if (status.state !== 'ready') return { ...status, port: portView(port) };
  return { state: 'ready', port: portView(port), ...status.reading };
}
