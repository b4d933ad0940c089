import { mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { ConnectorService } from '../../main/connector/connector-service.ts';
import { ConnectorProfile, type PortInfo } from '../../main/connector/profile.ts';
import { createSerialTransport } from '../../main/connector/serial-transport.ts';
import type { Transport } from '../../main/connector/transport.ts';
import type { ConnectorView } from '../../preload/contract/connector.ts';
import { VirtualConnector } from '../sandbox/virtual-connector.ts';
import { FakeTransport, type FakeDevice } from '../support/fake-transport.ts';

// A device was known by the name of its port. Another one on the same name, plugged in between two looks or while the PC
// slept, stayed "Ready" with the id of the first: the ticket went to the wrong car.
const query = { kind: 'query', send: 'ID?\r\n', expect: '^JFL (?<connectorId>\\d+)$', timeoutMs: 100 };
const profiles = [
  { id: 'asked', match: { path: 'connector' }, identify: query },
  {
    id: 'by-serial-number',
    match: { manufacturer: '^Jifeline' },
    identify: { kind: 'usb-serial-number', expect: '^JFL(?<connectorId>\\d{9})$' },
  },
].map((profile) => v.parse(ConnectorProfile, profile));

function serviceOver(transport: Transport) {
  const views: ConnectorView[] = [];
  const service = new ConnectorService({
    transport,
    profiles,
    chosen: { get: () => null, set: () => undefined },
    changed: (view) => views.push(view),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  return { service, views };
}
const says =
  (text: string): FakeDevice['reply'] =>
  (_heard, say) =>
    say(text);

describe('between two looks, without a word of it', () => {
  afterEach(() => vi.useRealTimers());
  const first: PortInfo = { path: 'connector', vendorId: '1a86', productId: '7523', serialNumber: 'A1' };

  it.each<[string, PortInfo]>([
    ['another serial number', { ...first, serialNumber: 'B2' }],
    ['none at all', { ...first, serialNumber: undefined }],
    ['another vendor', { ...first, vendorId: '0403' }],
    ['another product', { ...first, productId: '7522' }],
    ['another place on USB', { ...first, pnpId: 'USB\\VID_1A86&PID_7523\\5&1&0&2' }],
    ['another node', { ...first, node: '6:812' }],
  ])('a device with %s is asked, and its own id counts', async (_what, second) => {
    vi.useFakeTimers();
    const transport = new FakeTransport();
    transport.plug(first, says('JFL 7\r\n'));
    const { service, views } = serviceOver(transport);
    service.start();
    await vi.advanceTimersByTimeAsync(50);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 7 });
    transport.plug(second, says('JFL 8\r\n'));
    views.length = 0;
    await vi.advanceTimersByTimeAsync(450);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 8 });
    expect(views.map((view) => view.state)).toEqual(['identifying', 'ready']);
  });

  it('an id that is read out of the USB serial number is read anew', async () => {
    vi.useFakeTimers();
    const transport = new FakeTransport();
    const jifeline = (serialNumber?: string) =>
      transport.plug({ path: 'COM3', manufacturer: 'Jifeline', serialNumber });
    jifeline('JFL910101043');
    const { service } = serviceOver(transport);
    service.start();
    await vi.advanceTimersByTimeAsync(50);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 910101043 });
    jifeline('JFL940201044');
    await vi.advanceTimersByTimeAsync(450);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 940201044 });
    jifeline();
    await vi.advanceTimersByTimeAsync(450);
    expect(service.view().state).not.toBe('ready');
  });

  it('whoever relies on it before the next look is given nothing', async () => {
    vi.useFakeTimers();
    const transport = new FakeTransport();
    transport.plug(first, says('JFL 7\r\n'));
    const { service } = serviceOver(transport);
    service.start();
    await vi.advanceTimersByTimeAsync(50);
    expect(service.reading()).toMatchObject({ connectorId: 7 });
    transport.plug({ ...first, node: '6:812' }, says('JFL 8\r\n'));
    expect(service.reading()).toBeNull();
    await vi.advanceTimersByTimeAsync(50);
    expect(service.reading()).toMatchObject({ connectorId: 8 });
  });

  it('a port that the system names only now is the same one, and stays open', async () => {
    vi.useFakeTimers();
    const transport = new FakeTransport();
    transport.plug({ path: 'connector', node: '6:811' }, says('JFL 7\r\n'));
    const { service, views } = serviceOver(transport);
    service.start();
    await vi.advanceTimersByTimeAsync(50);
    views.length = 0;
    const named = transport.plug({ ...first, node: '6:811' }, says('JFL 7\r\n'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect([named.opened, views]).toEqual([0, []]);
  });
});

it('a sleep that nobody announced costs what was known before it', async () => {
  vi.useFakeTimers();
  const transport = new FakeTransport();
  const device = transport.plug({ path: 'connector' }, says('JFL 7\r\n'));
  const { service } = serviceOver(transport);
  service.start();
  await vi.advanceTimersByTimeAsync(50);
  const asked = device.heard.length;
  device.reply = says('JFL 8\r\n');
  // Timers stand still while the PC sleeps; the clock does not.
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(450);
  expect(device.heard.length).toBeGreaterThan(asked);
  expect(service.view()).toMatchObject({ state: 'ready', connectorId: 8 });
  vi.useRealTimers();
});

it('a name that leads to another terminal is another device, though the first one still answers', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-defect-'));
  const path = join(folder, 'connector');
  const [one, other] = [7, 8].map(
    (connectorId) => new VirtualConnector({ connectorId, path: join(folder, String(connectorId)) }),
  );
  one?.plug(path);
  other?.plug();
  const { service } = serviceOver(
    createSerialTransport({ extraPorts: [path], systemList: () => Promise.resolve([]) }),
  );
  service.start();
  await expect.poll(() => service.view()).toMatchObject({ state: 'ready', connectorId: 7 });
  symlinkSync(readlinkSync(join(folder, '8')), join(folder, 'next'));
  renameSync(join(folder, 'next'), path);
  expect(service.reading()).toBeNull();
  await expect
    .poll(() => service.view(), { timeout: 10_000 })
    .toMatchObject({ state: 'ready', connectorId: 8 });
  await service.suspend();
  one?.unplug();
  other?.unplug();
  rmSync(folder, { recursive: true, force: true });
});
