import { expect, test } from '../e2e/fixtures.ts';

const markup = '<img src=x onerror=alert(1)>"&\'</script>';

test('45 markup in every field, and in the service’s words: shown as text, sent as typed', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  for (const field of ['vin', 'vehicle_model_id', 'vehicle_model_variant_id', 'connector_id', 'voucher'])
    await window.locator(`#${field}`).fill(markup);
  await desk.newProduct.fill(markup);
  await desk.send();
  await expect(window.getByRole('alert').filter({ hasText: 'things to put right' })).toBeVisible();
  expect(await window.locator('img').count()).toBe(0);
  // Not one character was lost to it.
  for (const field of ['vin', 'vehicle_model_id', 'connector_id', 'voucher'])
    await expect(window.locator(`#${field}`)).toHaveValue(markup);

  await window.getByRole('button', { name: 'Delete draft' }).click();
  await desk.fillSample();
  await window.locator('#reference').fill(markup);
  sandbox.faults.next({ kind: 'status', status: 400, body: JSON.stringify({ message: markup }) });
  await desk.send();
  await expect(desk.outcome).toContainText(markup);
  await expect(desk.tickets.first()).toContainText(markup);
  expect(await window.locator('img').count()).toBe(0);
  expect((JSON.parse(sandbox.record.posts[0]?.body ?? '') as { reference: string }).reference).toBe(markup);
});
