import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { Diagnosis } from '../../main/connector/diagnosis.ts';
import type { PortFacts, UsbDevice } from '../../main/connector/port-doctor.ts';
import { ConnectorProfile } from '../../main/connector/profile.ts';
import type { ConnectorView } from '../../preload/contract/connector.ts';
import { FakeTransport } from '../support/fake-transport.ts';

const profiles = [
  v.parse(ConnectorProfile, {
    id: 'test',
    match: { vendorId: 'AAAA', path: '^/dev/ttyUSB' },
    identify: { kind: 'query', send: 'ID?\r\n', expect: '^JFL (?<connectorId>\\d+)$' },
  }),
  v.parse(ConnectorProfile, {
    id: 'by-path',
    match: { path: '^/dev/connector' },
    identify: { kind: 'query', send: 'ID?\r\n', expect: '^JFL (?<connectorId>\\d+)$' },
  }),
];
const none: ConnectorView = { state: 'none', searchProblem: null, candidates: [] };
const port = { path: '/dev/ttyUSB0', label: '', matched: true };
const usbDevice = (key: string, facts: Partial<UsbDevice> = {}): UsbDevice => ({
  key,
  name: `device ${key}`,
  serial: 'other',
  ...facts,
});

function setUp(view: ConnectorView = none) {
  const transport = new FakeTransport();
  const system = { usb: [] as UsbDevice[] | null, asked: [] as string[], while: () => Promise.resolve() };
  const facts: PortFacts = {
    usb: async () => {
      system.asked.push('usb');
      await system.while();
      return system.usb;
    },
    helpers: () => Promise.resolve(null),
    access: (path) => Promise.resolve(void system.asked.push(`access ${path}`)).then(() => null),
    holders: (path) => Promise.resolve(void system.asked.push(`holders ${path}`)).then(() => ['minicom']),
  };
  const now = { view, ms: 0 };
  const diagnosis = new Diagnosis({
    facts,
    platform: 'linux',
    profiles,
    connector: () => now.view,
    listPorts: () => transport.list(),
    monotonic: () => now.ms,
  });
  /** What is said of one cause, two seconds later. */
  const next = async (code: string) => {
    now.ms += 2_000;
    return (await diagnosis.run())?.find((finding) => finding.code === code);
  };
  return { transport, system, now, diagnosis, next };
}

describe('the diagnosis', () => {
  it('has nothing to say of a connector that is ready, and waits while it is being asked', async () => {
    const { now, diagnosis, system } = setUp({
      state: 'ready',
      port,
      connectorId: 7,
      vin: null,
      vehiclePath: null,
      searchProblem: null,
      candidates: [],
    });
    expect(await diagnosis.run()).toEqual([]);
    now.view = { state: 'identifying', port, searchProblem: null, candidates: [] };
    expect(await diagnosis.run()).toBeNull();
    expect(system.asked).toEqual([]);
  });

  it('asks the system only what the state is about', async () => {
    const { now, diagnosis, system } = setUp();
    await diagnosis.run();
    expect(system.asked).toEqual(['usb']);
    now.view = { state: 'no-permission', port, searchProblem: null, candidates: [] };
    await diagnosis.run();
    expect(system.asked).toEqual(['usb', 'usb', 'access /dev/ttyUSB0']);
    now.view = { state: 'busy', port, searchProblem: null, candidates: [] };
    expect((await diagnosis.run())?.[0]).toMatchObject({ code: 'port-in-use', names: ['minicom'] });
    expect(system.asked.at(-1)).toBe('holders /dev/ttyUSB0');
  });

  it('sees what is plugged in while somebody watches, also into the same socket', async () => {
    const { system, next } = setUp();
    system.usb = [usbDevice('1-1#4')];
    expect(await next('cable')).toMatchObject({ state: 'unknown' });
    expect(await next('cable')).toMatchObject({ state: 'unknown' });
    system.usb = [usbDevice('1-1#5')];
    expect(await next('cable')).toMatchObject({ state: 'ok', names: ['device 1-1#5'] });
    expect(await next('cable')).toMatchObject({ state: 'ok', names: ['device 1-1#5'] });
    system.usb = [];
    expect(await next('cable')).toMatchObject({ state: 'problem' });
  });

  it('forgets what was new when nobody watched for a while', async () => {
    const { system, now, next } = setUp();
    system.usb = [usbDevice('a')];
    await next('cable');
    system.usb = [usbDevice('a'), usbDevice('b')];
    expect(await next('cable')).toMatchObject({ state: 'ok' });
    now.ms += 60_000;
    expect(await next('cable')).toMatchObject({ state: 'unknown' });
  });

  it('takes nothing for new because the system did not answer once', async () => {
    const { system, transport, next } = setUp();
    system.usb = [usbDevice('a')];
    transport.plug({ path: '/dev/ttyACM0', vendorId: '1111' });
    await next('cable');
    system.usb = null;
    transport.problem = 'list-failed';
    await next('cable');
    system.usb = [usbDevice('a')];
    transport.problem = null;
    expect(await next('cable')).toMatchObject({ state: 'unknown' });
    expect(await next('no-profile')).toMatchObject({ state: 'unknown' });
  });

  it('watches the ports where the system does not tell its USB devices', async () => {
    const { system, transport, next } = setUp();
    system.usb = null;
    expect(await next('cable')).toMatchObject({ state: 'unknown' });
    transport.plug({ path: 'COM7', vendorId: '1111', manufacturer: 'FTDI' });
    expect(await next('cable')).toMatchObject({ state: 'ok', names: ['COM7 (FTDI)'] });
    expect(await next('no-profile')).toMatchObject({ state: 'problem', names: ['COM7 (FTDI)'] });
  });

  it('does not suspect the ports that are soldered on', async () => {
    const { transport, next } = setUp();
    transport.plug({ path: '/dev/ttyS0' });
    expect(await next('no-profile')).toMatchObject({ state: 'ok' });
  });

  it('knows a device of ours without a port by what it says it is, and no other', async () => {
    const { system, next } = setUp();
    system.usb = [usbDevice('a', { serial: 'no-driver', vendorId: 'aaaa' })];
    expect(await next('driver')).toMatchObject({ state: 'problem', names: ['device a'] });
    system.usb = [usbDevice('a', { serial: 'no-driver', vendorId: 'bbbb' })];
    expect(await next('driver')).toMatchObject({ state: 'unknown' });
  });

  it('opens no port, whether a profile matches or not', async () => {
    const { transport, next } = setUp();
    const devices = ['/dev/lift', '/dev/connector1'].map((path) => transport.plug({ path }));
    await next('cable');
    await next('cable');
    expect(devices).toMatchObject([
      { opened: 0, heard: '' },
      { opened: 0, heard: '' },
    ]);
  });

  it('says nothing of a state that is over by the time the system answered', async () => {
    const { system, now, diagnosis } = setUp();
    system.while = () => {
      now.view = { state: 'identifying', port, searchProblem: null, candidates: [] };
      return Promise.resolve();
    };
    expect(await diagnosis.run()).toBeNull();
  });

  it('asks the system once for all who ask at the same time', async () => {
    const { system, diagnosis } = setUp();
    await Promise.all([diagnosis.run(), diagnosis.run()]);
    expect(system.asked).toEqual(['usb']);
  });
});
