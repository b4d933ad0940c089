import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { ConnectorService } from '../../main/connector/connector-service.ts';
import { ConnectorProfile } from '../../main/connector/profile.ts';
import { createSerialTransport } from '../../main/connector/serial-transport.ts';
import { PtyDevice } from '../support/pty-device.ts';

// Control units fill up their VIN, write it small, or have none. The whole line was refused then: the connector's id was
// lost, and the speed in the profile was blamed.
const id = 910101043;
const vin = 'WVGZZZ5NZEW069297';
/** As docs/connector.md shows it. */
const sample = '^JFL (?<connectorId>\\d+)(?: VIN (?<vin>[A-HJ-NPR-Z0-9]{17}))?(?: CAR (?<vehiclePath>.+))?$';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

/** What the mechanic is told of a connector that always answers this. */
function asked(answer: string, { expect: pattern = sample, retries = 2 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'workshop-defect-'));
  const path = join(folder, 'connector');
  const device = new PtyDevice(path, (_heard, say) => say(answer));
  device.plug();
  const service = new ConnectorService({
    transport: createSerialTransport({ extraPorts: [path], systemList: () => Promise.resolve([]) }),
    profiles: [
      v.parse(ConnectorProfile, {
        id: 'sample',
        match: { path: 'connector' },
        identify: { kind: 'query', send: 'ID?\r\n', expect: pattern, timeoutMs: 200, retries },
      }),
    ],
    chosen: { get: () => null, set: () => undefined },
    changed: () => undefined,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  service.start();
  undo.push(
    () => rmSync(folder, { recursive: true }),
    () => device.unplug(),
    () => service.suspend(),
  );
  return expect.poll(() => service.view(), { timeout: 10_000 });
}

describe('a VIN that can be read after all is offered', () => {
  it.each([
    ['zero bytes behind it', `${vin}\u0000\u0000\u0000`],
    ['zero bytes before it', `\u0000\u0000${vin}`],
    ['bytes of an erased memory around it', `\u00ff${vin}\u00ff\u00ff`],
    ['blanks around it', `   ${vin}     `],
    ['small letters', vin.toLowerCase()],
    ['small letters and padding', `\u0000 ${vin.toLowerCase()}\u00ff`],
  ])('%s', async (_what, told) => {
    await asked(`JFL ${id} VIN ${told}\r\n`).toMatchObject({
      state: 'ready',
      connectorId: id,
      vin,
    });
  });

  it('with the vehicle behind it', async () => {
    await asked(`JFL ${id} VIN ${vin}\u0000\u0000 CAR AUDI#100\r\n`).toMatchObject({
      state: 'ready',
      connectorId: id,
      vin,
      vehiclePath: 'AUDI#100',
    });
  });
});

describe('anything else is no usable VIN, and the id counts', () => {
  it.each([
    ['words', 'not programmed'],
    ['half of one', 'WVGZZZ5N'],
    ['a byte lost in the middle', 'WVGZZZ\u00005NZEW06929'],
    ['one too many', `${vin}9`],
    ['question marks', '?????????????????'],
    ['an erased memory that was read as text', 'ÿ'.repeat(3) + 'x' + 'ÿ'.repeat(13)],
  ])('%s', async (_what, told) => {
    await asked(`JFL ${id} VIN ${told}\r\n`).toMatchObject({
      state: 'ready',
      connectorId: id,
      vin: null,
      vinTold: expect.any(String) as string,
    });
  });

  it('in a profile that asks once', async () => {
    await asked(`JFL ${id} VIN not programmed\r\n`, { retries: 0 }).toMatchObject({
      state: 'ready',
      connectorId: id,
      vinTold: expect.any(String) as string,
    });
  });

  it('nothing but padding is no VIN', async () => {
    await asked(`JFL ${id} VIN \u0000\u0000\u0000\u00ff\r\n`).toMatchObject({
      state: 'ready',
      connectorId: id,
      vin: null,
      vinTold: '',
    });
  });

  it('in patterns of other shapes', async () => {
    for (const [pattern, answer] of [
      ['^(?<vin>[A-Z0-9]{17});(?<connectorId>\\d+)$', `no vin;${id}\n`],
      ['^#(?<connectorId>\\d+),(?<vin>(?:[A-HJ-NPR-Z]|[0-9]){17}),[()]$', `#${id},n/a,)\n`],
      ['^(?<connectorId>\\d+) \\((?<vin>[^()\\]]{17})\\)$', `${id} (none)\n`],
    ] as const)
      await asked(answer, { expect: pattern }).toMatchObject({ state: 'ready', connectorId: id, vin: null });
  });
});

it('what is broken in the id is still no answer', async () => {
  await asked('JFL 9101#1043 VIN not programmed\r\n').toMatchObject({
    state: 'not-answering',
    heard: 'garbage',
  });
});
