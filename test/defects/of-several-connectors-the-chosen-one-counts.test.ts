import { describe, expect, it } from 'vitest';
import {
  initialState,
  reduce,
  viewOf,
  type ConnectorEvent,
  type DeviceStatus,
} from '../../main/connector/connector-machine.ts';
import type { PortInfo } from '../../main/connector/profile.ts';

// Of two connectors with the serial number that their chip has from the box, the first was shown whichever was chosen; one
// connector with two ports could be stuck on the silent one; and a choice could never be changed again.
const box = { vendorId: '10c4', productId: 'ea60', serialNumber: '0001' };
const at = (path: string, said: Partial<PortInfo> = {}): PortInfo => ({ path, ...said });
const listed = (...ports: PortInfo[]): ConnectorEvent => ({ kind: 'listed', ports, problem: null });
const found = (path: string, status: DeviceStatus): ConnectorEvent => ({ kind: 'found', path, status });
const ready = (path: string, connectorId: number) =>
  found(path, { state: 'ready', reading: { connectorId, vin: null, vehiclePath: null } });
const silent = (path: string) => found(path, { state: 'not-answering', heard: 'nothing' });
const chosen = (path: string): ConnectorEvent => ({ kind: 'chosen', path });
const stateAfter = (remembered: string | null, events: readonly ConnectorEvent[]) =>
  events.reduce(reduce, initialState(remembered));
const after = (...events: ConnectorEvent[]) => viewOf(stateAfter(null, events));
const again = (remembered: string | null, ...events: ConnectorEvent[]) =>
  viewOf(stateAfter(remembered, events));

describe('two that say the same of themselves', () => {
  const two = [listed(at('COM3', box), at('COM4', box)), ready('COM3', 111111111), ready('COM4', 222222222)];

  it.each([
    ['COM3', 111111111],
    ['COM4', 222222222],
  ])('the one at %s counts when it is chosen, and at the next start too', (path, connectorId) => {
    const state = stateAfter(null, [...two, chosen(path)]);
    expect(viewOf(state)).toMatchObject({ state: 'ready', connectorId, port: { path } });
    expect(again(state.chosen, ...two)).toMatchObject({ state: 'ready', connectorId, port: { path } });
  });

  it('a choice from when there was only one of them is none: it is asked', () => {
    const before = stateAfter(null, [
      listed(at('COM3', box), at('COM9', { serialNumber: 'X' })),
      ready('COM3', 111111111),
      ready('COM9', 999999999),
      chosen('COM3'),
    ]);
    expect(again(before.chosen, ...two).state).toBe('several');
  });

  it('a choice among them is none where both are at other ports: it is asked', () => {
    const { chosen: remembered } = stateAfter(null, [...two, chosen('COM4')]);
    const moved = [
      listed(at('COM7', box), at('COM8', box)),
      ready('COM7', 111111111),
      ready('COM8', 222222222),
    ];
    expect(again(remembered, ...moved).state).toBe('several');
  });
});

describe('one connector with two ports', () => {
  const both = listed(at('COM3', box), at('COM4', box));

  it('is one, when both tell its id', () => {
    expect(after(both, ready('COM3', 7), ready('COM4', 7))).toMatchObject({
      state: 'ready',
      connectorId: 7,
      candidates: [],
    });
  });

  it('is one of two, beside another connector', () => {
    const view = after(
      listed(at('COM3', box), at('COM4', box), at('COM9', { serialNumber: 'X' })),
      ready('COM3', 7),
      ready('COM4', 7),
      ready('COM9', 9),
    );
    expect(view).toMatchObject({ state: 'several', candidates: [{ connectorId: 7 }, { connectorId: 9 }] });
  });

  it('can be used by the port that answers, though the other one is silent', () => {
    const state = stateAfter(null, [both, silent('COM3'), ready('COM4', 7), chosen('COM4')]);
    expect(viewOf(state)).toMatchObject({ state: 'ready', connectorId: 7, port: { path: 'COM4' } });
    expect(again(state.chosen, both, silent('COM3'), ready('COM4', 7))).toMatchObject({
      state: 'ready',
      connectorId: 7,
    });
  });

  it('on which the silent port was chosen still shows what else there is', () => {
    expect(after(both, silent('COM3'), ready('COM4', 7), chosen('COM3'))).toMatchObject({
      state: 'not-answering',
      port: { path: 'COM3' },
      candidates: [
        { port: { path: 'COM3' }, state: 'not-answering' },
        { port: { path: 'COM4' }, state: 'ready', connectorId: 7 },
      ],
    });
  });
});

describe('a choice', () => {
  const two = [
    listed(at('COM3', { serialNumber: 'A' }), at('COM4', { serialNumber: 'B' })),
    ready('COM3', 7),
    ready('COM4', 8),
  ];

  it('can be changed at any time: what there is to choose from is told with the one that counts', () => {
    expect(after(...two, chosen('COM3'))).toMatchObject({
      state: 'ready',
      connectorId: 7,
      candidates: [{ connectorId: 7 }, { connectorId: 8 }],
    });
    expect(after(...two, chosen('COM3'), chosen('COM4'))).toMatchObject({ state: 'ready', connectorId: 8 });
  });

  it('offers nothing while there is only one', () => {
    expect(after(listed(at('COM3')), ready('COM3', 7))).toMatchObject({ state: 'ready', candidates: [] });
  });

  it('is told with an id that was entered by hand, too', () => {
    expect(after(...two, { kind: 'entered', connectorId: 5 })).toMatchObject({
      state: 'manual',
      candidates: [{ connectorId: 7 }, { connectorId: 8 }],
    });
  });
});
