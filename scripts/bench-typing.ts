// Measures what somebody sees who types fast: from a key in the real window until the list shows what fits, over 20,000
// models and 10,000 products, every key saved to disk as always. Used by `npm run bench:catalogue`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueText, makeCatalogue } from '../test/sandbox/catalogue.ts';
import { startSandbox } from '../test/sandbox/sandbox.ts';
import { launch } from '../test/support/launch.ts';
import { buildProgram } from './build.ts';

const TEXTS = 20;
/** Some 150 words a minute. */
const BETWEEN_KEYS_MS = 80;

/** Milliseconds from the key to the changed list, by field; a key that changes nothing in the list is left out. */
export async function typingTimes(): Promise<Record<'models' | 'products', number[]>> {
  await buildProgram();
  const folder = mkdtempSync(join(tmpdir(), 'workshop-typing-'));
  const sandbox = await startSandbox();
  try {
    const catalogue = makeCatalogue();
    writeFileSync(join(folder, 'catalogue.json'), catalogueText(catalogue));
    const deployment = join(folder, 'deployment.json');
    const changes = { catalogue: { file: 'catalogue.json', fromApi: false } };
    writeFileSync(deployment, JSON.stringify({ ...sandbox.deployment, ...changes }));
    const { window: page, close } = await launch({ deployment });
    const isRead = `window.workshop.catalogue.status().then(({ value }) => value?.catalogue !== null && value?.importing === null)`;
    while (!(await page.evaluate(isRead))) await page.waitForTimeout(100);
    const spread = (from: readonly { readonly name: string }[]) =>
      Array.from({ length: TEXTS }, (_, at) => from[Math.floor((at * from.length) / TEXTS)]?.name ?? '');
    const measure = (field: string, texts: readonly string[]): Promise<number[]> =>
      page.evaluate(
        `(${type.toString()})(${JSON.stringify(field)}, ${JSON.stringify(texts)}, ${BETWEEN_KEYS_MS})`,
      );
    const times = {
      models: await measure('vehicle_model_id', spread(catalogue.models)),
      products: await measure('product_ids', spread(catalogue.products)),
    };
    await close();
    return times;
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs in the window: types each text key by key, and waits for the list after each. */
async function type(id: string, texts: readonly string[], pause: number): Promise<number[]> {
  // As much of the page as this needs; these scripts are not compiled for one.
  interface Field {
    value: string;
    focus(): void;
    dispatchEvent(event: unknown): void;
  }
  const {
    document,
    MutationObserver,
    Event,
    setTimeout: later,
  } = globalThis as unknown as {
    document: { getElementById(id: string): Field | null };
    MutationObserver: new (heard: () => void) => {
      observe(target: unknown, what: object): void;
      disconnect(): void;
    };
    Event: new (name: string, options: object) => unknown;
    setTimeout: (then: () => void, ms: number) => unknown;
  };
  const field = document.getElementById(id);
  const list = document.getElementById(`${id}-list`);
  const times: number[] = [];
  field?.focus();
  for (const text of texts) {
    for (let length = 1; length <= text.length; length += 1) {
      const took = await new Promise<number | null>((resolve) => {
        const start = performance.now();
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve(performance.now() - start);
        });
        observer.observe(list, { childList: true, subtree: true, characterData: true });
        // The same list for one letter more: nothing to see, nothing to measure.
        later(() => {
          observer.disconnect();
          resolve(null);
        }, 300);
        if (field !== null) field.value = text.slice(0, length);
        field?.dispatchEvent(new Event('input', { bubbles: true }));
      });
      if (took !== null) times.push(took);
      // Quick fingers need as long for the next key.
      await new Promise<void>((resolve) => void later(resolve, pause));
    }
  }
  return times;
}
