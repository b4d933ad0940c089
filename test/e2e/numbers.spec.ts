import { expect, expectAccessible, sample, test } from './fixtures.ts';

/** What stands on it, why it is doubted, and what is offered instead. */
const numbers = [
  { number: 'NCP10-0012345', why: 'looks like a Japanese frame number' },
  { number: 'TR 4711-B', why: 'this has 7: 10 missing' },
] as const;

test('a car and a trailer without a VIN are ordered for, after one look each', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  sandbox.api.dealsAtOnce = true;
  const isRight = window.getByRole('button', { name: 'It is right as it is' });
  for (const [at, { number, why }] of numbers.entries()) {
    await desk.fillRequired();
    await desk.vin.fill(number);
    await desk.send();
    const summary = window.getByRole('alert').filter({ hasText: 'One thing to put right' });
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('link')).toHaveText(new RegExp(why));
    expect(sandbox.record.posts).toHaveLength(at);
    if (at === 0) await expectAccessible(program);

    await isRight.click();
    await expect(isRight).toBeHidden();
    await expect(window.getByText('it goes out as it is')).toBeVisible();
    await desk.send();
    await expect(desk.ticketNumber).toBeVisible();
    expect(JSON.parse(sandbox.record.posts[at]?.body ?? '')).toMatchObject({
      vin: number,
      metadata: { vin_is_found_by_reader: false },
    });
    await window.getByRole('contentinfo').getByRole('button', { name: 'New ticket' }).click();
    await expect(desk.vin).toHaveValue(sample.vin);
  }
  expect(sandbox.record.posts).toHaveLength(numbers.length);
});

test('what no car is called is not read from the car, and what may be its number is offered', async ({
  program,
  sandbox,
}) => {
  const { desk, window } = program;
  const read = window.getByText('Read from the car');
  const plugInto = async (vin: string) => {
    sandbox.connector.vin = vin;
    sandbox.connector.unplug();
    await expect(desk.connectorLight).not.toContainText('Ready');
    sandbox.connector.plug();
    await expect(desk.connectorLight).toContainText('Ready');
  };
  await expect(read).toBeVisible();

  await plugInto('FFFFFFFFFFFFFFFFF');
  await expect(window.getByText('The car tells no usable VIN: FFFFFFFFFFFFFFFFF')).toBeVisible();
  await expect(desk.vin).toHaveValue('');
  await expect(read).toBeHidden();

  await plugInto('ncp10-0012345');
  await expect(window.getByText('The car tells NCP10-0012345, which is no VIN')).toBeVisible();
  await expect(desk.vin).toHaveValue('');
  await window.getByRole('button', { name: 'Use NCP10-0012345' }).click();
  await expect(desk.vin).toHaveValue('NCP10-0012345');
  await expect(window.getByRole('button', { name: 'It is right as it is' })).toBeVisible();
  await expect(read).toBeHidden();
});
