import { defineConfig } from 'playwright/test';

/** The layers with a real window. One at a time: each program has a display, a keychain and ports to itself. */
export default defineConfig({
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    {
      name: 'e2e',
      testDir: 'test',
      testMatch: ['e2e/*.spec.ts', 'faults/*.spec.ts'],
      outputDir: 'out/playwright/e2e',
    },
    { name: 'packaged', testDir: 'test/packaged', timeout: 120_000, outputDir: 'out/playwright/packaged' },
  ],
});
