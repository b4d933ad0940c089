import { expect } from 'vitest';
import { fault, staysInDoubt } from './bench.ts';

fault('9 the service answers 500 before creating the ticket: in doubt either way', async (bench) => {
  await staysInDoubt(bench, { kind: 'status', status: 500 }, { code: 'doubt.server_error', status: 500 });
  expect(bench.sandbox.record.tickets).toHaveLength(0);
});
