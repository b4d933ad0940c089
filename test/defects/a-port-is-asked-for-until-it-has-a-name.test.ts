import { afterEach, expect, it, vi } from 'vitest';
import type { PortInfo } from '../../main/connector/profile.ts';
import { createSerialTransport } from '../../main/connector/serial-transport.ts';

// The node in /dev is there before udev's rules have said what it is. Looked at in between, a port was nobody's, and the
// system was asked again only after ten seconds.
afterEach(() => vi.useRealTimers());

function listing(path: string, namedAfterMs: number) {
  vi.useFakeTimers();
  const started = performance.now();
  let asked = 0;
  const transport = createSerialTransport({
    extraPorts: [],
    systemList: () => {
      asked += 1;
      const named: PortInfo = { path, vendorId: '1a86', manufacturer: 'Jifeline' };
      return Promise.resolve([performance.now() - started >= namedAfterMs ? named : { path }]);
    },
  });
  const look = async (times: number) => {
    let last = await transport.list();
    for (let count = 1; count < times; count += 1) {
      await vi.advanceTimersByTimeAsync(400);
      last = await transport.list();
    }
    return last.ports;
  };
  return { look, asked: () => asked };
}

it.each(['/dev/ttyUSB9', '/dev/ttyACM9', '/dev/ttyXRUSB9'])('%s is known at the next look', async (path) => {
  const { look } = listing(path, 100);
  expect(await look(1)).toMatchObject([{ path }]);
  expect(await look(2)).toMatchObject([{ path, vendorId: '1a86', manufacturer: 'Jifeline' }]);
});

it('a slow PC is waited for', async () => {
  const { look } = listing('/dev/ttyUSB9', 2_000);
  expect(await look(7)).toMatchObject([{ vendorId: '1a86' }]);
});

it('what nobody ever names is not asked for all day', async () => {
  const { look, asked } = listing('/dev/ttyUSB9', Infinity);
  await look(100);
  const before = asked();
  await look(100);
  expect(asked() - before).toBeLessThan(10);
});

it('a port that is soldered on needs no name', async () => {
  const { look, asked } = listing('/dev/ttyS9', Infinity);
  await look(20);
  expect(asked()).toBeLessThan(4);
});
