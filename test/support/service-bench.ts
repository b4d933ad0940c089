import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCustomerApi, type CustomerApi, type CustomerApiOptions } from '../../main/api/customer-api.ts';
import type { TicketStore } from '../../main/tickets/ticket-store.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { openTickets } from './ticket-files.ts';
import { workbench, type WorkbenchOptions } from './workbench.ts';

/** The program without its window, over a real database file and a real connection to the sandbox's service. */
export interface ServiceBench {
  readonly sandbox: Sandbox;
  readonly file: string;
  readonly folder: string;
  readonly api: (options?: Partial<CustomerApiOptions>) => CustomerApi;
  /** Starts the program (again) on the file: opens, recovers, and takes up its work. */
  start(options?: WorkbenchOptions & { readonly apiOptions?: Partial<CustomerApiOptions> }): Program;
  close(): Promise<void>;
}

export interface Program extends ReturnType<typeof workbench> {
  readonly store: TicketStore;
  /** The process ends without a goodbye. */
  kill(): void;
}

export async function serviceBench(): Promise<ServiceBench> {
  const sandbox = await startSandbox({ plugged: false });
  const outer = mkdtempSync(join(tmpdir(), 'workshop-bench-'));
  const folder = join(outer, 'data');
  mkdirSync(folder);
  const file = join(folder, 'tickets.db');
  const running = new Set<TicketStore>();
  const token = sandbox.identity.issue('pin:1', 24 * 3_600_000);
  const api = (options: Partial<CustomerApiOptions> = {}) =>
    createCustomerApi({
      baseUrl: sandbox.api.url,
      authorizer: { header: 'Authorization', scheme: 'Bearer' },
      pendingPattern: /pending ticket/i,
      resolveProxy: () => Promise.resolve('DIRECT'),
      ca: () => [],
      userAgent: 'test',
      limits: { headersMs: 400, totalMs: 800, bodyBytes: 64 * 1024 },
      readLimits: { headersMs: 400, totalMs: 800, bodyBytes: 64 * 1024 },
      connectMs: 400,
      ...options,
    });
  return {
    sandbox,
    file,
    folder,
    api,
    start(options = {}) {
      const store = options.store ?? openTickets(folder).store;
      running.add(store);
      const bench = workbench({
        sender: api(options.apiOptions),
        session: {
          token: () => Promise.resolve({ ok: true, value: { value: token, account: 'pin:1' } }),
          renew: () => Promise.resolve({ ok: false, error: { code: 'auth.required' } }),
          refused: () => undefined,
        },
        newId: () => crypto.randomUUID(),
        ...options,
        store,
      });
      bench.outbox.recover();
      bench.outbox.wake();
      return {
        ...bench,
        store,
        kill() {
          bench.outbox.end();
          bench.clock.forget();
          running.delete(store);
          store.close();
        },
      };
    },
    async close() {
      for (const store of running) store.close();
      await sandbox.close();
      rmSync(outer, { recursive: true, force: true });
    },
  };
}
