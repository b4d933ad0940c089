import { expect } from 'vitest';
import { fault, staysInDoubt } from './bench.ts';

fault(
  '6 the connection is reset after the body, before the ticket exists: in doubt, never sent again by itself',
  async (bench) => {
    await staysInDoubt(bench, { kind: 'reset', at: 'body' }, { code: 'doubt.connection_lost' });
    expect(bench.sandbox.record.tickets).toHaveLength(0);
  },
);
