import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Secret Service of a test's own, on a D-Bus of its own: to be locked and stopped without disturbing anybody. */
export interface Keyring {
  /** What a program needs to know of it. */
  readonly env: Readonly<Record<string, string>>;
  lock(): void;
  /** Hangs: takes calls and answers none, until `goOn`. */
  hang(): void;
  goOn(): void;
  close(): void;
}

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

export async function startKeyring(): Promise<Keyring> {
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
  const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], { env });
  daemon.stdin.end('workshop');
  let said = '';
  daemon.stderr.on('data', (text: Buffer) => (said += text.toString()));
  bus.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const call = (...words: string[]) =>
    spawnSync('dbus-send', ['--session', '--print-reply', '--dest=org.freedesktop.secrets', ...words], {
      env,
      encoding: 'utf8',
    });
  const collection = '/org/freedesktop/secrets/collection/login';
  const isReady = () =>
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
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    lock() {
      const locked = call(
        '/org/freedesktop/secrets',
        'org.freedesktop.Secret.Service.Lock',
        `array:objpath:${collection}`,
      );
      if (locked.status !== 0) throw new Error(locked.stderr);
    },
    hang: () => void daemon.kill('SIGSTOP'),
    goOn: () => void daemon.kill('SIGCONT'),
    close() {
      daemon.kill('SIGKILL');
      bus.kill('SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  };
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
