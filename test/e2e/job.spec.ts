import { mkdirSync } from 'node:fs';
import { vehicleIn } from '../support/goods.ts';
import { catalogueIsRead, expect, goods, sample, test } from './catalogue-fixtures.ts';
import type { Program } from './fixtures.ts';

const { asking, unattended, catalogue } = goods;
const vehicle = vehicleIn(catalogue);
const job = 'Camera after windscreen';

/** The car was here before, and what was done is kept as a template. */
async function doneBefore(program: Program): Promise<void> {
  const { window: page, desk } = program;
  const answers = goods.asks(asking.id).map(({ id, type }) => ({
    prerequisiteId: String(id),
    kind: type === 'text' ? ('text' as const) : ('yes' as const),
    text: type === 'text' ? 'none' : '',
  }));
  const changes = {
    vehicle_model_id: String(vehicle.model.id),
    vehicle_model_variant_id: String(vehicle.variant.id),
    product_ids: [String(asking.id), String(unattended.id)],
    product_prerequisites: answers,
    voucher: '234MD23',
  };
  const id = await page.evaluate(async (given): Promise<string> => {
    const bridge = window.workshop;
    const draft = await bridge?.drafts.create();
    if (draft?.ok !== true) throw new Error('No draft was made');
    const ticket = { id: draft.value.id };
    await bridge?.drafts.change({ ...ticket, changes: given });
    await bridge?.drafts.consent({ ...ticket, given: true, text: '1-en' });
    return ticket.id;
  }, changes);
  await desk.send();
  await expect(desk.ticketNumber).toBeVisible();
  const saved = await page.evaluate(
    ([ticketId, name]) => window.workshop?.templates.save({ ticketId, name }),
    [id, job] as const,
  );
  expect(saved).toMatchObject({ ok: true });
}

/** Does the job by keyboard alone, and counts: every key that is pressed, and the plugging in. */
function recorder({ window }: Program, folder: string) {
  mkdirSync(`out/job/${folder}`, { recursive: true });
  let interactions = 0;
  let pictures = 0;
  return {
    interaction: async (act: () => unknown) => {
      interactions += 1;
      await act();
    },
    picture: async (name: string) => {
      pictures += 1;
      await window.screenshot({ path: `out/job/${folder}/${pictures}-${name}.png` });
    },
    get interactions() {
      return interactions;
    },
  };
}

/** From the empty form to Send. */
async function doTheJob(program: Program, plugIn: () => void, folder: string): Promise<number> {
  const { window, desk } = program;
  const record = recorder(program, folder);
  const press = (keys: string) => record.interaction(() => window.keyboard.press(keys));
  await expect(desk.vin).toHaveValue('');
  await record.picture('before');

  await record.interaction(plugIn);
  await expect(desk.vin).toHaveValue(sample.vin);
  await expect(window.locator('#vehicle_model_id')).toHaveValue(vehicle.name);
  await expect(window.locator('#vehicle_model_variant_id')).toHaveValue(vehicle.variant.name);
  await expect(window.getByText('From this car’s last ticket')).toBeVisible();
  await record.picture('plugged-in');

  await press('Control+1');
  await expect(desk.basket).toHaveCount(2);
  await expect(window.getByText('0 of 3 answered')).toBeVisible();
  await record.picture('template-chosen');

  await press('Control+j');
  await expect(window.getByText('3 of 3 answered')).toBeVisible();
  await record.picture('answered');

  // The consent is nobody's but theirs: to it by Send, which says what is missing, and then a yes.
  await press('Control+Enter');
  await expect(window.getByRole('alert')).toContainText('Say yes or no');
  await press('Tab');
  await press('Enter');
  await expect(window.getByRole('radio', { name: 'Yes, I agree' })).toBeFocused();
  await press('Space');
  await expect(window.getByText('Ready to send.')).toBeVisible();
  await record.picture('agreed');

  await press('Control+Enter');
  return record.interactions;
}

test('a car and a job done before: from plugging in to a sent ticket with eight interactions, by keyboard', async ({
  stocked,
  sandbox,
}) => {
  const { desk, window } = stocked;
  sandbox.api.dealsAtOnce = true;
  await doneBefore(stocked);
  sandbox.connector.unplug();
  await expect(desk.connectorLight).not.toContainText('Ready');
  await window.keyboard.press('Control+n');

  const interactions = await doTheJob(stocked, () => sandbox.connector.plug(), 'online');
  await expect(desk.ticketNumber).toBeVisible();
  await window.screenshot({ path: 'out/job/online/6-sent.png' });
  expect(interactions).toBe(8);
  expect(sandbox.record.posts).toHaveLength(2);
  const body = JSON.parse(sandbox.record.posts[1]?.body ?? '') as Record<string, unknown>;
  expect(body).toMatchObject({
    vin: sample.vin,
    vehicle_model_id: vehicle.model.id,
    vehicle_model_variant_id: vehicle.variant.id,
    product_ids: [asking.id, unattended.id],
    voucher: '234MD23',
    confirmed_unattended_service: true,
  });
  expect(body.product_prerequisites).toHaveLength(3);
});

test('the same without internet, after a restart: it waits, and goes out by itself', async ({
  stocked,
  sandbox,
  start,
  deployment,
}) => {
  sandbox.api.dealsAtOnce = true;
  await doneBefore(stocked);
  sandbox.connector.unplug();
  await stocked.kill();
  await sandbox.api.stop();
  const program = await start({ deployment });
  const { desk, window } = program;
  await catalogueIsRead(program);
  await window.keyboard.press('Control+n');

  const interactions = await doTheJob(program, () => sandbox.connector.plug(), 'offline');
  await expect(desk.outcome).toContainText('Waiting to send');
  await window.screenshot({ path: 'out/job/offline/6-waiting.png' });
  expect(interactions).toBe(8);
  expect(sandbox.record.posts).toHaveLength(1);

  await sandbox.api.start();
  await expect(desk.ticketNumber).toBeVisible({ timeout: 30_000 });
  await window.screenshot({ path: 'out/job/offline/7-sent.png' });
  expect(sandbox.record.posts).toHaveLength(2);
  const tickets = sandbox.record.posts.map(({ ticket }) => ticket?.id);
  expect(new Set(tickets).size).toBe(2);
});
