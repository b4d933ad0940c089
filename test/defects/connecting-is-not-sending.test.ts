import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CustomerApiOptions } from '../../main/api/customer-api.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { listenOn } from '../support/listen.ts';
import { nameAddresses } from '../support/names.ts';
import { serviceBench, type Program, type ServiceBench } from '../support/service-bench.ts';

// "Sending" was written down before a connection was even sought. On a network that swallows packets each attempt is
// ten seconds of that, and a program that was ended in them left a ticket of which no byte had left as "may have been
// sent": somebody had to phone about it.
const LONG = 30 * 60_000;
const waitsBecause = (view: TicketView) => view.wait?.code ?? null;

let bench: ServiceBench;
let closers: (() => unknown)[];
beforeEach(async () => {
  bench = await serviceBench();
  closers = [nameAddresses({ 'service.example': ['127.0.0.1'] }), () => bench.close()];
});
afterEach(async () => {
  for (const close of closers.reverse()) await close();
});

/** Ways of never coming to a connection, and how to know that the program has begun. */
type Nowhere = () => Promise<{ options: Partial<CustomerApiOptions>; begun: () => Promise<unknown> }>;

const mute = async () => {
  let came: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    came = resolve;
  });
  const server = await listenOn(() => came());
  closers.push(() => server.close());
  return { port: server.port, begun: () => begun };
};

const nowhere: [string, Nowhere][] = [
  [
    'the service takes the connection and says nothing of TLS',
    async () => {
      const { port, begun } = await mute();
      return { options: { baseUrl: `https://localhost:${port}` }, begun };
    },
  ],
  [
    'the proxy takes the connection and makes no tunnel',
    async () => {
      const { port, begun } = await mute();
      const resolveProxy = () => Promise.resolve(`PROXY 127.0.0.1:${port}`);
      return { options: { baseUrl: 'http://service.example', resolveProxy }, begun };
    },
  ],
  [
    'the SOCKS proxy takes the connection and is silent',
    async () => {
      const { port, begun } = await mute();
      const resolveProxy = () => Promise.resolve(`SOCKS5 127.0.0.1:${port}`);
      return { options: { baseUrl: 'http://service.example', resolveProxy }, begun };
    },
  ],
  [
    'it is still asked which proxy leads there',
    () => {
      let asked: () => void = () => undefined;
      const begun = new Promise<void>((resolve) => {
        asked = resolve;
      });
      const resolveProxy = () => {
        asked();
        return new Promise<string>(() => undefined);
      };
      return Promise.resolve({
        options: { baseUrl: 'http://service.example', resolveProxy },
        begun: () => begun,
      });
    },
  ],
];

async function connecting(way: Nowhere): Promise<{ program: Program; id: string }> {
  const { options, begun } = await way();
  const program = bench.start({ apiOptions: { connectMs: 20_000, ...options } });
  const id = program.write();
  await program.tickets.send(id);
  await begun();
  return { program, id };
}

describe.each(nowhere)('while no connection stands because %s', (_name, way) => {
  it('a ticket waits, and can be edited and thrown away', async () => {
    const { program, id } = await connecting(way);
    expect(program.stateOf(id).state).toBe('queued');
    expect(program.view(program.tickets.edit(id)).state).toBe('draft');
    program.kill();
  });

  it('a kill leaves it waiting, and it goes out once at the next start', async () => {
    const { program, id } = await connecting(way);
    program.kill();
    const again = bench.start();
    await again.pass(LONG);
    expect(again.stateOf(id).state).toBe('created');
    expect(bench.sandbox.record.posts).toHaveLength(1);
  });

  it('an end that waits for nothing more leaves it waiting, without doubt', async () => {
    const { program, id } = await connecting(way);
    // As quitting does, whose patience is shorter than a connection's.
    program.outbox.pause();
    program.kill();
    const again = bench.start({ apiOptions: { baseUrl: 'http://127.0.0.1:1' } });
    await again.outbox.idle();
    const view = again.stateOf(id);
    expect({ state: view.state, waitsBecause: waitsBecause(view) }).toEqual({
      state: 'queued',
      waitsBecause: 'net.refused',
    });
    again.outbox.pause();
  });
});

// The other half of the rule: once a connection stands, it is on disk before the first byte leaves.
it('a ticket is written down as being sent before its first byte leaves', async () => {
  const program = bench.start();
  const onDisk: string[] = [];
  const id = program.write();
  bench.sandbox.faults.next({
    kind: 'tell',
    at: 'first-byte',
    tell: () => onDisk.push(program.stateOf(id).state),
  });
  await program.send(id);
  await vi.waitFor(() => expect(onDisk).toEqual(['sending']));
});
