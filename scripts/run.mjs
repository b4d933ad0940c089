// The door of every npm script: sets up what is missing, then runs `scripts/<name>.ts` on the Node.js that the
// project brings, where it can open windows. Plain JavaScript without dependencies: nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasDisplay, isRoot, root, setUp } from './set-up.mjs';

const [command = '', ...words] = process.argv.slice(2);
/** Commands that open windows and use a keychain: of their own, apart from the person's. */
const isolated = ['demo', 'test', 'vitest', 'e2e', 'packaged', 'bench', 'bench-catalogue', 'screens'];
const windows = [...isolated, 'start'];
/** Who runs windows when root would: Chromium's sandbox is for ordinary users. */
const user = 'workshop';

try {
  setUp();
  if (command !== 'setup' && !existsSync(join(root, 'scripts', `${command}.ts`)))
    throw new Error(`There is no command "${command}"`);
  process.exitCode = await (process.platform === 'linux' ? runOnLinux() : runHere());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function runHere() {
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return finish(
    spawn(node, [join(root, 'scripts', `${command}.ts`), ...words], { cwd: root, stdio: 'inherit' }),
  );
}

async function runOnLinux() {
  if (command === 'setup') return 0;
  const needsWindow = windows.includes(command);
  const ownSession = isolated.includes(command) || !process.env['DBUS_SESSION_BUS_ADDRESS'];
  if (!needsWindow || (!isRoot && !ownSession && hasDisplay)) return runHere();

  const home = mkdtempSync(join(tmpdir(), 'workshop-home-'));
  const place = isRoot ? placeFor(user) : { folder: root, enter: [] };
  try {
    const inner = [
      ...(!hasDisplay ? ['xvfb-run', '-a', '-s', '-screen 0 1680x1050x24'] : []),
      join(place.folder, 'node_modules/node/bin/node'),
      join(place.folder, 'scripts', `${command}.ts`),
      ...words,
    ];
    // A real Secret Service with an unlocked keyring, that ends with the command.
    const keyring =
      'printf workshop | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"';
    const withSession = ownSession
      ? ['dbus-run-session', '--', 'bash', '-c', keyring, 'keyring', ...inner]
      : inner;
    const asUser = isRoot
      ? [
          'setpriv',
          '--reuid',
          user,
          '--regid',
          user,
          '--init-groups',
          '--reset-env',
          'env',
          ...environment(home),
          ...withSession,
        ]
      : ['env', ...environment(home), ...withSession];
    if (isRoot) spawnSync('chown', ['-R', `${user}:${user}`, home, join(root, 'out')]);
    const line = [...place.enter, ...asUser];
    return await finish(
      spawn(line[0], line.slice(1), { cwd: place.enter.length > 0 ? '/' : root, stdio: 'inherit' }),
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** What the command may know of this environment: nothing of root's, and a home of its own. */
function environment(home) {
  for (const folder of ['config', 'cache', 'data', 'run'])
    mkdirSync(join(home, folder), { recursive: true, mode: 0o700 });
  const passed = [
    'CI',
    'HISTORIES',
    'TERM',
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'ELECTRON_OVERRIDE_DIST_PATH',
    'NO_COLOR',
    'FORCE_COLOR',
  ];
  // A log is to be read: colours are for whoever looks on.
  const plain = !process.stdout.isTTY && process.env['FORCE_COLOR'] === undefined ? ['NO_COLOR=1'] : [];
  const authority = process.env['XAUTHORITY'];
  if (authority !== undefined && existsSync(authority)) copyFileSync(authority, join(home, 'xauthority'));
  return [
    `HOME=${home}`,
    `XDG_CONFIG_HOME=${join(home, 'config')}`,
    `XDG_CACHE_HOME=${join(home, 'cache')}`,
    `XDG_DATA_HOME=${join(home, 'data')}`,
    `XDG_RUNTIME_DIR=${join(home, 'run')}`,
    'LANG=C.UTF-8',
    `PATH=${process.env['PATH'] ?? ''}`,
    ...(authority === undefined ? [] : [`XAUTHORITY=${join(home, 'xauthority')}`]),
    ...plain,
    ...passed.flatMap((name) => (process.env[name] === undefined ? [] : [`${name}=${process.env[name]}`])),
  ];
}

/** Makes the project usable for an ordinary user, wherever root has put it. */
function placeFor(name) {
  if (spawnSync('id', [name]).status !== 0) {
    const added = spawnSync('useradd', ['--create-home', '--shell', '/bin/bash', name], { encoding: 'utf8' });
    if (added.status !== 0) throw new Error(`The user "${name}" could not be made: ${added.stderr}`);
  }
  mkdirSync(join(root, 'out'), { recursive: true });
  const mayRead = (folder) =>
    spawnSync('setpriv', [
      '--reuid',
      name,
      '--regid',
      name,
      '--init-groups',
      'test',
      '-r',
      join(folder, 'package.json'),
    ]).status === 0;
  if (mayRead(root)) return { folder: root, enter: [] };
  // Root's own folders are closed to others. The project is shown elsewhere, in a mount namespace of this command.
  const folder = '/run/jifeline-workshop';
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const bind = 'mount --bind "$1" "$2" && cd "$2" && shift 2 && exec "$@"';
  const enter = ['unshare', '--mount', '--propagation', 'private', 'bash', '-c', bind, 'bind', root, folder];
  if (spawnSync(enter[0], [...enter.slice(1), 'true']).status !== 0) {
    throw new Error(
      `${root} is closed to ordinary users, and no windows can be opened as root: move the project elsewhere.`,
    );
  }
  return { folder, enter };
}

function finish(child) {
  // Ctrl+C reaches the child by itself; this only keeps this process there until it is done.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 130)));
  });
}
