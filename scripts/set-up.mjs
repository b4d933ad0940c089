// Installs what is missing: Debian packages where it may, npm packages by the lock file, an Electron. Uses nothing
// but Node 20's own modules, since nothing else is there yet. What is done already is skipped at once.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureElectron, findElectron } from './electron-runtime.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
export const isRoot = process.getuid?.() === 0;
export const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/** Debian packages and what they are for; a name after a bar is the same package in newer releases. */
const run = [
  'libgtk-3-0|libgtk-3-0t64',
  'libnss3',
  'libasound2|libasound2t64',
  'libgbm1',
  'libxss1',
  'libsecret-1-0',
  'udev',
];
const session = ['dbus', 'gnome-keyring', 'libsecret-tools'];
const display = ['xvfb', 'xauth'];
const buildKeytar = ['libsecret-1-dev', 'g++', 'make', 'python3'];

/** Runs the whole set-up. Throws with one clear sentence when it cannot go on. */
export function setUp() {
  step('system packages', installSystemPackages);
  step('npm packages', installNpmPackages);
  step('Electron', () => {
    const had = findElectron() !== null;
    const { kind, version } = ensureElectron();
    return had
      ? null
      : `${version}${kind === 'fallback' ? ' (stand-in: the release host cannot be reached)' : ''}`;
  });
}

/** Does a step and tells of it only if there was something to do. */
function step(name, work) {
  const start = performance.now();
  const done = work();
  if (done !== null)
    console.log(`set-up: ${name}: ${done} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}

function installSystemPackages() {
  if (process.platform !== 'linux') return null;
  if (spawnSync('dpkg-query', ['--version']).status !== 0) return null;
  const wanted = [
    ...run,
    ...session,
    ...(hasDisplay ? [] : display),
    ...(isKeytarBuilt() ? [] : buildKeytar),
  ];
  const missing = missingOf(wanted);
  if (missing.length === 0) return null;
  if (!isRoot) {
    console.log(
      `set-up: these Debian packages are missing; install them with:\n  sudo apt-get install ${missing.join(' ')}`,
    );
    const vital = missingOf([...run, ...(hasDisplay ? [] : display)]);
    if (vital.length > 0) throw new Error(`Without ${vital.join(', ')} no window can be opened.`);
    return 'going on without them';
  }
  const apt = (...words) =>
    spawnSync('apt-get', ['-qq', '-y', ...words], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
    });
  apt('update');
  const names = missing.map((names) => names.split('|').find(isKnown) ?? names.split('|')[0]);
  const installed = apt('install', '--no-install-recommends', ...names);
  if (installed.status !== 0)
    throw new Error(`apt-get could not install ${names.join(' ')}:\n${installed.stderr}`);
  return names.join(' ');
}

const isKnown = (name) =>
  /Candidate: (?!\(none\))/.test(spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' }).stdout);

function missingOf(wanted) {
  const names = wanted.flatMap((alternatives) => alternatives.split('|'));
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\n', ...names], {
    encoding: 'utf8',
  });
  const installed = new Set(
    stdout.split('\n').flatMap((line) => (line.endsWith(' ii ') ? line.split(' ')[0] : [])),
  );
  return wanted.filter((alternatives) => !alternatives.split('|').some((name) => installed.has(name)));
}

const isKeytarBuilt = () => existsSync(join(root, 'node_modules/keytar/build/Release/keytar.node'));

function installNpmPackages() {
  const stamp = join(root, 'node_modules', '.set-up');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const wanted = `${lock} ${process.platform} ${process.arch}`;
  const upToDate = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  // keytar is optional and comes out of an install without its build tools as "not there": try again with them.
  const couldBuild = process.platform !== 'linux' || missingOf(buildKeytar).length === 0;
  if (upToDate && (isKeytarBuilt() || !couldBuild)) return null;
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const words = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const installed = spawnSync(command, words, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32' && npm === undefined,
  });
  if (installed.status !== 0)
    throw new Error(`npm could not install the packages:\n${installed.stdout}${installed.stderr}`);
  writeFileSync(stamp, wanted);
  return isKeytarBuilt()
    ? 'installed'
    : 'installed; keytar could not be built, so sign-ins last for a session only';
}
