import { expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { ConnectorService } from '../../main/connector/connector-service.ts';
import { Diagnosis } from '../../main/connector/diagnosis.ts';
import { ConnectorProfile } from '../../main/connector/profile.ts';
import { createSerialTransport } from '../../main/connector/serial-transport.ts';

// Windows refuses to open a port with a bare number. It was told as a connector that does not answer: ignition and plug
// were blamed for a driver or a cable.
const refusal = vi.hoisted(() => ({ message: '' }));
vi.mock('serialport', () => ({
  SerialPort: class {
    on(): void {}
    open(done: (error: Error) => void): void {
      done(new Error(refusal.message));
    }
  },
}));

it.each([31, 121, 1, 5, 433, 1117])(
  'the number %i is shown, and the car has nothing to do with it',
  async (number) => {
    refusal.message = `Opening COM5: Unknown error code ${number}`;
    const port = { path: 'COM5', vendorId: '1a86' };
    const transport = createSerialTransport({
      extraPorts: [],
      systemList: () => Promise.resolve([port]),
      platform: 'win32',
    });
    const profile = v.parse(ConnectorProfile, {
      id: 'own',
      match: { vendorId: '1a86' },
      identify: { kind: 'query', send: 'ID?\r\n', expect: '^JFL (?<connectorId>\\d+)$' },
    });
    const service = new ConnectorService({
      transport,
      profiles: [profile],
      chosen: { get: () => null, set: () => undefined },
      changed: () => undefined,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    service.start();
    await expect.poll(() => service.view()).toMatchObject({ state: 'refused', number });
    const notTold = () => Promise.resolve(null);
    const diagnosis = new Diagnosis({
      facts: { usb: notTold, helpers: notTold, access: notTold, holders: notTold },
      platform: 'win32',
      profiles: [profile],
      connector: () => service.cable(),
      listPorts: () => transport.list(),
      monotonic: () => performance.now(),
    });
    const findings = await diagnosis.run();
    expect(findings?.[0]).toMatchObject({ code: 'refused', state: 'problem', names: [String(number)] });
    expect(findings?.map(({ code }) => code)).not.toContain('car');
    await service.suspend();
  },
);
