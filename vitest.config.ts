import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** The layers that run without a window; the others (e2e, packaged) are Playwright's: see playwright.config.ts. */
const project = (name: string, folders: string[], testTimeout: number) => ({
  plugins: [svelte()],
  cacheDir: 'out/cache/vite',
  test: { name, include: folders.map((folder) => `test/${folder}/**/*.test.ts`), testTimeout },
});

export default defineConfig({
  cacheDir: 'out/cache/vite',
  test: {
    // Root installs and an ordinary user runs: nothing is ever written beside the packages.
    fsModuleCachePath: 'out/cache/vitest',
    projects: [
      project('unit', ['unit'], 5_000),
      project('contract', ['contract'], 20_000),
      project('proofs', ['proofs'], 60_000),
      project('integration', ['integration', 'defects'], 30_000),
      project('faults', ['faults'], 30_000),
    ],
  },
});
