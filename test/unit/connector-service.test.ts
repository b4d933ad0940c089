import { describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { ConnectorService } from '../../main/connector/connector-service.ts';
import { ConnectorProfile } from '../../main/connector/profile.ts';
import type { ConnectorView } from '../../preload/contract/connector.ts';
import { FakeTransport, type FakeDevice } from '../support/fake-transport.ts';

const profiles = [
  v.parse(ConnectorProfile, {
    id: 'test',
    match: { path: '^/dev/connector' },
    identify: {
      kind: 'query',
      send: 'ID?\r\n',
      expect: '^JFL (?<connectorId>\\d+)(?:;(?<vehiclePath>.+))?$',
      timeoutMs: 100,
      retries: 1,
    },
  }),
  v.parse(ConnectorProfile, {
    id: 'by-serial-number',
    match: { manufacturer: '^Jifeline' },
    identify: { kind: 'usb-serial-number', expect: '^JFL(?<connectorId>\\d{9})$' },
  }),
];
const says =
  (text: string): FakeDevice['reply'] =>
  (_heard, say) =>
    say(text);

/** A service over fake ports, in fake time. */
function setUp() {
  vi.useFakeTimers();
  const transport = new FakeTransport();
  const views: ConnectorView[] = [];
  let chosen: string | null = null;
  const service = new ConnectorService({
    transport,
    profiles,
    chosen: {
      get: () => chosen,
      set: (identity) => {
        chosen = identity;
      },
    },
    changed: (view) => views.push(view),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { transport, service, views, pass, chosen: () => chosen };
}

describe('the connector service', () => {
  it('finds a connector, asks it, and tells its id', async () => {
    const { transport, service, pass } = setUp();
    transport.plug({ path: '/dev/connector1' }, says('JFL 910101043\r\n'));
    service.start();
    await pass(50);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 910101043 });
  });

  it('never opens, and never writes to, a port that no profile matches', async () => {
    const { transport, service, pass } = setUp();
    const lift = transport.plug({ path: '/dev/lift' }, says('JFL 1\r\n'));
    service.start();
    await pass(60_000);
    expect(lift).toMatchObject({ opened: 0, heard: '' });
    expect(service.view().state).toBe('none');
    expect(await service.ports()).toEqual([{ path: '/dev/lift', label: '/dev/lift', matched: false }]);
  });

  it('tells busy, denied and silent apart, and gets over each', async () => {
    const { transport, service, pass } = setUp();
    const device = transport.plug({ path: '/dev/connector1' });
    device.refuses = 'busy';
    service.start();
    await pass(50);
    expect(service.view().state).toBe('busy');
    device.refuses = 'no-permission';
    await pass(2_100);
    expect(service.view().state).toBe('no-permission');
    device.refuses = null;
    await pass(2_500);
    expect(service.view()).toMatchObject({ state: 'not-answering', heard: 'nothing' });
    device.reply = says('what?\r\n');
    await pass(3_000);
    expect(service.view()).toMatchObject({ state: 'not-answering', heard: 'garbage' });
    device.reply = says('JFL 7\r\n');
    await pass(3_000);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 7 });
  });

  it('sees an unplug at once, and the connector again under another path', async () => {
    const { transport, service, pass } = setUp();
    transport.plug({ path: '/dev/connector1' }, says('JFL 7\r\n'));
    service.start();
    await pass(50);
    transport.unplug('/dev/connector1');
    await pass(1);
    expect(service.view()).toMatchObject({ state: 'unplugged', connectorId: 7 });
    transport.plug({ path: '/dev/connector2' }, says('JFL 7\r\n'));
    await pass(450);
    expect(service.view()).toMatchObject({
      state: 'ready',
      connectorId: 7,
      port: { path: '/dev/connector2' },
    });
  });

  it('wants an answer amid noise twice: a lost digit would be another connector', async () => {
    const { transport, service, pass } = setUp();
    let count = 0;
    transport.plug({ path: '/dev/connector1' }, (_heard, say) => {
      count += 1;
      say(count === 1 ? '#~JFL 71\r\n' : 'JFL 711\r\n');
    });
    service.start();
    await pass(500);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 711 });
  });

  it('tells the vehicle that the connector tells, amid noise only when it said it twice', async () => {
    const { transport, service, views, pass } = setUp();
    const answers = ['#~JFL 7;AUDI#10\r\n', '#~JFL 7;AUDI#100\r\n', 'JFL 7;AUDI#100\r\n', 'JFL 7\r\n'];
    transport.plug({ path: '/dev/connector1' }, (_heard, say) => say(answers.shift() ?? 'JFL 7\r\n'));
    service.start();
    await pass(2_500);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 7, vehiclePath: 'AUDI#100' });
    await pass(5_000);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 7, vehiclePath: null });
    expect(views.flatMap((view) => (view.state === 'ready' ? [view.vehiclePath] : []))).toEqual([
      'AUDI#100',
      null,
    ]);
  });

  it('takes the news of a late answer, and of another car', async () => {
    const { transport, service, pass } = setUp();
    let speak: (text: string) => void = () => undefined;
    const device = transport.plug({ path: '/dev/connector1' }, (_heard, say) => {
      speak = say;
      setTimeout(() => say('JFL 7\r\n'), 350);
    });
    service.start();
    await pass(1_000);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 7 });
    device.reply = says('JFL 8\r\n');
    await pass(6_000);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 8 });
    speak('JFL 9\r\n');
    await pass(1);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 9 });
  });

  it('reads a USB serial number without opening the port', async () => {
    const { transport, service, pass } = setUp();
    const device = transport.plug({
      path: '/dev/ttyACM0',
      manufacturer: 'Jifeline',
      serialNumber: 'JFL910101043',
    });
    service.start();
    await pass(50);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 910101043 });
    expect(device.opened).toBe(0);
  });

  it('asks to choose between two, and remembers the choice', async () => {
    const { transport, service, pass, chosen } = setUp();
    transport.plug({ path: '/dev/connector1' }, says('JFL 7\r\n'));
    transport.plug({ path: '/dev/connector2' }, says('JFL 8\r\n'));
    service.start();
    await pass(50);
    expect(service.view().state).toBe('several');
    expect(service.choose('/dev/nowhere')).toMatchObject({
      ok: false,
      error: { code: 'connector.unknown_port' },
    });
    expect(service.choose('/dev/connector2').ok).toBe(true);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 8 });
    expect(chosen()).toBe('path:/dev/connector2');
  });

  it('closes the port for sleep, and finds the connector again on waking', async () => {
    const { transport, service, pass } = setUp();
    const device = transport.plug({ path: '/dev/connector1' }, says('JFL 7\r\n'));
    service.start();
    await pass(50);
    await service.suspend();
    expect(service.view().state).toBe('searching');
    // Closed: somebody else could open it.
    expect((await transport.open('/dev/connector1')).ok).toBe(true);
    transport.unplug('/dev/connector1');
    transport.plug(device.port, device.reply);
    service.start();
    await pass(500);
    expect(service.view()).toMatchObject({ state: 'ready', connectorId: 7 });
  });

  it('says when the list of ports is not to be had, and goes on with what it knows', async () => {
    const { transport, service, pass } = setUp();
    transport.plug({ path: '/dev/connector1' }, says('JFL 7\r\n'));
    transport.problem = 'list-timeout';
    service.start();
    await pass(50);
    expect(service.view()).toMatchObject({ state: 'ready', searchProblem: 'list-timeout' });
  });

  it('tells nothing new while nothing is new', async () => {
    const { transport, service, pass, views } = setUp();
    transport.plug({ path: '/dev/connector1' }, says('JFL 7\r\n'));
    service.start();
    await pass(1_000);
    const told = views.length;
    await pass(60_000);
    expect(views).toHaveLength(told);
  });
});
