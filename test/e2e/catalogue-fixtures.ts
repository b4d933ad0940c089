import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueText, makeCatalogue } from '../sandbox/catalogue.ts';
import { goodsOf } from '../support/goods.ts';
import { expect, sample, test as base, type Program } from './fixtures.ts';

const catalogue = makeCatalogue({ models: 2_000, products: 1_000 });

export const goods = goodsOf(catalogue);

interface Fixtures {
  /** Where the deployment file with the catalogue is. */
  readonly deployment: string;
  /** Started with the catalogue, the connector ready, signed in. */
  readonly stocked: Program;
}

export const test = base.extend<Fixtures>({
  deployment: async ({ sandbox }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'workshop-catalogue-'));
    writeFileSync(join(folder, 'catalogue.json'), catalogueText(catalogue));
    const file = join(folder, 'deployment.json');
    const changes = { catalogue: { file: 'catalogue.json', fromApi: false } };
    writeFileSync(file, JSON.stringify({ ...sandbox.deployment, ...changes }));
    await use(file);
    rmSync(folder, { recursive: true, force: true });
  },
  stocked: async ({ start, deployment }, use) => {
    const program = await start({ deployment });
    await catalogueIsRead(program);
    await expect(program.desk.connectorLight).toContainText('Ready');
    await program.desk.signIn(String(sample.connectorId), sample.pin);
    await expect(program.desk.serviceLight).toContainText('Signed in as');
    await use(program);
  },
});

/** The catalogue is read in the background, after the start. */
export const catalogueIsRead = (program: Program): Promise<void> =>
  expect
    .poll(() => program.window.evaluate(() => window.workshop?.catalogue.status()))
    .toMatchObject({ value: { catalogue: { models: catalogue.models.length }, importing: null } });

export { expect, sample };
