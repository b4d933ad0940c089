import { vehicleIn } from '../support/goods.ts';
import { expect, goods, test } from './catalogue-fixtures.ts';
import { scan } from './fixtures.ts';
import { look } from './look.ts';

const vehicle = vehicleIn(goods.catalogue, 20);

test('a service is ordered by names alone: vehicle, products, questions, consent', async ({
  stocked,
  sandbox,
}) => {
  test.setTimeout(120_000);
  const { desk, window } = stocked;
  const options = window.getByRole('option');

  await window.locator('#vehicle_model_id').fill(vehicle.name.toLowerCase());
  await expect(options.first()).toContainText(vehicle.name);
  await look(stocked, 'order-models');
  await window.keyboard.press('Enter');
  await expect(window.locator('#vehicle_model_id')).toHaveValue(vehicle.name);

  const variantField = window.locator('#vehicle_model_variant_id');
  await variantField.focus();
  await variantField.fill(vehicle.variant.name);
  await expect(options.first()).toContainText(vehicle.variant.name);
  await window.keyboard.press('Enter');
  await expect(variantField).toHaveValue(vehicle.variant.name);

  for (const { item_number } of [goods.plain, goods.asking, goods.unattended]) {
    await desk.newProduct.fill(item_number);
    await expect(options.first()).toContainText(item_number);
    await window.keyboard.press('Enter');
  }
  await desk.newProduct.fill('camera');
  await expect(options.nth(3)).toBeVisible();
  await look(stocked, 'order-products');
  await desk.newProduct.fill('');
  await window.keyboard.press('Escape');
  await expect(desk.basket).toHaveCount(3);
  await expect(desk.basket.first()).toContainText(goods.plain.name);
  const net = [goods.plain, goods.asking, goods.unattended].reduce(
    (sum, { net_price }) => sum + (net_price?.value ?? 0),
    0,
  );
  const total = `€${net.toFixed(2)} net`;
  await expect(window.getByRole('main').getByText(total)).toBeVisible();
  await expect(window.getByRole('contentinfo').getByText(total)).toBeVisible();

  // What is missing is said in the catalogue's words, and nothing goes out.
  await desk.send();
  await expect(window.getByRole('alert')).toContainText('Say yes or no');
  await look(stocked, 'order-unanswered');
  expect(sandbox.record.posts).toHaveLength(0);

  for (const { question, type } of goods.asks(goods.asking.id)) {
    if (type === 'boolean')
      await window.getByRole('radiogroup', { name: question }).getByLabel('Yes').check();
    if (type === 'checkbox') await window.getByRole('checkbox', { name: 'Done' }).check();
  }
  await expect(window.getByRole('radio', { name: 'Yes, I agree' })).not.toBeChecked();
  await window.getByRole('radio', { name: 'Yes, I agree' }).check();
  await expect(window.getByText(/Recorded .* connector 910.101.043/)).toBeVisible();
  await expect(window.getByText('Ready to send.')).toBeVisible();
  await look(stocked, 'order-ready');

  sandbox.api.dealsAtOnce = true;
  await desk.send();
  await expect(desk.ticketNumber).toBeVisible();
  await look(stocked, 'order-sent');
  expect(JSON.parse(sandbox.record.posts[0]?.body ?? '')).toMatchObject({
    vehicle_model_id: vehicle.model.id,
    vehicle_model_variant_id: vehicle.variant.id,
    product_ids: [goods.plain.id, goods.asking.id, goods.unattended.id],
    product_prerequisites: goods
      .asks(goods.asking.id)
      .filter(({ required }) => required)
      .map(({ id }) => ({ product_prerequisite_id: id, answer: true })),
    confirmed_unattended_service: true,
  });
});

test('an id that no catalogue knows gets a name, which is there for the next ticket', async ({ stocked }) => {
  const { desk, window } = stocked;
  await desk.addProduct('52351');
  await expect(desk.basket).toContainText('Not in the catalogue');
  await desk.basket.getByRole('button', { name: 'Give it a name' }).click();
  await window.keyboard.type('Our tow bar');
  await window.keyboard.press('Enter');
  await expect(desk.basket).toContainText('Our tow bar');
  await window.locator('#vehicle_model_id').fill('284841');
  await window.keyboard.press('Tab');
  await window.getByRole('main').getByRole('button', { name: 'Give it a name' }).first().click();
  await window.keyboard.type('The blue vans');
  await window.keyboard.press('Enter');
  await expect(window.locator('#vehicle_model_id')).toHaveValue('The blue vans');

  await window.keyboard.press('Control+n');
  await expect(desk.basket).toHaveCount(0);
  await desk.newProduct.fill('tow bar our');
  await expect(window.getByRole('option').first()).toContainText('Our tow bar');
  await window.keyboard.press('Enter');
  await expect(desk.basket).toContainText('52351');
  await window.locator('#vehicle_model_id').fill('blue');
  await expect(window.getByRole('option').first()).toContainText('The blue vans');
});

test('favourites, groups and bundles lead to products; what is half typed is on disk', async ({
  stocked,
  start,
  deployment,
}) => {
  const { desk, window: page } = stocked;
  await page.locator('#vehicle_model_id').fill(String(vehicle.model.id));
  await page.keyboard.press('Enter');
  await page.locator('#vehicle_model_variant_id').fill(String(vehicle.variant.id));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^\d+ bundles$/ }).click();
  const bundle = goods.catalogue.bundles.find(({ blocks }) => blocks.length === 1);
  await desk.panel.getByRole('searchbox').fill(bundle?.reference ?? '');
  await desk.panel.getByRole('button', { name: bundle?.name ?? '' }).click();
  await look(stocked, 'bundles');
  await desk.panel.getByRole('button', { name: 'Add these products' }).click();
  const [first] = bundle?.blocks ?? [];
  await expect(desk.basket).toHaveCount(new Set(first?.product_ids[0]).size);

  const [group] = goods.catalogue.product_groups;
  await page.getByLabel('Product group').selectOption(String(group?.id));
  await desk.newProduct.fill('SB-');
  const listed = page.getByRole('option');
  await expect(listed.first()).toBeVisible();
  const item = /SB-\d+/.exec((await listed.first().textContent()) ?? '')?.[0];
  const found = goods.catalogue.products.find(({ item_number }) => item_number === item);
  expect(found?.group_ids).toContain(group?.id);
  await desk.newProduct.fill('');
  await page.keyboard.press('Escape');
  await desk.basket
    .first()
    .getByRole('button', { name: /^Favourite/ })
    .click();
  await page.getByLabel('Product group').selectOption('');
  await page.getByRole('button', { name: 'Favourites', exact: true }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await desk.newProduct.fill('half a sear');
  await expect(desk.saved).toContainText('Saved');
  await expect
    .poll(() => page.evaluate(() => window.workshop?.app.snapshot()))
    .toMatchObject({
      value: { open: { form: { product_ids: expect.arrayContaining(['half a sear']) as unknown } } },
    });
  await stocked.kill();
  const again = await start({ deployment });
  await expect(again.desk.newProduct).toHaveValue('half a sear');
});

test('the model comes from the connector where it tells it, and goes with its car', async ({
  stocked,
  sandbox,
}) => {
  const { desk, window } = stocked;
  sandbox.connector.unplug();
  await expect(desk.connectorLight).not.toContainText('Ready');
  const { make, model, variant } = vehicle;
  sandbox.connector.vehiclePath = `${make.name.toUpperCase()}#${model.name}#${variant.name}`;
  sandbox.connector.plug();
  await expect(window.locator('#vehicle_model_id')).toHaveValue(vehicle.name);
  await expect(window.locator('#vehicle_model_variant_id')).toHaveValue(variant.name);
  await expect(window.getByText('From the connector')).toBeVisible();
  // Nobody touched it so far: it is no draft to be kept.
  await expect(desk.tickets).toHaveCount(0);

  await desk.vin.fill('WVGZZZ5NZEW069297');
  await expect(window.locator('#vehicle_model_id')).toHaveValue('');
  await expect(window.getByText('From the connector')).toBeHidden();
});

test('what is scanned is what is ordered: Enter waits for the answer to the whole text', async ({
  stocked,
}) => {
  const { desk } = stocked;
  const items = goods.catalogue.products.slice(40, 52);
  await desk.newProduct.focus();
  for (const [at, { item_number, id }] of items.entries()) {
    // All at once and Enter, as a scanner does; every other one by its id.
    await scan(stocked, at % 2 === 0 ? item_number : String(id));
    await expect(desk.basket).toHaveCount(at + 1);
  }
  for (const [at, { name, item_number }] of items.entries()) {
    await expect(desk.basket.nth(at)).toContainText(name);
    await expect(desk.basket.nth(at)).toContainText(item_number);
  }
});
