// Packages the program. `dist:dir` makes the unpacked program for this system from whichever Electron is here; `dist` makes
// the installers of this system, for which electron-builder fetches tools from their release host.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Configuration } from 'electron-builder';
import { parse } from 'yaml';
import { buildProgram } from './build.ts';
import { findElectron } from './electron-runtime.mjs';
import { missingParts } from './native-parts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'out', 'dist', '.inputs');

/** Fuses that the stand-in Electron is too old to have. */
const newerFuses = ['grantFileProtocolExtraPrivileges'] as const;

/** The configuration for the Electron that is here. */
export function configuration(): Configuration {
  const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Configuration;
  const electron = findElectron();
  if (electron === null) throw new Error('There is no Electron: run "npm run setup" first');
  if (electron.kind === 'official') return { ...config, electronDist: electron.dist };
  const known = Object.entries(config.electronFuses ?? {}).filter(
    ([fuse]) => !newerFuses.some((newer) => newer === fuse),
  );
  return {
    ...config,
    electronDist: electron.dist,
    electronVersion: electron.version,
    electronFuses: Object.fromEntries(known),
    // The stand-in has no node:sqlite: an entry of its own maps the name to a drop-in, which is packaged only here.
    extraMetadata: { main: 'out/app/stand-in.cjs' },
    files: (config.files as string[]).filter((pattern) => !pattern.includes('@photostructure')),
  };
}

/** As electron-builder names this system, and the folder in which it puts the unpacked program. */
const [system, unpacked] =
  process.platform === 'win32'
    ? (['win', 'win-unpacked'] as const)
    : process.platform === 'darwin'
      ? (['mac', 'mac'] as const)
      : (['linux', 'linux-unpacked'] as const);

/** As a file: a configuration given as an object would be merged with electron-builder.yml, not replace it. */
function written(config: Configuration): string {
  const file = join(root, 'out', 'electron-builder.json');
  writeFileSync(file, JSON.stringify(config, null, 2));
  return file;
}

/** Makes the unpacked program in out/dist if something changed since the last time. @returns whether it did. */
export async function packageProgram(): Promise<boolean> {
  await buildProgram();
  const electron = findElectron();
  const inputs = createHash('sha256')
    .update(readFileSync(join(root, 'out', 'app', '.inputs')))
    .update(readFileSync(join(root, 'electron-builder.yml')))
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .update(JSON.stringify(electron))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return false;
  if (electron?.kind === 'fallback') {
    console.log(
      `dist: packaging with the stand-in Electron ${electron.version}, without the fuses ${newerFuses.join(', ')}`,
    );
    const folder = join(root, 'out', 'app');
    cpSync(join(root, 'scripts', 'electron-fallback', 'node-sqlite.cjs'), join(folder, 'node-sqlite.cjs'));
    writeFileSync(
      join(folder, 'stand-in.cjs'),
      "require('./node-sqlite.cjs').provideNodeSqlite(__filename);\nrequire('./main.cjs');\n",
    );
  }
  await build({ projectDir: root, [system]: ['dir'], config: written(configuration()), publish: 'never' });
  // What the stand-in uses in development to run a folder; never loaded here, since only the archive may be.
  rmSync(join(root, 'out', 'dist', unpacked, 'resources', 'app'), { recursive: true, force: true });
  writeFileSync(stamp, inputs);
  return true;
}

/** Makes the installers of this system. @throws where what came out would not be the program. */
async function makeInstallers(): Promise<void> {
  const insist = (missing: readonly string[]) => {
    if (missing.length > 0) throw new Error(`This would be no whole program: ${missing.join('; ')}`);
  };
  if (findElectron()?.kind !== 'official')
    throw new Error('Installers are made with the Electron of package.json: "npm run setup" fetches it');
  insist(missingParts(join(root, 'node_modules'), process.platform, process.arch));
  await buildProgram();
  await build({
    projectDir: root,
    config: written({ ...configuration(), electronDist: null }),
    publish: 'never',
  });
  const packaged = globSync('out/dist/**/app.asar.unpacked/node_modules', { cwd: root });
  if (packaged.length === 0) throw new Error('Nothing was packaged');
  for (const modules of packaged) insist(missingParts(join(root, modules), process.platform, process.arch));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    if (process.argv.includes('--installers')) await makeInstallers();
    else if (await packageProgram()) {
      console.log(`dist: out/dist/${unpacked} is ready`);
      for (const line of missingParts(join(root, 'node_modules'), process.platform, process.arch))
        console.log(`dist: ${line}`);
    } else console.log('dist: nothing changed');
  } catch (error) {
    console.error(`dist: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
