// One POST in a process of its own, which can be stopped in the middle of it (SIGSTOP) as sleep stops a PC. Says on
// standard output how it ended.
import { createCustomerApi } from '../../main/api/customer-api.ts';

const { baseUrl, limits } = JSON.parse(process.argv[2] ?? '') as {
  baseUrl: string;
  limits: { headersMs: number; totalMs: number; bodyBytes: number };
};
const api = createCustomerApi({
  baseUrl,
  authorizer: { header: 'Authorization', scheme: 'Bearer' },
  pendingPattern: /pending ticket/i,
  resolveProxy: () => Promise.resolve('DIRECT'),
  ca: () => [],
  userAgent: 'test',
  limits,
});
const connection = await api.connect();
const outcome = connection.ok
  ? await connection.value.post(Buffer.from('{"vin":"WVGZZZ5NZEW069297"}'), 'secret')
  : connection.error;
process.stdout.write(`${JSON.stringify(outcome)}\n`);
