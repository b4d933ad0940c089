// Makes one request as the program does, in a process of its own whose environment a test chooses, and says how it ended.
import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { trustedCertificates } from '../../main/api/certificates.ts';
import { createCustomerApi } from '../../main/api/customer-api.ts';
import { createWebFetch, WebFetchError } from '../../main/api/web-fetch.ts';
import { openTickets } from './ticket-files.ts';
import { workbench } from './workbench.ts';

/** What the child is to do. */
export interface SendOrders {
  /** `order`: a ticket as a person orders it, from the draft in the file to what the list says of it. */
  readonly what: 'ticket' | 'pin' | 'sign-in' | 'order';
  readonly url: string;
  readonly token: string;
  /** Certificates that the system trusts; null: those that the program finds on this PC. */
  readonly ca: string[] | null;
  /** In the words of a proxy script. */
  readonly proxy: string;
  /** For an order: where the tickets are kept. */
  readonly folder?: string;
}

const orders = JSON.parse(await text(process.stdin)) as SendOrders;
const way = {
  resolveProxy: () => Promise.resolve(orders.proxy),
  ca: () => orders.ca ?? trustedCertificates(),
  userAgent: 'test',
  connectMs: 5_000,
  limits: { headersMs: 5_000, totalMs: 5_000, bodyBytes: 64 * 1024 },
};

/** The code of what went wrong; else what came of it. */
async function done(): Promise<string> {
  if (orders.what === 'sign-in') {
    try {
      const body = new URLSearchParams({ refresh_token: orders.token });
      const answer = await createWebFetch(way)(orders.url, { method: 'POST', body });
      return `answered ${answer.status}`;
    } catch (error) {
      return error instanceof WebFetchError ? error.failure.code : String(error);
    }
  }
  const api = createCustomerApi({
    baseUrl: orders.url,
    authorizer: { header: 'Authorization', scheme: 'Bearer' },
    pendingPattern: /pending ticket/i,
    ...way,
  });
  if (orders.what === 'pin') {
    const answer = await api.postJson('/sign-in', { pin: orders.token });
    return answer.ok ? `answered ${answer.value.status}` : answer.error.code;
  }
  if (orders.what === 'order') {
    const { store } = openTickets(orders.folder ?? '');
    const session = {
      token: () => Promise.resolve({ ok: true as const, value: { value: orders.token, account: 'pin:1' } }),
      renew: () => Promise.resolve({ ok: false as const, error: { code: 'auth.required' as const } }),
      refused: () => undefined,
    };
    const bench = workbench({ store, sender: api, session, newId: () => crypto.randomUUID() });
    const id = bench.write();
    await bench.send(id);
    // And once more when somebody presses "Send now".
    if (bench.stateOf(id).state === 'queued') await bench.send(id);
    const { state, wait } = bench.stateOf(id);
    bench.outbox.end();
    store.close();
    return wait === null ? state : `${state}: ${wait.code}`;
  }
  const connection = await api.connect();
  const outcome = connection.ok
    ? await connection.value.post(Buffer.from('{"vin":"WVGZZZ5NZEW069297"}'), orders.token)
    : connection.error;
  return 'code' in outcome ? outcome.code : outcome.kind;
}

writeSync(1, await done());
