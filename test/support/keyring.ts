import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Secret Service of a test's own, on a D-Bus of its own: to be locked and stopped without disturbing anybody. */
export interface Keyring {
  /** What a program needs to know of it. */
  readonly env: Readonly<Record<string, string>>;
  lock(): void;
  /** As the system does when somebody gives the password at the screen's lock. */
  unlock(): Promise<void>;
  /** Takes away the one keyring that there is, and all that is in it. */
  remove(): void;
  /** Hangs: takes calls and answers none, until `goOn`. */
  hang(): void;
  goOn(): void;
  close(): void;
}

const PASSWORD = 'workshop';

/** A bus that starts nothing by itself: no second keyring, and nobody who would ask for a password. */
const busConfiguration = `<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=${tmpdir()}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/**
 * @param kind `unlocked`: as after logging in with a password. `not-set-up`: it runs, and nobody ever made a keyring.
 *   `none`: a bus, and nothing that keeps secrets.
 */
export async function startKeyring(kind: 'unlocked' | 'not-set-up' | 'none' = 'unlocked'): Promise<Keyring> {
  const home = mkdtempSync(join(tmpdir(), 'workshop-keyring-'));
  for (const folder of ['data', 'run', 'config']) mkdirSync(join(home, folder), { mode: 0o700 });
  // Nothing of this session: no display above all, where it could ask somebody for a password.
  const environment = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_CONFIG_HOME: join(home, 'config'),
  };
  const config = join(home, 'bus.conf');
  writeFileSync(config, busConfiguration);
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address'], {
    env: environment,
  });
  const address = (await firstLine(bus)).trim();
  const env = { ...environment, DBUS_SESSION_BUS_ADDRESS: address };
  const words = ['--foreground', '--components=secrets'];
  const daemon =
    kind === 'none'
      ? null
      : spawn('gnome-keyring-daemon', kind === 'unlocked' ? ['--unlock', ...words] : words, { env });
  daemon?.stdin.end(PASSWORD);
  let said = '';
  daemon?.stderr.on('data', (text: Buffer) => (said += text.toString()));
  bus.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const call = (...words: string[]) =>
    spawnSync('dbus-send', ['--session', '--print-reply', '--dest=org.freedesktop.secrets', ...words], {
      env,
      encoding: 'utf8',
    });
  const collection = '/org/freedesktop/secrets/collection/login';
  const service = '/org/freedesktop/secrets';
  const readAlias = ['org.freedesktop.Secret.Service.ReadAlias', 'string:default'];
  const isReady = () =>
    kind === 'none' ||
    (kind === 'not-set-up' && call(service, ...readAlias).stdout.includes('object path "/"')) ||
    call(
      collection,
      'org.freedesktop.DBus.Properties.Get',
      'string:org.freedesktop.Secret.Collection',
      'string:Locked',
    ).stdout.includes('boolean false');
  const deadline = performance.now() + 10_000;
  while (!isReady()) {
    if (performance.now() > deadline) throw new Error(`There is no unlocked keyring: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const mustCall = (...words: string[]) => {
    const called = call(...words);
    if (called.status !== 0) throw new Error(called.stderr);
  };
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    lock: () => mustCall(service, 'org.freedesktop.Secret.Service.Lock', `array:objpath:${collection}`),
    remove: () => mustCall(collection, 'org.freedesktop.Secret.Collection.Delete'),
    unlock: () => unlockAt(join(home, 'run', 'keyring', 'control')),
    hang: () => void daemon?.kill('SIGSTOP'),
    goOn: () => void daemon?.kill('SIGCONT'),
    close() {
      daemon?.kill('SIGKILL');
      bus.kill('SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** gnome-keyring's protocol for the system's log-in: a byte, the packet's length, "unlock", the password. */
function unlockAt(control: string): Promise<void> {
  const password = Buffer.from(PASSWORD, 'utf8');
  const packet = Buffer.alloc(13 + password.length);
  for (const [at, number] of [packet.length - 1, 1, password.length].entries())
    packet.writeUInt32BE(number, 1 + 4 * at);
  password.copy(packet, 13);
  return new Promise((resolve, reject) => {
    const socket = connect({ path: control });
    socket.write(packet);
    socket.on('data', (answer: Buffer) => {
      socket.destroy();
      if (answer.readUInt32BE(4) === 0) resolve();
      else reject(new Error('The keyring was not unlocked'));
    });
    socket.once('error', reject);
  });
}

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.split('\n')[0] ?? '');
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The bus ended')));
  });
