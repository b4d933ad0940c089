import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession } from 'playwright';
import { known, mayBeCut, mayBeSmall } from './allowed.ts';
import { inspectorScript } from './inspector-script.ts';
import type { Finding, InspectOptions } from './inspector/inspect.ts';
import type { Report } from './report.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';
import { nameOf, sizes, type Size, type Variant } from './variants.ts';

/** How high a target is in each density, as renderer/ui/tokens.css promises. */
const targetHeights = { normal: 44, workshop: 64 } as const;

type Dress = Omit<Variant, 'axe'>;
/** As scenes expect it. */
const usual: Dress = { theme: 'light', density: 'normal', size: '1280', system: null };

/** Takes pictures of a stage, and looks over what is on each. */
export class Camera {
  readonly #stage: Stage;
  readonly #devtools: CDPSession;
  readonly #folder: string;
  readonly #report: Report;
  readonly #script: string;
  #dressed: Dress | null = null;

  private constructor(stage: Stage, devtools: CDPSession, report: Report, folder: string, script: string) {
    this.#stage = stage;
    this.#devtools = devtools;
    this.#report = report;
    this.#folder = folder;
    this.#script = script;
  }

  static async at(stage: Stage, report: Report, folder: string): Promise<Camera> {
    mkdirSync(folder, { recursive: true });
    const devtools = await stage.page.context().newCDPSession(stage.page);
    const camera = new Camera(stage, devtools, report, folder, await inspectorScript());
    await camera.#dress(usual);
    return camera;
  }

  /** One picture of a scene each way; then everything is as scenes expect it. */
  async take(scene: Scene, variants: readonly Variant[]): Promise<void> {
    // The page may be another than the one before.
    if ((await this.#run('typeof inspector')) === 'undefined') await this.#run(`{${this.#script}\n0}`);
    for (const variant of variants) {
      await this.#dress(variant);
      await this.#run(`inspector.settle(${variant.system === 'reduced-motion'})`);
      const at = nameOf(variant);
      const found = await this.#run<Finding[]>(
        `inspector.inspect(${JSON.stringify(this.#wanted(variant, scene))})`,
      );
      this.#report.add(scene.name, at, found);
      if (variant.axe) this.#report.add(scene.name, at, await this.#run<Finding[]>('inspector.axe()'));
      const file = join(this.#folder, `${scene.name}-${at}.png`);
      writeFileSync(file, await this.#picture());
      this.#report.taken(scene.name, variant, file);
    }
    await this.#dress(usual);
  }

  #wanted({ density, system }: Variant, scene: Scene): InspectOptions {
    const isPseudo = this.#stage.language === 'pseudo';
    return {
      smallestTarget: targetHeights[density],
      mayBeCut: mayBeCut.map(({ selector }) => selector),
      mayBeSmall: mayBeSmall.map(({ selector }) => selector),
      known: isPseudo ? [...known, ...(scene.known ?? [])] : null,
      still: system === 'reduced-motion',
    };
  }

  /** Changes what differs from the picture before; most of them differ in their size alone. */
  async #dress(wanted: Dress): Promise<void> {
    const { theme, density, size, system } = wanted;
    const { page } = this.#stage;
    const before = this.#dressed;
    this.#dressed = wanted;
    if (before?.theme !== theme || before.density !== density) {
      await this.#stage.tell((bridge, changes) => bridge.settings.change(changes), { theme, density });
      await page.locator(`html[data-theme=${theme}][data-density=${density}]`).waitFor({ state: 'attached' });
    }
    if (before?.system !== system)
      await page.emulateMedia({
        forcedColors: system === 'forced-colours' ? 'active' : 'none',
        reducedMotion: system === 'reduced-motion' ? 'reduce' : 'no-preference',
      });
    if (before?.size !== size) await this.#resize(size, before === null ? null : sizes[before.size].zoom);
  }

  /** Emulated, so that it does not depend on how large the screen here is; the zoom is the program's real one. */
  async #resize(size: Size, zoomBefore: number | null): Promise<void> {
    const { width, height, zoom } = sizes[size];
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.#devtools.send('Emulation.setDeviceMetricsOverride', metrics);
    if (zoom !== zoomBefore)
      await this.#stage.app.evaluate(
        ({ BrowserWindow }, factor) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(factor),
        zoom,
      );
    await this.#stage.page.waitForFunction((wanted) => innerWidth === wanted, width / zoom);
  }

  async #picture(): Promise<Buffer> {
    const options = { format: 'png', optimizeForSpeed: true } as const;
    const { data } = await this.#devtools.send('Page.captureScreenshot', options);
    return Buffer.from(data, 'base64');
  }

  /** Runs a script in the window, past its content security policy, which lets no script be written there. */
  async #run<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.#devtools.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }
}
