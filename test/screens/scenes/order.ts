import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueText, makeCatalogue } from '../../sandbox/catalogue.ts';
import type { Scene, Walk } from '../scene.ts';
import type { Stage } from '../stage.ts';

const catalogue = makeCatalogue({ models: 200, products: 300 });
const { models, variants, products, prerequisites } = catalogue;
const model = models[7];
const variant = variants.find(({ model_id }) => model_id === model?.id);
/** One that needs the consent, and one that asks the most. */
const unattended = products.find(({ is_unattended }) => is_unattended);
const questionsOf = (id: number) => prerequisites.filter(({ product_id }) => product_id === id).length;
const asking = products.toSorted((one, other) => questionsOf(other.id) - questionsOf(one.id))[0];

const templates = ['Tow bar and trailer module', 'Camera', 'Windscreen replaced'] as const;

/** Everything that the catalogue says: data, the same in every language. The longest first, as the shorter are in it. */
const known = [
  ...catalogue.makes.map(({ name }) => name),
  ...models.map(({ name }) => name),
  ...variants.map(({ name }) => name),
  ...catalogue.product_groups.map(({ name }) => name),
  ...products.flatMap(({ name, description }) => [name, description]),
  ...prerequisites.map(({ question }) => question),
  ...catalogue.bundles.flatMap(({ name, description, reference }) => [name, description, reference]),
  catalogue.source,
  ...templates,
]
  .filter((text) => text !== '')
  .sort((one, other) => other.length - one.length);

/** Where the catalogue is imported from while the program runs. */
const file = (stage: Stage, text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-catalogue-'));
  stage.atEnd.push(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'catalogue.json');
  writeFileSync(path, text);
  return path;
};

/** What the next question for a file is answered with. */
const answerWith = ({ app }: Stage, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, path);

const scenes: readonly Scene[] = [
  {
    name: 'order-model-list',
    async go(stage) {
      await answerWith(stage, file(stage, catalogueText(catalogue)));
      await stage.ask((bridge) => bridge.catalogue.importFile());
      await stage.page.locator('#vehicle_model_id').fill(model?.name.slice(0, 4) ?? '');
      await stage.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'order-variant-list',
    async go(stage) {
      await stage.page.keyboard.press('Enter');
      await stage.untilTicket('a model was chosen', ({ form }) => /^\d+$/.test(form.vehicle_model_id));
      await stage.page.locator('#vehicle_model_variant_id').focus();
      await stage.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'order-product-list',
    async go(stage) {
      await stage.page.keyboard.press('ArrowDown');
      await stage.page.keyboard.press('Enter');
      await stage.page.locator('#product_ids').fill(products[0]?.name.slice(0, 3) ?? '');
      await stage.page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'order-basket',
    async go(stage) {
      await stage.page.locator('#product_ids').fill('');
      await stage.page.keyboard.press('Escape');
      await stage.page.locator('#product_ids').blur();
      await stage.fill({
        vehicle_model_id: String(model?.id),
        vehicle_model_variant_id: String(variant?.id),
        product_ids: [unattended, asking, products[2]].map((product) => String(product?.id)),
      });
      await stage.page.getByText(stage.t.consent.question).waitFor();
      await stage.page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
    },
  },
  {
    name: 'order-questions',
    async go(stage) {
      await stage.page.getByText(stage.t.consent.question).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'order-unanswered',
    async go(stage) {
      await stage.send();
      await stage.page.getByRole('alert').first().waitFor();
    },
  },
  {
    name: 'order-unanswered-consent',
    async go(stage) {
      await stage.page.getByText(stage.t.consent.question).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'order-consent',
    async go(stage) {
      await stage.page.locator('#confirmed_unattended_service').check({ force: true });
      await stage.untilTicket('the consent is recorded', ({ form }) => form.consent !== null);
      await stage.page.getByText(stage.t.consent.question).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'templates',
    async go(stage) {
      const { id } = await stage.ticket();
      for (const name of templates)
        await stage.tell((bridge, template) => bridge.templates.save(template), { ticketId: id, name });
      await stage.newTicket();
      await stage.button(stage.t.templates.all).waitFor();
    },
  },
  {
    name: 'templates-panel',
    async go(stage) {
      await stage.press(stage.t.templates.all);
      await stage.panel.waitFor();
    },
  },
  {
    name: 'shortcuts',
    async go(stage) {
      await stage.closePanel();
      await stage.page.keyboard.press('F1');
      await stage.panel.waitFor();
    },
  },
  {
    name: 'settings-catalogue',
    async go(stage) {
      await stage.closePanel();
      await stage.openPanel('settings');
      await stage.panel.locator('#catalogue-title').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-catalogue-refused',
    async go(stage) {
      await answerWith(stage, file(stage, '{"format":\n"something else"}'));
      await stage.press(stage.t.catalogueFile.import, stage.panel);
      await stage.panel.getByRole('alert').first().waitFor();
      await stage.panel.locator('#catalogue-title').scrollIntoViewIfNeeded();
    },
    known: ['catalogue.json', 'something else', 'jifeline-workshop-catalogue', 'format'],
  },
];

/** An order out of a catalogue: vehicle, products, their questions, the consent, and what is kept for the next one. */
export const order: Walk = {
  name: 'order',
  scenes: scenes.map((scene) => ({ ...scene, known: [...known, ...(scene.known ?? [])] })),
};
