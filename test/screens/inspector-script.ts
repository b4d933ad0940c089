import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const inspectorFile = fileURLToPath(new URL('inspector/inspect.ts', import.meta.url));
const require = createRequire(import.meta.url);
/** The axe that @axe-core/playwright brings. */
const axeFile = createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core');

/** Everything that looks at the page from within, as one script. */
async function bundled(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: inspectorFile, formats: ['iife'], name: 'inspector' },
    },
  });
  const [first] = (Array.isArray(output) ? output : [output]) as Rolldown.RolldownOutput[];
  return `${readFileSync(axeFile, 'utf8')}\n${first?.output[0].code ?? ''}\nglobalThis.inspector = inspector;`;
}

let written: Promise<string> | null = null;

/** The same, made once. */
export const inspectorScript = (): Promise<string> => (written ??= bundled());
