import type { Finding, FindingCode, Heard } from '../../preload/contract/connector.ts';

/** A device on USB, as the operating system knows it. Hubs are left out. */
export interface UsbDevice {
  /** Another one each time it is plugged in. */
  readonly key: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly name: string;
  /**
   * What became of the part of it that may be a serial port: a port; nothing, because no driver took it; or a program
   * holds it past the system's drivers. `other`: it has no such part, or does something else.
   */
  readonly serial: 'port' | 'no-driver' | 'held-by-program' | 'other';
}

/** Whether this user may use a port, and by which group they could. */
export type Access =
  | { readonly kind: 'allowed' }
  /** `isMember`: the system lists the user in it, only this session is from before that. */
  | { readonly kind: 'by-group'; readonly group: string; readonly user: string; readonly isMember: boolean }
  | { readonly kind: 'by-nobody' };

/** A program of the system that is known to take serial ports. */
export interface Helper {
  readonly isRunning: boolean;
  /** The names by which the system starts and stops it; empty where they are not found. */
  readonly units: readonly string[];
}

/** What the operating system tells about ports. Each question has its limit in time; null: it does not tell. */
export interface PortFacts {
  usb(): Promise<readonly UsbDevice[] | null>;
  helpers(): Promise<{ readonly brltty: Helper; readonly modemManager: Helper } | null>;
  access(path: string): Promise<Access | null>;
  /** The programs that have the port open, as far as this user may know; this program left out. */
  holders(path: string): Promise<readonly string[] | null>;
}

/** What is to be explained: the state of the connector, reduced to what causes depend on. */
export type Situation =
  | { readonly state: 'none' }
  | { readonly state: 'busy' | 'no-permission'; readonly port: string }
  | { readonly state: 'refused'; readonly port: string; readonly number: number | null }
  | { readonly state: 'not-answering'; readonly port: string; readonly heard: Heard };

/** Everything the causes are judged by, as of one moment. Null: not told, or of no interest in this situation. */
export interface Facts {
  readonly platform: NodeJS.Platform;
  /** `isNew`: plugged in while somebody was watching. `isOurs`: a connector profile is for it. */
  readonly usb: readonly (UsbDevice & { readonly isNew: boolean; readonly isOurs: boolean })[] | null;
  /** The serial ports no profile is for: those that were plugged in, not those soldered on. */
  readonly strangers: readonly { readonly name: string; readonly isNew: boolean }[];
  /** What appeared while somebody was watching. */
  readonly appeared: readonly string[];
  readonly helpers: Awaited<ReturnType<PortFacts['helpers']>>;
  readonly access: Access | null;
  readonly holders: readonly string[] | null;
}

/** How many names are told at most. */
const MAX_NAMES = 5;

/** The likelier first; what is found out about each may still change that (see `findingsOf`). */
function causesOf(situation: Situation, { platform, access }: Facts): readonly FindingCode[] {
  const linux = (...codes: FindingCode[]) => (platform === 'linux' ? codes : []);
  switch (situation.state) {
    case 'none':
      return ['cable', 'driver', ...linux('brltty'), 'no-profile', 'car'];
    case 'busy':
      return ['port-in-use', ...linux('modem-manager', 'brltty')];
    case 'no-permission':
      return [access?.kind === 'by-group' && access.isMember ? 'sign-in-again' : 'rights'];
    case 'refused':
      return ['refused', 'port-in-use'];
    case 'not-answering':
      // That port was never opened: nothing was said, and nothing is in the way.
      if (situation.heard === 'no-serial-number') return ['serial-number'];
      return situation.heard === 'garbage'
        ? ['speed', 'port-in-use', ...linux('modem-manager'), 'car']
        : ['car', 'port-in-use', ...linux('modem-manager'), 'speed'];
  }
}

/** Which causes apply, and what is known of each. What was found to be wrong comes first, what is fine comes last. */
export function findingsOf(situation: Situation, facts: Facts): Finding[] {
  const findings = causesOf(situation, facts).map((code): Finding => {
    const { state, names = [], command = null } = judges[code](facts, situation);
    const port = 'port' in situation ? situation.port : null;
    return { code, state, names: names.slice(0, MAX_NAMES).map(readable), port, command };
  });
  const rank = { problem: 0, unknown: 1, ok: 2 };
  return findings.sort((one, other) => rank[one.state] - rank[other.state]);
}

type Judgement = Pick<Finding, 'state'> & {
  readonly names?: readonly string[];
  readonly command?: string | null;
};
const unknown: Judgement = { state: 'unknown' };
const ok: Judgement = { state: 'ok' };

const judges: Record<FindingCode, (facts: Facts, situation: Situation) => Judgement> = {
  cable({ usb, appeared }) {
    if (appeared.length > 0) return { state: 'ok', names: appeared };
    const ours = (usb ?? []).filter(({ isOurs }) => isOurs);
    if (ours.length > 0) return { state: 'ok', names: ours.map(nameOf) };
    // Which cable lies there no PC can know. That nothing at all is on USB it does know.
    return usb?.length === 0 ? { state: 'problem' } : unknown;
  },

  car: () => unknown,

  driver({ platform, usb }) {
    const command = driverCommands[platform] ?? null;
    if (usb === null) return { ...unknown, command };
    const without = usb.filter(({ serial }) => serial === 'no-driver');
    if (without.length === 0) return ok;
    // Fingerprint readers and the like have no driver either: only a suspicion, unless it is known to be ours.
    const sure = without.filter(({ isOurs, isNew }) => isOurs || isNew);
    return sure.length > 0
      ? { state: 'problem', names: sure.map(nameOf), command }
      : { state: 'unknown', names: without.map(nameOf), command };
  },

  'no-profile'({ strangers }) {
    if (strangers.length === 0) return ok;
    const arrived = strangers.filter(({ isNew }) => isNew);
    return arrived.length > 0
      ? { state: 'problem', names: arrived.map(nameOf) }
      : { state: 'unknown', names: strangers.map(nameOf) };
  },

  brltty({ helpers, usb }, { state }) {
    if (helpers === null) return unknown;
    const { isRunning, units } = helpers.brltty;
    if (!isRunning) return ok;
    const command = units.length === 0 ? null : `sudo systemctl mask --now ${units.join(' ')}`;
    const held = (usb ?? []).filter(({ serial }) => serial === 'held-by-program');
    if (state === 'none' && held.length > 0) return { state: 'problem', names: held.map(nameOf), command };
    return { state: 'unknown', names: ['brltty'], command };
  },

  'modem-manager'({ helpers }) {
    if (helpers === null) return unknown;
    const { isRunning, units } = helpers.modemManager;
    if (!isRunning) return ok;
    // It runs as root: whether it is what has the port, the system does not tell an ordinary user.
    const command = units.length === 0 ? null : `sudo systemctl stop ${units.join(' ')}`;
    return { state: 'unknown', names: ['ModemManager'], command };
  },

  'port-in-use'({ holders }, { state }) {
    if (holders !== null && holders.length > 0) return { state: 'problem', names: holders };
    // Somebody has it, that much the system said; it does not tell of other users' programs who.
    if (state === 'busy') return { state: 'problem' };
    return unknown;
  },

  refused: (_facts, situation) => ({
    state: 'problem',
    names: situation.state === 'refused' && situation.number !== null ? [String(situation.number)] : [],
  }),

  'serial-number': () => ({ state: 'problem' }),

  rights({ access }) {
    if (access === null || access.kind === 'allowed') return { state: 'problem' };
    if (access.kind === 'by-nobody') return { state: 'problem' };
    const { group, user } = access;
    return { state: 'problem', names: [group], command: groupCommand(group, user) };
  },

  'sign-in-again': ({ access }) => ({
    state: 'problem',
    names: access?.kind === 'by-group' ? [access.group] : [],
  }),

  speed: (_facts, situation) =>
    situation.state === 'not-answering' && situation.heard === 'garbage' ? { state: 'problem' } : unknown,
};

const nameOf = ({ name }: { readonly name: string }): string => name;

/** What shows whoever looks after the PC which device has no driver. */
const driverCommands: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'lsusb -t',
  win32: 'devmgmt.msc',
  darwin: 'system_profiler SPUSBDataType',
};

/** The groups that Linux systems use for serial ports: no other right than that comes with them. */
const serialGroups = ['dialout', 'uucp', 'plugdev'];

/**
 * Only for groups that are meant for it: nobody shall be led to add a user to `root` or `disk`. Whatever is not plainly a
 * name is left to the shell, so that what is copied is exactly what is meant.
 */
function groupCommand(group: string, user: string): string | null {
  if (!serialGroups.includes(group)) return null;
  return `sudo usermod -aG ${group} ${/^[a-z_][\w.-]{0,60}$/i.test(user) ? user : '"$USER"'}`;
}

/** Names come from devices and other programs: no control characters, and of a bounded length. */
const readable = (name: string): string =>
  name

    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .slice(0, 80);
