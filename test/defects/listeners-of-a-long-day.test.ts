import * as v from 'valibot';
import { expect, it, vi } from 'vitest';
import { ConnectorService } from '../../main/connector/connector-service.ts';
import { ConnectorProfile } from '../../main/connector/profile.ts';
import { FakeTransport } from '../support/fake-transport.ts';

// Each heartbeat left a listener on the port's signal: after a minute Node warned, after a month it was a leak.
it('asks a connector for days without leaving a listener behind each time', async () => {
  const added = vi.spyOn(EventTarget.prototype, 'addEventListener');
  const removed = vi.spyOn(EventTarget.prototype, 'removeEventListener');
  const transport = new FakeTransport();
  let asked = 0;
  transport.plug({ path: '/dev/connector1' }, (_heard, say) => {
    asked += 1;
    say('JFL 7\r\n');
  });
  const service = new ConnectorService({
    transport,
    profiles: [
      v.parse(ConnectorProfile, {
        id: 'test',
        match: { path: '^/dev/connector' },
        identify: { kind: 'query', send: 'ID?\r\n', expect: '^JFL (?<connectorId>\\d+)$', timeoutMs: 50 },
      }),
    ],
    chosen: { get: () => null, set: () => undefined },
    changed: () => undefined,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 1_000)),
  });
  service.start();
  await expect.poll(() => asked).toBeGreaterThan(30);
  expect(added.mock.calls.length - removed.mock.calls.length).toBeLessThan(10);
  await service.suspend();
  vi.restoreAllMocks();
});
