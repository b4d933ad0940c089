import { expect, test } from '../e2e/fixtures.ts';

test('37 the program is started a second time while it sends: the first goes on alone, one POST', async ({
  program,
  sandbox,
  start,
}) => {
  const { desk } = program;
  await desk.fillRequired();
  sandbox.faults.next({ kind: 'hold', at: 'body' });
  await desk.send();
  await sandbox.record.until(({ path }) => path === '/v1/tickets');
  // It finds the first one, hands over, and ends before it opens anything.
  await expect(start()).rejects.toThrow();
  sandbox.faults.release();
  await expect(desk.ticketNumber).toHaveText('3');
  expect(sandbox.record.posts).toHaveLength(1);
});
