import { expect, goods, test } from './catalogue-fixtures.ts';
import { look } from './look.ts';

const model = goods.catalogue.models[7];
const make = goods.catalogue.makes.find(({ id }) => id === model?.make_id);
const variants = goods.catalogue.variants.filter(({ model_id }) => model_id === model?.id);
const variant = variants[1] ?? variants[0];

test('a service is ordered by names alone: vehicle, products, questions, consent', async ({
  stocked,
  sandbox,
}) => {
  test.setTimeout(120_000);
  const { desk, window } = stocked;
  const options = window.getByRole('option');

  await window.locator('#vehicle_model_id').fill(`${make?.name} ${model?.name}`.toLowerCase());
  await expect(options.first()).toContainText(`${make?.name} ${model?.name}`);
  await look(stocked, 'order-models');
  await window.keyboard.press('Enter');
  await expect(window.locator('#vehicle_model_id')).toHaveValue(`${make?.name} ${model?.name}`);

  const variantField = window.locator('#vehicle_model_variant_id');
  await variantField.focus();
  await variantField.fill(variant?.name ?? '');
  await expect(options.first()).toContainText(variant?.name ?? '');
  await window.keyboard.press('Enter');
  await expect(variantField).toHaveValue(variant?.name ?? '');

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
  await expect(window.getByText(`€${net.toFixed(2)} net`)).toBeVisible();

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
    vehicle_model_id: model?.id,
    vehicle_model_variant_id: variant?.id,
    product_ids: [goods.plain.id, goods.asking.id, goods.unattended.id],
    product_prerequisites: goods
      .asks(goods.asking.id)
      .filter(({ required }) => required)
      .map(({ id }) => ({ product_prerequisite_id: id, answer: true })),
    confirmed_unattended_service: true,
  });
});
