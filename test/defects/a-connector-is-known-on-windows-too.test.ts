import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { ConnectorService } from '../../main/connector/connector-service.ts';
import { identityOf } from '../../main/connector/connector-machine.ts';
import { findingsOf } from '../../main/connector/port-doctor.ts';
import { ConnectorProfile, profileFor, type PortInfo } from '../../main/connector/profile.ts';
import { createSerialTransport } from '../../main/connector/serial-transport.ts';
import { FakeTransport } from '../support/fake-transport.ts';

// On Windows the maker is the driver's, serial numbers come in capitals, and a device without one gets a made-up one. The
// profile that comes with the program matched nothing there; a port that was never opened was told as garbage.
const file = fileURLToPath(new URL('../../resources/connector-profiles.json', import.meta.url));
const builtIn = v.parse(v.array(ConnectorProfile), JSON.parse(readFileSync(file, 'utf8')));
const inWindows = { path: 'COM3', vendorId: '1A86', productId: '7523' };
const bySerialNumber = v.parse(ConnectorProfile, {
  id: 'own',
  match: { serialNumber: '^Jf-[a-f]' },
  identify: { kind: 'usb-serial-number', expect: '^Jf-[a-f](?<connectorId>\\d+)$' },
});

afterEach(() => vi.useRealTimers());
async function told(port: PortInfo, profiles: readonly ConnectorProfile[]) {
  vi.useFakeTimers();
  const transport = new FakeTransport();
  const device = transport.plug(port);
  const service = new ConnectorService({
    transport,
    profiles,
    chosen: { get: () => null, set: () => undefined },
    changed: () => undefined,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  service.start();
  await vi.advanceTimersByTimeAsync(50);
  expect(device.opened).toBe(0);
  return service.view();
}

describe('the profiles that come with the program', () => {
  it.each([
    'Microsoft',
    'FTDI',
    'wch.cn',
    'Silicon Laboratories Inc.',
    '(Standardanschlusstypen)',
    undefined,
  ])('know a connector whose driver is from %s', async (manufacturer) => {
    expect(await told({ ...inWindows, manufacturer, serialNumber: 'JFL910101043' }, builtIn)).toMatchObject({
      state: 'ready',
      connectorId: 910101043,
    });
  });

  it('know a connector as it was known on Linux and macOS', async () => {
    const port = { path: '/dev/ttyACM0', manufacturer: 'Jifeline', serialNumber: 'JFL910101043' };
    expect(await told(port, builtIn)).toMatchObject({ state: 'ready', connectorId: 910101043 });
  });

  it.each(['JFL91010104', 'JFL9101010433', 'XJFL910101043', '910101043', '5&2A8B1F2D&0&3', undefined])(
    'leave a device alone whose serial number is %s',
    (serialNumber) => {
      expect(profileFor({ ...inWindows, manufacturer: 'FTDI', serialNumber }, builtIn)).toBeNull();
    },
  );
});

it.each(['JF-A7', 'Jf-a7', 'jf-a7'])(
  'a serial number in other capitals is the same: %s',
  async (serialNumber) => {
    expect(await told({ ...inWindows, serialNumber }, [bySerialNumber])).toMatchObject({
      state: 'ready',
      connectorId: 7,
    });
  },
);

describe('a number that Windows made up', () => {
  const listed = async (platform: NodeJS.Platform, serialNumber: string) => {
    const transport = createSerialTransport({
      extraPorts: [],
      systemList: () => Promise.resolve([{ ...inWindows, serialNumber }]),
      platform,
    });
    return (await transport.list()).ports[0];
  };

  it.each(['5&2a8b1f2d&0&3', '6&1F2A3B4C&0&0001', '7&ABC&1&0000'])(
    '%s counts as none',
    async (serialNumber) => {
      const port = await listed('win32', serialNumber);
      expect(port).toMatchObject({ path: 'COM3', serialNumber: undefined });
      expect(port && identityOf(port)).toBe('path:COM3');
    },
  );

  it('is the device’s own elsewhere, and without the mark', async () => {
    expect(await listed('linux', 'A&B')).toMatchObject({ serialNumber: 'A&B' });
    expect(await listed('win32', 'A50285BI')).toMatchObject({ serialNumber: 'A50285BI' });
  });
});

it.each(['A50285BI', '', undefined])(
  'a serial number that is no id is told as that, and blames no speed: %s',
  async (serialNumber) => {
    const profile = v.parse(ConnectorProfile, {
      id: 'own',
      match: { vendorId: '1a86' },
      identify: { kind: 'usb-serial-number', expect: '^JFL(?<connectorId>\\d+)$' },
    });
    const view = await told({ ...inWindows, serialNumber }, [profile]);
    expect(view).toMatchObject({ state: 'not-answering', heard: 'no-serial-number' });
    const facts = { usb: null, strangers: [], appeared: [], helpers: null, access: null, holders: null };
    const findings = findingsOf(
      { state: 'not-answering', port: 'COM3', heard: 'no-serial-number' },
      { platform: 'win32', ...facts },
    );
    expect(findings.map(({ code }) => code)).toEqual(['serial-number']);
  },
);
