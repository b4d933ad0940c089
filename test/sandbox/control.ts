import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SandboxApi } from './api.ts';
import type { Fault, Faults, FaultStep } from './faults.ts';
import type { Identity } from './identity.ts';
import type { ServiceRecord } from './record.ts';
import type { Behaviour, VirtualConnector } from './virtual-connector.ts';

export interface Control {
  readonly url: string;
  close(): Promise<void>;
}

export interface Controlled {
  readonly api: SandboxApi;
  readonly record: ServiceRecord;
  readonly faults: Faults;
  readonly identity: Identity;
  readonly connector: VirtualConnector;
}

interface FaultRequest extends Omit<FaultStep, 'fault'> {
  readonly fault: Fault;
}

/** Lets other processes, and people with curl, work the sandbox: see README.md in this folder. */
export async function startControl({
  api,
  record,
  faults,
  identity,
  connector,
}: Controlled): Promise<Control> {
  const actions: Readonly<Record<string, (body: never) => unknown>> = {
    'GET /record': () =>
      record.requests.map(({ connection, ...request }) => ({
        ...request,
        bytes: connection.bytes.toString('latin1'),
      })),
    'GET /tickets': () => record.tickets,
    'POST /faults': ({ fault, ...request }: FaultRequest) => faults.next(fault, request),
    'POST /faults/release': () => faults.release(),
    'POST /api/stop': () => api.stop(),
    'POST /api/start': () => api.start(),
    'POST /pending/close': () => api.pending.clear(),
    'POST /tokens/revoke': () => identity.revokeAll(),
    'POST /tokens/issue': () => ({ token: identity.issue('pasted') }),
    'POST /connector/plug': ({ path }: { path?: string }) => connector.plug(path),
    'POST /connector/unplug': () => connector.unplug(),
    'POST /connector/behave': (change: {
      behaviour?: Behaviour;
      delayMs?: number;
      vin?: string | null;
      vehiclePath?: string | null;
    }) => Object.assign(connector, change),
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const action = actions[`${request.method ?? ''} ${request.url ?? ''}`];
      const reply = (status: number, body: unknown) =>
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(`${JSON.stringify(body, undefined, 2)}\n`);
      if (action === undefined) return reply(404, { actions: Object.keys(actions) });
      void (async () => {
        try {
          const text = Buffer.concat(chunks).toString('utf8');
          const result: unknown = await action(JSON.parse(text === '' ? '{}' : text) as never);
          reply(200, result === connector || result === undefined ? { done: true } : result);
        } catch (error) {
          reply(400, { error: String(error) });
        }
      })();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
