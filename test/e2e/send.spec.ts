import { expect, sample, scan, test } from './fixtures.ts';

test('creates one ticket with every field of the document’s sample, and shows its number', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  await desk.fillSample();
  await desk.send();
  await expect(desk.ticketNumber).toHaveText('3');
  expect(sandbox.record.connections).toHaveLength(2);
  const [post, ...more] = sandbox.record.posts;
  expect(more).toEqual([]);
  expect(post?.status).toBe(201);
  const body = JSON.parse(post?.body ?? '') as Record<string, unknown>;
  expect(body).toEqual({
    vin: sample.vin,
    vehicle_model_id: 284841,
    vehicle_model_variant_id: 284841,
    connector_id: sample.connectorId,
    voucher: '234MD23',
    product_ids: [52351, 52352],
    product_prerequisites: [{ product_prerequisite_id: 12, answer: true }],
    metadata: expect.objectContaining({
      app_name: 'Jifeline Workshop',
      platform: 'Linux',
      vin_is_found_by_reader: true,
    }) as unknown,
    prepared_ticket_id: 'ca09a970-6519-4280-b6a6-65727e2894e3',
    reference: 'aa-bb-12',
    confirmed_unattended_service: true,
  });
  await window.getByText('Details').click();
  await expect(desk.outcome).toContainText(String(post?.ticket?.uuid));
});

test('a double click sends once', async ({ program, sandbox }) => {
  const { desk } = program;
  await desk.fillRequired();
  await desk.sendButton.dblclick();
  await expect(desk.ticketNumber).toBeVisible();
  expect(sandbox.record.posts).toHaveLength(1);
});

test('a scanner’s Enter goes to the next field and sends nothing; Ctrl+Enter sends', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  await desk.fillRequired();
  await desk.vin.fill('');
  await desk.vin.pressSequentially(sample.vin, { delay: 8 });
  await window.keyboard.press('Enter');
  await expect(window.locator('#vehicle_model_id')).toBeFocused();
  expect(sandbox.record.posts).toEqual([]);
  await window.keyboard.press('Control+Enter');
  await expect(desk.ticketNumber).toBeVisible();
});

test('a scan lands in the VIN from wherever the focus is, and leaves nothing there', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  const scanned = 'WVGZZZ5NZEW069297';
  await window.locator('#reference').fill('12-ABC-3');
  await window.locator('#reference').press('End');
  await scan(program, scanned);
  await expect(desk.vin).toBeFocused();
  await expect(desk.vin).toHaveValue(scanned.toLowerCase());
  await expect(window.locator('#reference')).toHaveValue('12-ABC-3');
  await desk.serviceLight.focus();
  await scan(program, sample.vin);
  await expect(desk.vin).toHaveValue(sample.vin.toLowerCase());
  await expect(desk.panel).toBeHidden();
  expect(sandbox.record.posts).toEqual([]);
});

test('says what is missing, puts the focus on it, and sends nothing', async ({ program, sandbox }) => {
  const { desk, window } = program;
  await desk.send();
  const summary = window.getByRole('alert').filter({ hasText: 'things to put right' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveCount(3);
  await summary.getByRole('link', { name: 'Add at least one product' }).click();
  await expect(desk.newProduct).toBeFocused();
  expect(sandbox.record.posts).toEqual([]);
});

test('without the service the ticket waits, with words, and goes out by itself once it is back', async ({
  program,
  sandbox,
}) => {
  const { desk } = program;
  await desk.fillRequired();
  await sandbox.api.stop();
  await desk.send();
  await expect(desk.outcome).toContainText('Waiting to send');
  await expect(desk.outcome).toContainText('the service refused it');
  await expect(desk.outcome).toContainText('Nothing was sent');
  await expect(desk.serviceLight).toContainText('Cannot be reached');
  expect(sandbox.record.posts).toEqual([]);
  await expect(desk.outcome).toContainText('tried again by itself');
  await sandbox.api.start();
  await expect(desk.ticketNumber).toHaveText('3');
  expect(sandbox.record.posts).toHaveLength(1);
});

test('with 400, shows the server’s words, keeps everything and lets it be corrected', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  await desk.fillSample();
  sandbox.faults.next({ kind: 'status', status: 400, body: '{"message":"The voucher is not valid"}' });
  await desk.send();
  await expect(desk.outcome).toContainText('Not accepted');
  await expect(desk.outcome).toContainText('The voucher is not valid');
  await desk.outcome.getByRole('button', { name: 'Edit' }).click();
  await expect(window.locator('#voucher')).toHaveValue('234MD23');
  await expect(window.locator('#prepared_ticket_id')).toHaveValue('ca09a970-6519-4280-b6a6-65727e2894e3');
  await window.locator('#voucher').fill('');
  await desk.send();
  await expect(desk.ticketNumber).toBeVisible();
  expect(sandbox.record.posts).toHaveLength(2);
  expect(sandbox.record.tickets).toHaveLength(1);
});

test('with 401, asks to sign in where the ticket is, keeps it, and sends it after the sign-in', async ({
  program,
  sandbox,
}) => {
  const { desk } = program;
  await desk.fillRequired();
  sandbox.identity.revokeAll();
  await desk.send();
  await expect(desk.outcome).toContainText('Sign in to send');
  await expect(desk.serviceLight).toContainText('Sign in again');
  expect(sandbox.record.posts).toHaveLength(1);
  await desk.outcome.getByLabel('Pin').fill(sample.pin);
  await desk.outcome.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(desk.serviceLight).toContainText('Signed in as');
  await expect(desk.ticketNumber).toBeVisible();
  expect(sandbox.record.posts).toHaveLength(2);
  expect(sandbox.record.tickets).toHaveLength(1);
});

for (const [name, fault] of [
  ['500', { kind: 'status', status: 500 }],
  ['a reset after the body', { kind: 'reset', at: 'body' }],
  ['a reset after the ticket was created', { kind: 'reset', at: 'commit' }],
  [
    'a guest network’s sign-in page',
    { kind: 'status', status: 200, body: '<html>Welcome</html>', headers: { 'content-type': 'text/html' } },
  ],
] as const) {
  test(`with ${name}, says that it may already have been sent, and never sends it again by itself`, async ({
    program,
    sandbox,
  }) => {
    const { desk, window } = program;
    await desk.fillRequired();
    sandbox.faults.next(fault);
    await desk.send();
    await expect(desk.outcome).toContainText('May already have been sent');
    await expect(desk.sendButton).toBeHidden();
    await window.keyboard.press('Control+Enter');
    await expect(desk.outcome.getByRole('button', { name: 'It is there' })).toBeVisible();
    expect(sandbox.record.posts).toHaveLength(1);
  });
}

test('a ticket in doubt is settled by the mechanic: it is there', async ({ program, sandbox }) => {
  const { desk, window } = program;
  await desk.fillRequired();
  sandbox.faults.next({ kind: 'reset', at: 'commit' });
  await desk.send();
  await window.getByLabel('You found the ticket').fill('3');
  await window.getByRole('button', { name: 'It is there' }).click();
  await expect(desk.ticketNumber).toHaveText('3');
  await expect(desk.outcome).toContainText('Sent, no. 3');
  expect(sandbox.record.posts).toHaveLength(1);
});

test('a ticket in doubt is settled by the mechanic: it is not there, send again, after one more question', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  await desk.fillRequired();
  sandbox.faults.next({ kind: 'reset', at: 'body' });
  await desk.send();
  await window.getByRole('button', { name: 'It is not there: send again' }).click();
  expect(sandbox.record.posts).toHaveLength(1);
  await window.getByRole('button', { name: 'Yes, I looked: send again' }).click();
  await expect(desk.ticketNumber).toHaveText('3');
  expect(sandbox.record.posts).toHaveLength(2);
  expect(sandbox.record.tickets).toHaveLength(1);
});

test('a connector with a pending ticket holds the next one until the mechanic tries again', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  await desk.fillRequired();
  await desk.send();
  await expect(desk.ticketNumber).toHaveText('3');
  await window.getByRole('button', { name: 'New ticket' }).first().click();
  await expect(desk.vin).toHaveValue(sample.vin);
  await desk.fillRequired();
  await desk.send();
  await expect(desk.outcome).toContainText('Connector busy');
  await expect(desk.outcome).toContainText('There is a pending ticket on the connector');
  sandbox.api.pending.clear();
  await desk.outcome.getByRole('button', { name: 'Try again' }).click();
  await expect(desk.ticketNumber).toHaveText('4');
  await expect(desk.tickets).toHaveCount(2);
});
