import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import {
  identityOf,
  initialState,
  isSameDevice,
  readyPort,
  reduce,
  viewOf,
  type ConnectorEvent,
  type DeviceStatus,
} from '../../main/connector/connector-machine.ts';
import type { PortInfo } from '../../main/connector/profile.ts';
import { ConnectorView } from '../../preload/contract/connector.ts';

const port = (path: string, serialNumber?: string) => ({ path, serialNumber });
const after = (...events: ConnectorEvent[]) => viewOf(events.reduce(reduce, initialState(null)));
const listed = (...ports: PortInfo[]): ConnectorEvent => ({
  kind: 'listed',
  ports,
  problem: null,
});
const reading = (connectorId: number, vehiclePath: string | null = null) => ({
  connectorId,
  vin: null,
  vehiclePath,
});
const ready = (path: string, connectorId: number): ConnectorEvent => ({
  kind: 'found',
  path,
  status: { state: 'ready', reading: reading(connectorId) },
});

// Kept in the settings: what one version of the program wrote, the next must recognise.
describe('what a device is remembered by', () => {
  it('is its USB ids and serial number, as far as it tells them, and not where it is plugged in', () => {
    const ids = { vendorId: '1a86', productId: '7523', serialNumber: 'S1' };
    expect(identityOf({ path: 'a', ...ids })).toBe('usb:1a86:7523:S1');
    expect(identityOf({ path: 'b', ...ids })).toBe('usb:1a86:7523:S1');
    expect(identityOf({ path: 'a', serialNumber: 'S1' })).toBe('usb:::S1');
  });

  it('is its path where it has no serial number', () => {
    expect(identityOf({ path: 'a', vendorId: '1a86', productId: '7523' })).toBe('path:a');
  });
});

describe('the device at a path', () => {
  const device = {
    path: 'a',
    vendorId: '1a86',
    productId: '7523',
    serialNumber: 'S1',
    pnpId: 'p',
    node: '1',
  };

  it('is another one when it says something else, or its node is another one', () => {
    expect(isSameDevice(device, { ...device, manufacturer: 'written otherwise' })).toBe(true);
    for (const other of [
      { path: 'b' },
      { vendorId: '0403' },
      { productId: '1' },
      { serialNumber: 'S2' },
      { pnpId: 'q' },
      { node: '2' },
      { node: undefined },
      { serialNumber: undefined },
    ])
      expect([other, isSameDevice(device, { ...device, ...other })]).toEqual([other, false]);
  });

  it('is the same once the system knows what it is, where the node says so', () => {
    expect(isSameDevice({ path: 'a', node: '1' }, device)).toBe(true);
    expect(isSameDevice({ path: 'a', node: '2' }, device)).toBe(false);
    expect(isSameDevice({ path: 'a' }, { ...device, node: undefined })).toBe(false);
  });

  it('is asked anew when it is another one, in the place of the one before', () => {
    const two = [listed(port('a', 'S1'), port('b', 'S2')), ready('a', 7), ready('b', 8)] as const;
    expect(after(...two, listed(port('b', 'S2'), port('a', 'S3')))).toMatchObject({
      candidates: [
        { port: { path: 'a' }, connectorId: null, state: 'identifying' },
        { port: { path: 'b' }, connectorId: 8 },
      ],
    });
  });

  it('is known by its port only while its connector is ready and counts', () => {
    const state = (...events: ConnectorEvent[]) => readyPort(events.reduce(reduce, initialState(null)));
    expect(state(listed(port('a')))).toBeNull();
    expect(state(listed(port('a')), ready('a', 7))).toEqual(port('a'));
    expect(state(listed(port('a'), port('b')), ready('a', 7), ready('b', 8))).toBeNull();
  });
});

describe('what the mechanic is told of the connector', () => {
  it('searches until the first list, then says that there is none', () => {
    expect(after()).toMatchObject({ state: 'searching' });
    expect(after(listed())).toMatchObject({ state: 'none' });
  });

  it('goes from found to ready to unplugged, and remembers whose id it was', () => {
    expect(after(listed(port('a')))).toMatchObject({ state: 'identifying', port: { path: 'a' } });
    expect(after(listed(port('a')), ready('a', 7))).toMatchObject({ state: 'ready', connectorId: 7 });
    expect(after(listed(port('a')), ready('a', 7), { kind: 'lost', path: 'a' })).toMatchObject({
      state: 'unplugged',
      connectorId: 7,
    });
    expect(after(listed(port('a')), ready('a', 7), listed())).toMatchObject({
      state: 'unplugged',
      connectorId: 7,
    });
  });

  it('asks to choose between two, and remembers the choice by what the device is, not by its path', () => {
    const two = [listed(port('a', 'S1'), port('b', 'S2')), ready('a', 7), ready('b', 8)] as const;
    expect(after(...two)).toMatchObject({
      state: 'several',
      candidates: [{ connectorId: 7 }, { connectorId: 8 }],
    });
    const chosen = [...two, { kind: 'chosen', path: 'b' }] as const;
    expect(after(...chosen)).toMatchObject({ state: 'ready', connectorId: 8 });
    expect(after(...chosen, listed(port('a', 'S1'), port('c', 'S2')), ready('c', 8))).toMatchObject({
      state: 'ready',
      connectorId: 8,
      port: { path: 'c' },
    });
  });

  it('still knows a connector that is listed again, and asks only one that is new', () => {
    const again = [listed(port('a')), ready('a', 7), listed(port('a'))] as const;
    expect(after(...again)).toMatchObject({ state: 'ready', connectorId: 7 });
    expect(after(...again, listed(port('a'), port('b')))).toMatchObject({
      state: 'several',
      candidates: [
        { port: { path: 'a' }, connectorId: 7, state: 'ready' },
        { port: { path: 'b' }, connectorId: null, state: 'identifying' },
      ],
    });
  });

  it('goes on with the other when one of two is taken away', () => {
    const two = [listed(port('a'), port('b')), ready('a', 7), ready('b', 8)] as const;
    const left = { state: 'ready', connectorId: 8, port: { path: 'b' } };
    expect(after(...two, { kind: 'lost', path: 'a' })).toMatchObject(left);
    expect(after(...two, listed(port('b')))).toMatchObject(left);
    expect(after(...two, { kind: 'lost', path: 'a' }, { kind: 'lost', path: 'b' })).toMatchObject({
      state: 'unplugged',
      connectorId: 8,
    });
  });

  it('calls a port by its maker’s name, by its path where that is not known, and says that it is one of ours', () => {
    expect(after(listed(port('a')))).toMatchObject({ port: { path: 'a', label: 'a', matched: true } });
    expect(after(listed({ ...port('a'), manufacturer: 'Jifeline BV' }))).toMatchObject({
      port: { path: 'a', label: 'Jifeline BV', matched: true },
    });
  });

  it('passes on the vehicle that the connector tells', () => {
    const told = { state: 'ready', reading: reading(7, 'AUDI#100') } as const;
    expect(after(listed(port('a')), { kind: 'found', path: 'a', status: told })).toMatchObject({
      state: 'ready',
      vehiclePath: 'AUDI#100',
    });
  });

  it('says what the car told in the place of a VIN', () => {
    const told = { state: 'ready', reading: { ...reading(7), vinTold: 'NONE' } } as const;
    expect(after(listed(port('a')), { kind: 'found', path: 'a', status: told })).toMatchObject({
      vinTold: 'NONE',
    });
    expect(after(listed(port('a')), ready('a', 7))).not.toHaveProperty('vinTold');
  });

  it('lets the cable win over an id entered by hand, and falls back on it', () => {
    const byHand = { kind: 'entered', connectorId: 5 } as const;
    expect(after(listed(), byHand)).toMatchObject({ state: 'manual', connectorId: 5 });
    expect(after(listed(port('a')), byHand, ready('a', 7))).toMatchObject({ state: 'ready', connectorId: 7 });
    expect(after(listed(port('a')), byHand, ready('a', 7), listed())).toMatchObject({ state: 'manual' });
    expect(after(listed(), byHand, { kind: 'entered', connectorId: null })).toMatchObject({ state: 'none' });
  });

  it('forgets what it knew when the PC sleeps', () => {
    expect(after(listed(port('a')), ready('a', 7), { kind: 'forget' })).toMatchObject({ state: 'searching' });
  });

  it('always has a view that the contract knows, whatever happens in whatever order', () => {
    const path = fc.constantFrom('a', 'b', 'c');
    const status: fc.Arbitrary<DeviceStatus> = fc.oneof(
      fc.constantFrom<DeviceStatus>(
        { state: 'identifying' },
        { state: 'busy' },
        { state: 'no-permission' },
        { state: 'refused', number: 31 },
        { state: 'refused', number: null },
        { state: 'not-answering', heard: 'garbage' },
        { state: 'not-answering', heard: 'no-serial-number' },
      ),
      fc.integer({ min: 1, max: 9 }).map((connectorId): DeviceStatus => ({
        state: 'ready',
        reading: reading(connectorId, connectorId > 5 ? 'AUDI#100' : null),
      })),
    );
    const event: fc.Arbitrary<ConnectorEvent> = fc.oneof(
      fc.record({
        kind: fc.constant('listed' as const),
        ports: fc.uniqueArray(path).map((paths) => paths.map((one) => port(one))),
        problem: fc.constantFrom(null, 'list-timeout' as const),
      }),
      fc.record({ kind: fc.constant('found' as const), path, status }),
      fc.record({ kind: fc.constantFrom('lost' as const, 'chosen' as const), path }),
      fc.record({ kind: fc.constant('entered' as const), connectorId: fc.constantFrom(null, 5) }),
      fc.constant({ kind: 'forget' as const }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        expect(v.is(ConnectorView, after(...events))).toBe(true);
      }),
    );
  });
});
