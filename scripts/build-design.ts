// Builds the design system's page into out/design: beside the program, so that no package can contain it. To be called
// after the program is built; does nothing when nothing changed.
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { page } from './build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'out', 'design');
const stamp = join(out, '.inputs');
/** Written by the program's build, and about the same files. */
const inputs = join(root, 'out', 'app', '.inputs');

export async function buildDesignSystem(): Promise<void> {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === readFileSync(inputs, 'utf8')) return;
  await build({
    ...page,
    build: {
      ...page.build,
      outDir: out,
      rolldownOptions: { input: join(root, 'renderer', 'design.html') },
    },
  });
  copyFileSync(inputs, stamp);
}
