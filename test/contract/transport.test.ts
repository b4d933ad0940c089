import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSerialTransport } from '../../main/connector/serial-transport.ts';
import { PtyDevice } from '../support/pty-device.ts';
import { FakeTransport } from '../support/fake-transport.ts';
import { describeTransport } from './transport-conformance.ts';

const path = '/dev/fake';

describeTransport('fake', () => {
  const transport = new FakeTransport();
  return Promise.resolve({
    transport,
    plug: () => {
      transport.plug({ path }, (heard, say) => say(heard.toUpperCase()));
      return path;
    },
    unplug: () => transport.unplug(path),
    occupy: async () => {
      const other = await transport.open(path);
      return async () => (other.ok ? await other.value.close() : undefined);
    },
    close: () => Promise.resolve(),
  });
});

describeTransport('serialport over a pseudo-terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-transport-'));
  const link = join(folder, 'device');
  const device = new PtyDevice(link, (heard, say) => say(heard.toUpperCase()));
  const transport = createSerialTransport({ extraPorts: [link], systemList: () => Promise.resolve([]) });
  return Promise.resolve({
    transport,
    plug: () => {
      device.plug();
      return link;
    },
    unplug: () => device.unplug(),
    occupy: async (taken) => {
      // A program of its own: the lock on a port is a process's.
      const { spawn } = await import('node:child_process');
      const script = `const { SerialPort } = require('serialport');
        const opened = (error) => error ? process.exit(1) : console.log('open');
        globalThis.port = new SerialPort({ path: ${JSON.stringify(taken)}, baudRate: 115200 }, opened);
        // Nobody reads from it: without this the program would be done, and the port free again.
        setInterval(() => {}, 60_000);`;
      const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve, reject) => {
        other.stdout.once('data', resolve);
        other.once('exit', () => reject(new Error('The other program could not open the port')));
      });
      return async () => {
        other.kill('SIGKILL');
        await new Promise((resolve) => other.once('exit', resolve));
      };
    },
    close: () => {
      device.unplug();
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
});

describe('the serial transport and the operating system’s list', () => {
  const open = () => createSerialTransport({ extraPorts: [], systemList: () => Promise.resolve([]) });

  it('answers although the list hangs, keeps to one question, and says so after a while', async () => {
    let asked = 0;
    const transport = createSerialTransport({
      extraPorts: ['/dev/null'],
      systemList: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
    });
    expect((await transport.list()).ports).toMatchObject([{ path: '/dev/null' }]);
    await expect
      .poll(async () => (await transport.list()).problem, { timeout: 10_000, interval: 10 })
      .toBe('list-timeout');
    expect(asked).toBe(1);
  });

  it('does without udevadm on Linux, and says so', async () => {
    const missing = Object.assign(new Error('spawn udevadm ENOENT'), { code: 'ENOENT' });
    const transport = createSerialTransport({ extraPorts: [], systemList: () => Promise.reject(missing) });
    expect((await transport.list()).problem).toBe(
      process.platform === 'linux' ? 'udevadm-missing' : 'list-failed',
    );
  });

  it('says that the list failed', async () => {
    const transport = createSerialTransport({
      extraPorts: [],
      systemList: () => Promise.reject(new Error('x')),
    });
    expect((await transport.list()).problem).toBe('list-failed');
  });

  it('tells a port without rights from others', async () => {
    if (process.getuid?.() === 0)
      throw new Error('This test is for an ordinary user: root may open everything');
    const link = join(mkdtempSync(join(tmpdir(), 'workshop-transport-')), 'device');
    const device = new PtyDevice(link, () => undefined);
    device.plug();
    chmodSync(realpathSync(link), 0);
    expect(await open().open(link, 115_200)).toEqual({ ok: false, error: 'no-permission' });
    device.unplug();
  });
});
