import { expect } from 'vitest';
import { listenOn } from '../support/listen.ts';
import { nameAddresses } from '../support/names.ts';
import type { ServiceBench } from '../support/service-bench.ts';
import { fault, LONG } from './bench.ts';

/** For one attempt, everything in it. */
const LIMIT_MS = 1_500;

/** The office's proxy script, on a PC where the office's proxy takes connections and never says a word. */
async function behindSilentProxy(
  bench: ServiceBench,
  work: (
    start: () => ReturnType<ServiceBench['start']>,
    proxy: Awaited<ReturnType<typeof listenOn>>,
  ) => Promise<void>,
): Promise<void> {
  const proxy = await listenOn(() => undefined);
  const putBack = nameAddresses({ 'service.example': ['127.0.0.1'] });
  const start = () =>
    bench.start({
      apiOptions: {
        // To this very PC there is no proxy in between, so the service is called by a name that is somebody else's.
        baseUrl: `http://service.example:${new URL(bench.sandbox.api.url).port}`,
        resolveProxy: () => Promise.resolve(`PROXY 127.0.0.1:${proxy.port}; DIRECT`),
        connectMs: LIMIT_MS,
      },
    });
  try {
    await work(start, proxy);
  } finally {
    putBack();
    await proxy.close();
  }
}

fault('57 a proxy that is silent, and then DIRECT: sent directly within the limit, once', (bench) =>
  behindSilentProxy(bench, async (start, proxy) => {
    const program = start();
    const id = program.write({ reference: 'on the way' });
    const began = performance.now();
    await program.send(id);
    expect(performance.now() - began).toBeLessThan(LIMIT_MS + 500);
    expect(program.stateOf(id)).toMatchObject({ state: 'created', attempts: 1 });
    await program.pass(LONG);
    expect(bench.sandbox.record.posts).toHaveLength(1);
    // The proxy was asked for a way, and told nothing else: no token, and nothing of the order.
    expect(proxy.heard()).toMatch(/^CONNECT service\.example:\d+ HTTP\/1\.1\r\n/);
    expect(proxy.heard()).not.toMatch(/authorization|on the way/i);
  }),
);

fault('57 and while the direct way is closed too: queued, zero requests, sent once when it opens', (bench) =>
  behindSilentProxy(bench, async (start) => {
    await bench.sandbox.api.stop();
    const program = start();
    const id = program.write();
    await program.send(id);
    expect(program.stateOf(id)).toMatchObject({ state: 'queued' });
    expect(bench.sandbox.record.connections).toEqual([]);
    await bench.sandbox.api.start();
    program.outbox.wake();
    await program.outbox.idle();
    expect(program.stateOf(id).state).toBe('created');
    expect(bench.sandbox.record.posts).toHaveLength(1);
    program.outbox.pause();
  }),
);
