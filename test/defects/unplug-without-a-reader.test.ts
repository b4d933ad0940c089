import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createSerialTransport } from '../../main/connector/serial-transport.ts';
import { PtyDevice } from '../support/pty-device.ts';

// serialport reads only for somebody who listens, and notices only by reading that a device is gone.
it('an open port that nobody listens to is lost all the same when its device goes away', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-defect-'));
  const device = new PtyDevice(join(folder, 'device'), () => undefined);
  device.plug();
  const transport = createSerialTransport({
    extraPorts: [join(folder, 'device')],
    systemList: () => Promise.resolve([]),
  });
  const connection = await transport.open(join(folder, 'device'), 115_200);
  if (!connection.ok) throw new Error(JSON.stringify(connection.error));
  let lost = false;
  connection.value.onLost(() => (lost = true));
  // Its first read must be under way.
  await connection.value.write(Buffer.from('x'));
  await turn();
  device.unplug();
  await expect.poll(() => lost, { timeout: 5_000 }).toBe(true);
  rmSync(folder, { recursive: true, force: true });
});
