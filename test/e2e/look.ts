import { mkdirSync } from 'node:fs';
import { expect, expectAccessible, type Program } from './fixtures.ts';

const sizes = [
  [1024, 700],
  [1600, 1000],
] as const;

/** Looks at what is on screen: axe in light and dark, and a picture of each for people, in both sizes. */
export async function look(program: Program, name: string): Promise<void> {
  mkdirSync('out/screens', { recursive: true });
  for (const theme of ['light', 'dark'] as const) {
    await program.window.evaluate((chosen) => window.workshop?.settings.change({ theme: chosen }), theme);
    await expect(program.window.locator('html')).toHaveAttribute('data-theme', theme);
    await expectAccessible(program);
    for (const [width, height] of sizes) {
      await program.app.evaluate(
        ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]),
        [width, height] as const,
      );
      await expect.poll(() => program.window.evaluate(() => innerWidth)).toBe(width);
      // Nothing is cut off sideways, whatever the size.
      expect(await program.window.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      );
      await program.window.screenshot({ path: `out/screens/${name}-${theme}-${width}.png` });
    }
  }
}
