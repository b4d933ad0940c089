import type { Result } from '../../preload/contract/result.ts';
import type { PortInfo } from './profile.ts';

/** Why the list of ports may be incomplete. */
export type ListProblem =
  /** The operating system has not answered for 5 s. */
  | 'list-timeout'
  /** It answered with an error. */
  | 'list-failed'
  /** The program's own part for serial ports could not be loaded: the installation is broken. */
  | 'serial-missing'
  /** Linux only: the tool that tells a port's maker is not installed; ports are then known by path alone. */
  | 'udevadm-missing';

export interface Listing {
  readonly ports: readonly PortInfo[];
  readonly problem: ListProblem | null;
}

/** Why a port could not be opened. */
export type OpenFailure =
  /** Another program holds it. */
  | 'busy'
  /** The operating system denies access to this user. */
  | 'no-permission'
  /** It is not there any more. */
  | 'gone'
  /** Opening, or closing it earlier, never came back: it must be unplugged and plugged in again. */
  | 'stuck'
  /** Anything else: the driver's own reason, as a number of the operating system where it gives one. */
  | { readonly refused: number | null };

/** How the line is to be set, beyond its speed: what a profile does not say stays as the system sets it. */
export interface LineSettings {
  readonly parity?: 'none' | 'even' | 'odd' | undefined;
  readonly dataBits?: 7 | 8 | undefined;
  readonly stopBits?: 1 | 2 | undefined;
  readonly flowControl?: 'none' | 'hardware' | 'software' | undefined;
  /** Set once the port is open. Where only one of the two is given, the other one is on. */
  readonly dtr?: boolean | undefined;
  readonly rts?: boolean | undefined;
}

/** An open port. Bytes come as they come: in pieces, late, with noise. */
export interface Connection {
  /**
   * Resolves within 2 s: when the bytes are out, as far as the driver can say so, or with false when the system did not
   * take them.
   */
  write(bytes: Uint8Array): Promise<boolean>;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once, when the port is gone without anybody here closing it: unplugged, or the driver failed. */
  onLost(listener: () => void): void;
  /** Resolves within 3 s, whatever the driver does. */
  close(): Promise<void>;
}

/** Serial ports, however they are reached. Nothing here throws or hangs; every call has its limit. */
export interface Transport {
  /** The ports there are now. Opens none of them. */
  list(): Promise<Listing>;
  open(path: string, baudRate: number, line?: LineSettings): Promise<Result<Connection, OpenFailure>>;
  /**
   * Whether the device at this path is still the one that was listed, as far as the system tells at once: false when it is
   * known to be gone or another one.
   */
  isStill(port: PortInfo): boolean;
}
