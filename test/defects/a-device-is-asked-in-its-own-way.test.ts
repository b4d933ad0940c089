import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { ConnectorService } from '../../main/connector/connector-service.ts';
import { ConnectorProfile } from '../../main/connector/profile.ts';
import { createSerialTransport } from '../../main/connector/serial-transport.ts';
import type { Transport } from '../../main/connector/transport.ts';
import { FakeTransport } from '../support/fake-transport.ts';
import { PtyDevice } from '../support/pty-device.ts';

// A device that starts anew when its port is opened, that says by itself who it is, or that wants other signals and
// another parity, could not be described by any profile.
const profile = (more: object, identify: object = {}) => ({
  id: 'own',
  match: { path: 'connector' },
  identify: { kind: 'query', send: 'ID?\r\n', expect: '^JFL (?<connectorId>\\d+)$', ...identify },
  ...more,
});
const serviceOver = (transport: Transport, one: unknown) =>
  new ConnectorService({
    transport,
    profiles: [v.parse(ConnectorProfile, one)],
    chosen: { get: () => null, set: () => undefined },
    changed: () => undefined,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
afterEach(() => vi.useRealTimers());

it('one that starts anew is not asked before it is there', async () => {
  vi.useFakeTimers();
  const transport = new FakeTransport();
  const device = transport.plug({ path: 'connector' }, (_heard, say) => say('JFL 7\r\n'));
  const service = serviceOver(transport, profile({ waitAfterOpenMs: 2_000 }));
  service.start();
  await vi.advanceTimersByTimeAsync(1_900);
  expect([device.opened, device.heard, service.view().state]).toEqual([1, '', 'identifying']);
  await vi.advanceTimersByTimeAsync(200);
  expect(service.view()).toMatchObject({ state: 'ready', connectorId: 7 });
});

describe('one that says by itself who it is', () => {
  const listen = { kind: 'listen', send: undefined, timeoutMs: 300 };
  const own = () => {
    const { identify, ...rest } = profile({}, listen);
    const { send: _send, ...said } = identify;
    return { ...rest, identify: said };
  };

  it('is heard, again and again, and never written to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workshop-defect-'));
    const path = join(folder, 'connector');
    let written = '';
    const device = new PtyDevice(path, (heard) => (written += heard));
    device.plug();
    const transport = createSerialTransport({ extraPorts: [path], systemList: () => Promise.resolve([]) });
    const service = serviceOver(transport, own());
    service.start();
    await expect.poll(() => service.view()).toMatchObject({ state: 'not-answering', heard: 'nothing' });
    device.say('JFL 7\r\n');
    await expect.poll(() => service.view()).toMatchObject({ state: 'ready', connectorId: 7 });
    device.say('JFL 8\r\n');
    await expect.poll(() => service.view()).toMatchObject({ state: 'ready', connectorId: 8 });
    expect(written).toBe('');
    await service.suspend();
    device.unplug();
    rmSync(folder, { recursive: true });
  });

  it('stays ready although it says so once only', async () => {
    vi.useFakeTimers();
    const transport = new FakeTransport();
    const device = transport.plug({ path: 'connector' });
    const service = serviceOver(transport, own());
    service.start();
    await vi.advanceTimersByTimeAsync(50);
    transport.say('connector', 'JFL 7\r\n');
    await vi.advanceTimersByTimeAsync(60_000);
    expect([service.view(), device.heard]).toMatchObject([{ state: 'ready', connectorId: 7 }, '']);
  });
});

describe('a profile', () => {
  const isTaken = (more: object, identify: object = {}) =>
    v.safeParse(ConnectorProfile, profile(more, identify)).success;

  it('may say how the line is to be set', () => {
    expect(isTaken({ parity: 'even', dataBits: 7, stopBits: 2, flowControl: 'hardware' })).toBe(true);
    expect(isTaken({ dtr: false, rts: true, waitAfterOpenMs: 2_000 })).toBe(true);
    expect(isTaken({}, { send: '\u0002ID\u00ff' })).toBe(true);
  });

  it.each([
    [{ parity: 'mark' }],
    [{ dataBits: 9 }],
    [{ stopBits: 0 }],
    [{ flowControl: 'rts' }],
    [{ dtr: 'on' }],
    [{ waitAfterOpenMs: -1 }],
    [{ waitAfterOpenMs: 60_000 }],
  ])('is refused with %o', (more) => expect(isTaken(more)).toBe(false));

  it('is refused with a question in letters that are no bytes', () =>
    expect(isTaken({}, { send: 'ID€' })).toBe(false));
});
