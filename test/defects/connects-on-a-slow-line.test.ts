import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createCustomerApi, type CustomerApiOptions } from '../../main/api/customer-api.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { nameAddresses } from '../support/names.ts';
import { workbench } from '../support/workbench.ts';

// Node gives each of several addresses a quarter of a second. Over a satellite, or with one lost packet, a connection
// takes longer than that: the good address was given up, the other one led nowhere, and no ticket ever went out.
const waitsBecause = (view: TicketView) => view.wait?.code ?? null;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

/** A service whose queue is full until the first packet of the program's connection got lost: it comes after 1 s. */
async function slowService(addresses: readonly string[]) {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, '..', 'support', 'busy-service-child.ts'),
  ]);
  closers.push(() => child.kill('SIGKILL'));
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(printed.toString());
  child.kill('SIGSTOP');
  for (let filled = 0; filled < 2; filled += 1) {
    const filler = net.connect(port, '127.0.0.1');
    closers.push(() => filler.destroy());
    filler.on('error', () => undefined);
    await once(filler, 'connect');
  }
  closers.push(nameAddresses({ 'service.example': addresses }, () => child.kill('SIGCONT')));
  return { port };
}

async function sendTo(options: Pick<CustomerApiOptions, 'baseUrl' | 'resolveProxy'>): Promise<TicketView> {
  const bench = workbench({
    sender: createCustomerApi({
      authorizer: { header: 'Authorization', scheme: 'Bearer' },
      pendingPattern: /pending ticket/i,
      ca: () => [],
      userAgent: 'test',
      ...options,
    }),
  });
  const id = bench.write();
  await bench.send(id);
  return bench.stateOf(id);
}

it.each([
  ['the other address leads nowhere', ['127.0.0.1', '2001:db8::1']],
  ['nobody listens at the other address', ['127.0.0.1', '127.0.0.2']],
  ['there is no other address', ['127.0.0.1']],
])('a ticket goes out on a line that takes a second to connect, where %s', async (_name, addresses) => {
  const { port } = await slowService(addresses);
  const view = await sendTo({
    baseUrl: `http://service.example:${port}`,
    resolveProxy: () => Promise.resolve('DIRECT'),
  });
  expect({ state: view.state, waitsBecause: waitsBecause(view) }).toEqual({
    state: 'created',
    waitsBecause: null,
  });
});

it('and through a proxy that takes a second to connect to, and has another address that leads nowhere', async () => {
  const { port } = await slowService(['127.0.0.1', '2001:db8::1']);
  const view = await sendTo({
    baseUrl: 'http://tickets.example',
    resolveProxy: () => Promise.resolve(`PROXY service.example:${port}`),
  });
  expect({ state: view.state, waitsBecause: waitsBecause(view) }).toEqual({
    state: 'created',
    waitsBecause: null,
  });
});
