import { openBus, textAt, type Bus, type Reply } from './dbus.ts';
import { inTime } from '../timers.ts';

/**
 * How the keyring of a Linux desktop is, by what its services say of themselves and not by the words of an error, which
 * are translated. `empty`: it runs, and no keyring was ever made in it. `unknown`: nobody said.
 */
export type KeyringState = 'absent' | 'denied' | 'empty' | 'locked' | 'open' | 'unknown';

/** It is a question beside the real one; where it is not answered, that one's answer has to do. */
const TIMEOUT_MS = 2_000;

const SECRETS = 'org.freedesktop.secrets';
const SERVICE = {
  to: SECRETS,
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
};

/** Asks nobody for a password. @param env where the session's bus is: `DBUS_SESSION_BUS_ADDRESS`, `XDG_RUNTIME_DIR`. */
export async function keyringState(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<KeyringState> {
  const address = socketOf(env);
  const uid = process.getuid?.();
  if (address === 'none') return 'absent';
  if (address === 'unknown' || uid === undefined) return 'unknown';
  let bus: Bus | null = null;
  let isLate = false;
  const asked = openBus(address, uid).then((opened) => {
    if (isLate) opened.close();
    bus = opened;
    return askedAt(opened);
  });
  try {
    return await inTime(
      asked.catch((error: unknown) => ofSystem((error as NodeJS.ErrnoException).code)),
      TIMEOUT_MS,
      'unknown',
    );
  } finally {
    isLate = true;
    (bus as Bus | null)?.close();
  }
}

/** D-Bus specification, "Server Addresses": `unix:path=…` or `unix:abstract=…`, several of them after semicolons. */
function socketOf(env: Readonly<Record<string, string | undefined>>): string {
  const { DBUS_SESSION_BUS_ADDRESS: addresses = '', XDG_RUNTIME_DIR: folder = '' } = env;
  if (addresses === '') return folder === '' ? 'none' : `${folder}/bus`;
  const first = /(?:^|;)unix:(?:[^;]*,)?(?<kind>path|abstract)=(?<name>[^,;]+)/.exec(addresses)?.groups;
  if (first?.name === undefined) return 'unknown';
  const name = decodeURIComponent(first.name);
  return first.kind === 'abstract' ? `\0${name}` : name;
}

/** Nobody listens there, or not to us. */
function ofSystem(code: string | undefined): KeyringState {
  if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent';
  return code === 'EACCES' || code === 'EPERM' ? 'denied' : 'unknown';
}

async function askedAt(bus: Bus): Promise<KeyringState> {
  const alias = await bus.call({ ...SERVICE, member: 'ReadAlias', texts: ['default'] });
  if ('error' in alias) return ofName(alias.error);
  const path = textAt(alias.body, 0);
  if (path === '/') return 'empty';
  const locked = await bus.call({
    to: SECRETS,
    path,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    texts: ['org.freedesktop.Secret.Collection', 'Locked'],
  });
  if (!('error' in locked)) return lockedOf(locked);
  // gnome-keyring names a keyring as the one to use before anybody made it.
  return /\.Unknown(Method|Object|Interface)$/.test(locked.error) ? 'empty' : ofName(locked.error);
}

/** A variant with a boolean in it: the signature "b", and four bytes. */
function lockedOf({ body }: Extract<Reply, { body: Buffer }>): KeyringState {
  if (body.length < 8 || body.toString('latin1', 1, 2) !== 'b') return 'unknown';
  return body.readUInt32LE(4) === 0 ? 'open' : 'locked';
}

/** Names of errors are a part of the protocol, and the same in every language. */
function ofName(error: string): KeyringState {
  if (/^org\.freedesktop\.DBus\.Error\.(ServiceUnknown|NameHasNoOwner|Spawn\.\w+)$/.test(error))
    return 'absent';
  if (error === 'org.freedesktop.DBus.Error.AccessDenied') return 'denied';
  return error === 'org.freedesktop.Secret.Error.NoSuchObject' ? 'empty' : 'unknown';
}
