import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueText, makeCatalogue } from '../sandbox/catalogue.ts';
import { expect, test, type Program } from './fixtures.ts';

const catalogue = makeCatalogue({ models: 2_000, products: 1_000 });
const model = catalogue.models[7];

/** Asks the program over the bridge, as the window does. */
const ask = (program: Program, call: string, input?: unknown): Promise<unknown> =>
  program.window.evaluate(
    `window.workshop.catalogue[${JSON.stringify(call)}](${input === undefined ? '' : JSON.stringify(input)})`,
  );

test('the deployment’s catalogue is read after the start, searched, and kept when another is bad', async ({
  sandbox,
  start,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-catalogue-'));
  try {
    // Beside the deployment file, and named from there.
    writeFileSync(join(folder, 'catalogue.json'), catalogueText(catalogue));
    const deployment = join(folder, 'deployment.json');
    const changes = { catalogue: { file: 'catalogue.json', fromApi: false } };
    writeFileSync(deployment, JSON.stringify({ ...sandbox.deployment, ...changes }));
    const program = await start({ deployment });
    await expect
      .poll(() => ask(program, 'status'))
      .toMatchObject({ value: { catalogue: { models: 2_000, source: catalogue.source }, importing: null } });
    expect(await ask(program, 'searchModels', { text: String(model?.id) })).toMatchObject({
      value: { hits: [{ model: { id: model?.id, name: model?.name } }], more: false },
    });

    const bad = join(folder, 'bad.json');
    writeFileSync(bad, '{"format":\n"something else"}');
    await program.app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
    }, bad);
    expect(await ask(program, 'importFile')).toMatchObject({
      error: { code: 'catalogue.file_refused', details: { problem: 'other_format', line: 2, key: 'format' } },
    });
    expect(await ask(program, 'status')).toMatchObject({
      value: { catalogue: { models: 2_000 }, refused: { file: 'bad.json' } },
    });
    expect(await ask(program, 'searchModels', { text: 'x'.repeat(101) })).toMatchObject({
      error: { code: 'bridge.invalid_input' },
    });

    // What the workshop named is there after the program was killed.
    expect(await ask(program, 'nameOwn', { kind: 'product', id: 52351, name: 'Our tow bar' })).toMatchObject({
      ok: true,
    });
    await program.kill();
    const again = await start({ deployment });
    expect(await ask(again, 'searchProducts', { text: 'our tow' })).toMatchObject({
      value: { products: [{ id: 52351, known: false, ownName: 'Our tow bar', isUnattended: null }] },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
