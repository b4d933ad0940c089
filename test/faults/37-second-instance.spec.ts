import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findElectron } from '../../scripts/electron-runtime.mjs';
import { expect, test } from '../e2e/fixtures.ts';

test('37 the program is started a second time while it sends: the first goes on alone, one POST', async ({
  program,
  sandbox,
  userData,
}) => {
  const { desk } = program;
  await desk.fillRequired();
  sandbox.faults.next({ kind: 'hold', at: 'body' });
  await desk.send();
  await sandbox.record.until(({ path }) => path === '/v1/tickets');
  const deployment = sandbox.writeDeployment(join(userData, '..', `deployment-second-${process.pid}.json`));
  const second = spawn(findElectron()?.executable ?? '', [
    process.cwd(),
    `--deployment=${deployment}`,
    `--user-data-dir=${userData}`,
  ]);
  // It finds the first one, hands over, and ends before it opens anything.
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0);
  sandbox.faults.release();
  await expect(desk.ticketNumber).toHaveText('3');
  expect(sandbox.record.posts).toHaveLength(1);
});
