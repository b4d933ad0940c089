import { expect } from 'vitest';
import { fault, staysInDoubt } from './bench.ts';

fault(
  '7 the ticket is created and then the connection is reset: in doubt, never sent again by itself',
  async (bench) => {
    await staysInDoubt(bench, { kind: 'reset', at: 'commit' }, { code: 'doubt.connection_lost' });
    expect(bench.sandbox.record.tickets).toHaveLength(1);
  },
);
