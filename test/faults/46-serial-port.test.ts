import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ConnectorService } from '../../main/connector/connector-service.ts';
import { ConnectorProfile } from '../../main/connector/profile.ts';
import type { ListProblem, OpenFailure } from '../../main/connector/transport.ts';
import { FakeTransport } from '../support/fake-transport.ts';
import { workbench } from '../support/workbench.ts';

const profile = v.parse(ConnectorProfile, {
  id: 'test',
  match: { path: '^/dev/connector' },
  identify: {
    kind: 'query',
    send: 'ID?\r\n',
    expect: '^JFL (?<connectorId>\\d+)$',
    timeoutMs: 20,
    retries: 0,
  },
});

function setUp() {
  const transport = new FakeTransport();
  const service = new ConnectorService({
    transport,
    profiles: [profile],
    chosen: { get: () => null, set: () => undefined },
    changed: () => undefined,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
  });
  const bench = workbench();
  const id = bench.write({ reference: 'a draft beside it' });
  return { transport, service, draft: () => bench.stateOf(id).form.reference };
}

for (const [refusal, state] of [
  ['no-permission', 'no-permission'],
  ['busy', 'busy'],
  ['gone', 'identifying'],
  ['stuck', 'refused'],
] as const satisfies readonly (readonly [OpenFailure, string])[]) {
  it(`46 the serial port is ${refusal}: a clear state, and drafts are unaffected`, async () => {
    const { transport, service, draft } = setUp();
    transport.plug({ path: '/dev/connector1' }).refuses = refusal;
    service.start();
    await expect.poll(() => service.view().state).toBe(state);
    expect(draft()).toBe('a draft beside it');
    await service.suspend();
  });
}

it('46 unplugged while open: said at once, and drafts are unaffected', async () => {
  const { transport, service, draft } = setUp();
  transport.plug({ path: '/dev/connector1' }, (_heard, say) => say('JFL 7\r\n'));
  service.start();
  await expect.poll(() => service.view().state).toBe('ready');
  transport.unplug('/dev/connector1');
  await expect.poll(() => service.view().state).toBe('unplugged');
  expect(draft()).toBe('a draft beside it');
  await service.suspend();
});

for (const problem of [
  'udevadm-missing',
  'list-timeout',
  'list-failed',
  'serial-missing',
] satisfies ListProblem[]) {
  it(`46 the list of ports says ${problem}: told, what is known is used, an id by hand is possible`, async () => {
    const { transport, service, draft } = setUp();
    transport.problem = problem;
    service.start();
    await expect.poll(() => service.view()).toMatchObject({ state: 'none', searchProblem: problem });
    service.enterByHand(910101043);
    expect(service.view()).toMatchObject({ state: 'manual', connectorId: 910101043 });
    expect(draft()).toBe('a draft beside it');
    await service.suspend();
  });
}
