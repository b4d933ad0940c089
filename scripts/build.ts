// Builds the program into out/app: main and preload as CommonJS (an ES module cannot be the entry of every Electron
// that is supported), the window as static files. Does nothing when nothing changed.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type InlineConfig } from 'vite';
import { insistOnSmallStart, measure, report, type WrittenFile } from './window-size.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'out', 'app');
const stamp = join(out, '.inputs');

/** Never bundled: the runtime's own, and native modules. */
const external = ['electron', 'serialport', 'keytar', /^node:/, ...builtinModules];

const common = {
  root,
  configFile: false,
  logLevel: 'warn',
  cacheDir: join(root, 'out', 'cache', 'vite'),
  define: { 'process.env.NODE_ENV': '"production"' },
} satisfies InlineConfig;

const library = (entry: string, name: string, outside: (string | RegExp)[]): InlineConfig => ({
  ...common,
  build: {
    outDir: out,
    emptyOutDir: false,
    target: 'node18',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: join(root, entry),
      external: outside,
      output: {
        format: 'cjs',
        entryFileNames: `${name}.cjs`,
        chunkFileNames: 'chunks/[name]-[hash].cjs',
        // The loader behind import() does not see into archives in every Electron; require() does.
        dynamicImportInCjs: false,
      },
    },
    ssr: true,
  },
  ssr: { noExternal: true, external: ['serialport', 'keytar'] },
});

/** How pages are built; the program's own is renderer/index.html. */
export const page: InlineConfig = {
  ...common,
  root: join(root, 'renderer'),
  base: '/',
  plugins: [svelte({ configFile: join(root, 'svelte.config.js') })],
  build: {
    outDir: join(out, 'renderer'),
    emptyOutDir: true,
    target: 'chrome114',
    // The content security policy knows no inline files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
};

/** Builds if an input changed since the last time. @returns whether it did. */
export async function buildProgram(): Promise<boolean> {
  const inputs = inputsHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return false;
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build(library('main/index.ts', 'main', external));
  await build(library('preload/index.ts', 'preload', ['electron']));
  const size = measure(writtenBy(await build(page)));
  console.log(report(size));
  insistOnSmallStart(size);
  for (const name of ['connector-profiles.json', 'deployment.json', 'icons/icon.png']) {
    const source = join(root, 'resources', name);
    cpSync(source, join(out, 'resources', name), { recursive: true });
  }
  writeFileSync(stamp, inputs);
  return true;
}

function writtenBy(built: Awaited<ReturnType<typeof build>>): readonly WrittenFile[] {
  if (Array.isArray(built)) return built.flatMap(({ output }) => output);
  return 'output' in built ? built.output : [];
}

function inputsHash(): string {
  const hash = createHash('sha256');
  const files = globSync(
    [
      'main/**/*',
      'preload/**/*',
      'renderer/**/*',
      'resources/**/*',
      'package.json',
      'package-lock.json',
      'scripts/build.ts',
      'scripts/window-size.ts',
    ],
    { cwd: root, withFileTypes: true },
  )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildProgram();
