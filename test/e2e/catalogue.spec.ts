import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueText, makeCatalogue } from '../sandbox/catalogue.ts';
import { expect, sample, test, type Program } from './fixtures.ts';

const catalogue = makeCatalogue({ models: 2_000, products: 1_000 });
const model = catalogue.models[7];

/** The program's deployment with the catalogue in a file beside it, and named from there. */
function deploy(folder: string, deployment: object): string {
  writeFileSync(join(folder, 'catalogue.json'), catalogueText(catalogue));
  const file = join(folder, 'deployment.json');
  const changes = { catalogue: { file: 'catalogue.json', fromApi: false } };
  writeFileSync(file, JSON.stringify({ ...deployment, ...changes }));
  return file;
}

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
    const deployment = deploy(folder, sandbox.deployment);
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

test('the vehicle that the connector tells is one of the catalogue’s; one that tells none still works', async ({
  sandbox,
  start,
}) => {
  const variant = catalogue.variants.find(({ model_id }) => model_id === model?.id);
  const make = catalogue.makes.find(({ id }) => id === model?.make_id);
  const path = `${make?.name.toUpperCase() ?? ''}#Family#${model?.name ?? ''}#${variant?.name ?? ''}`;
  const folder = mkdtempSync(join(tmpdir(), 'workshop-vehicle-'));
  try {
    const program = await start({ deployment: deploy(folder, sandbox.deployment) });
    const connector = async () => {
      const answer = await program.window.evaluate(() => window.workshop?.app.snapshot());
      return answer?.ok === true ? answer.value.connector : null;
    };
    await expect.poll(connector).toMatchObject({ state: 'ready', vin: sample.vin, vehiclePath: null });

    sandbox.connector.vehiclePath = path;
    await program.window.evaluate(() => window.workshop?.connector.retry());
    await expect.poll(connector).toMatchObject({ state: 'ready', vin: sample.vin, vehiclePath: path });
    await expect
      .poll(() => ask(program, 'vehicleOf', { path }))
      .toMatchObject({ value: { model: { id: model?.id, known: true }, variant: { id: variant?.id } } });
    expect(await ask(program, 'vehicleOf', { path: `${path} no more` })).toMatchObject({
      value: { model: { id: model?.id }, variant: null },
    });
    expect(await ask(program, 'vehicleOf', { path: 'AUDI#100#100 - (44, 44Q, C3)#1.8' })).toEqual({
      ok: true,
      value: null,
    });
    expect(await ask(program, 'vehicleOf', { path: 'x'.repeat(301) })).toMatchObject({
      error: { code: 'bridge.invalid_input' },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
