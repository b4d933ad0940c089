// The main job, done through the real window against the sandbox: what `npm run demo` shows.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogueText, makeCatalogue } from '../test/sandbox/catalogue.ts';
import { sample, startSandbox } from '../test/sandbox/sandbox.ts';
import { Desk } from '../test/support/desk.ts';
import { goodsOf, vehicleIn } from '../test/support/goods.ts';
import { launch } from '../test/support/launch.ts';
import { buildProgram } from './build.ts';
import { findElectron } from './electron-runtime.mjs';

const out = fileURLToPath(new URL('../out/demo/', import.meta.url));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const began = performance.now();
const timings: Record<string, number> = {};
const screenshots: string[] = [];

/** Runs a step, says how long it took, and ends the demo with a clear line when it fails. */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    const result = await work();
    timings[name] = Math.round(performance.now() - start);
    console.log(`  ok  ${name} (${timings[name]} ms)`);
    return result;
  } catch (error) {
    console.error(`FAIL  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}

function check(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

await step('build', buildProgram);
const sandbox = await step('start the sandbox', () => startSandbox());
// One ticket after the other on one connector: each is dealt with at once.
sandbox.api.dealsAtOnce = true;
// Everything in it is invented, and it says so: the real ids are Jifeline's.
const catalogue = makeCatalogue({ models: 2_000, products: 1_000 });
const goods = goodsOf(catalogue);
const vehicle = vehicleIn(catalogue, 20);
writeFileSync(join(out, 'catalogue.json'), catalogueText(catalogue));
const deployment = join(out, 'deployment.json');
writeFileSync(
  deployment,
  JSON.stringify(
    { ...sandbox.deployment, catalogue: { file: 'catalogue.json', fromApi: false } },
    undefined,
    2,
  ),
);
const { window, userData, close } = await step('open the window', () => launch({ deployment }));
const desk = new Desk(window);
const screenshot = async (name: string) => {
  const file = join(out, `${String(screenshots.length + 1).padStart(2, '0')}-${name}.png`);
  await window.screenshot({ path: file });
  screenshots.push(file);
};

await step('the connector is found by its cable', async () => {
  await desk.connectorLight.getByText('Ready').waitFor();
  check(
    (await desk.connectorLight.textContent())?.includes('910\u00a0101\u00a0043') === true,
    'another id is shown',
  );
  check((await desk.vin.inputValue()) === sample.vin, 'the VIN was not taken from the car');
  await screenshot('connector-found');
});

await step('sign in with the connector and its pin', async () => {
  await desk.serviceLight.click();
  await screenshot('sign-in');
  await desk.panel.getByLabel('Pin').fill(sample.pin);
  await desk.panel.getByRole('button', { name: 'Sign in', exact: true }).click();
  await desk.serviceLight.getByText('Signed in as').waitFor();
  await desk.panel.waitFor({ state: 'hidden' });
  await screenshot('signed-in');
});

const secret = await step('the secret is in the keychain', async () => {
  const token = await keychainToken();
  check(token !== '', 'the keychain does not have it');
  return token;
});

/** Types into a field that searches, and takes what comes first. */
async function choose(field: string, words: string, expected: string): Promise<void> {
  await window.locator(field).fill(words);
  await window.getByRole('option').filter({ hasText: expected }).first().waitFor();
  await window.keyboard.press('Enter');
}

await step('the vehicle is chosen by name', async () => {
  await choose('#vehicle_model_id', vehicle.name.toLowerCase(), vehicle.name);
  await choose('#vehicle_model_variant_id', vehicle.variant.name, vehicle.variant.name);
  check(
    (await window.locator('#vehicle_model_variant_id').inputValue()) === vehicle.variant.name,
    'the variant is not shown by its name',
  );
});

await step('products are chosen, and what they ask is answered', async () => {
  await window.locator('#product_ids').fill('camera');
  await window.getByRole('option').nth(3).waitFor();
  await screenshot('search-products');
  for (const product of [goods.asking, goods.unattended])
    await choose('#product_ids', product.item_number, product.name);
  await window.keyboard.press('Escape');
  for (const { question, type } of goods.asks(goods.asking.id)) {
    if (type === 'boolean')
      await window.getByRole('radiogroup', { name: question }).getByLabel('Yes').check();
    if (type === 'checkbox') await window.getByRole('checkbox', { name: 'Done' }).check();
  }
});

await step('consent to the unattended service is given by hand', async () => {
  await window.getByRole('radio', { name: 'Yes, I agree' }).check();
  await desk.page.getByText('Ready to send.').waitFor();
  await window.evaluate("document.querySelector('main').scrollTo(0, 0)");
  await screenshot('form-filled');
});

await step('the order is kept as a template', async () => {
  await window.getByRole('button', { name: 'Save as template' }).click();
  await window.keyboard.type('Camera after windscreen');
  await window.keyboard.press('Enter');
  await window.getByRole('group', { name: 'Templates' }).getByText('Ctrl+1').waitFor();
});

await step('send: the ticket is created', async () => {
  await desk.send();
  await desk.ticketNumber.waitFor();
  await screenshot('ticket-created');
});

await step('the same job once more, by keyboard alone', async () => {
  const [first] = sandbox.record.posts;
  await window.keyboard.press('Control+n');
  await window.getByText('From this car’s last ticket').waitFor();
  for (const keys of ['Control+1', 'Control+j', 'Control+Enter', 'Tab', 'Enter', 'Space']) {
    await window.keyboard.press(keys);
    // A person sees what a key did before they press the next one.
    if (keys === 'Control+1') await window.getByText('0 of 3 answered').waitFor();
    if (keys === 'Control+j') await window.getByText('3 of 3 answered').waitFor();
    if (keys === 'Control+Enter') await window.getByRole('alert').getByText('Say yes or no').waitFor();
  }
  await desk.page.getByText('Ready to send.').waitFor();
  await screenshot('template-by-keyboard');
  await window.keyboard.press('Control+Enter');
  await desk.ticketNumber.getByText(String(Number(first?.ticket?.id) + 1)).waitFor();
});

const result = await step('the service has exactly these tickets', async () => {
  const shown = await desk.ticketNumber.textContent();
  const [first, post, ...more] = sandbox.record.posts;
  check(
    first !== undefined && post !== undefined && more.length === 0,
    `there were ${sandbox.record.posts.length} requests`,
  );
  check(post?.ticket?.id === shown, `the window says ${String(shown)}`);
  check(post?.ticket?.connector_id === sample.connectorId, 'it is on another connector');
  await window.getByRole('button', { name: 'Settings' }).click();
  await screenshot('settings');
  return post;
});

await step('the secret is nowhere else', async () => {
  await close();
  const files = globSync('**/*', { cwd: userData, withFileTypes: true }).filter((entry) => entry.isFile());
  const leaks = files.filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(secret));
  check(leaks.length === 0, `found in ${leaks.map(({ name }) => name).join(', ')}`);
});

await sandbox.close();
timings.all = Math.round(performance.now() - began);
writeFileSync(
  join(out, 'result.json'),
  `${JSON.stringify(
    {
      ticket: result?.ticket,
      request: JSON.parse(result?.body ?? '{}') as unknown,
      connector_id: result?.ticket?.connector_id,
      electron: findElectron()?.version,
      timings_ms: timings,
      screenshots: screenshots.map((file) => file.slice(out.length)),
    },
    undefined,
    2,
  )}\n`,
);
console.log(
  `ticket ${String(result?.ticket?.id)} created in ${(timings.all / 1000).toFixed(1)} s; see out/demo/result.json`,
);
process.exit(0);

/** The access token, as the keychain gives it to another program of the same person. */
async function keychainToken(): Promise<string> {
  let text: string;
  if (process.platform === 'linux') {
    const words = ['search', '--all', '--unlock', 'service', 'Jifeline Workshop'];
    const { stdout, stderr } = spawnSync('secret-tool', words, { encoding: 'utf8' });
    check(
      stdout.includes('connector-pin:910101043') || stderr.includes('connector-pin:910101043'),
      'no entry of ours',
    );
    text = /^secret = (.*)$/m.exec(stdout)?.[1] ?? '{}';
  } else {
    const { default: keytar } = (await import('keytar')) as unknown as {
      default: { getPassword(service: string, account: string): Promise<string | null> };
    };
    text = (await keytar.getPassword('Jifeline Workshop', `connector-pin:${sample.connectorId}`)) ?? '{}';
  }
  return (JSON.parse(text) as { accessToken?: string }).accessToken ?? '';
}
