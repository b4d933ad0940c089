import { expect } from 'vitest';
import { fault, staysInDoubt } from './bench.ts';

fault(
  '5 the connection is reset right after it stood: in doubt, never sent again by itself',
  async (bench) => {
    await staysInDoubt(bench, { kind: 'reset', at: 'first-byte' }, { code: 'doubt.connection_lost' });
    expect(bench.sandbox.record.tickets).toHaveLength(0);
  },
);
