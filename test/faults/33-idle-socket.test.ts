import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '33 the service closes idle connections: each ticket has a connection of its own, and one request',
  async (bench) => {
    const program = bench.start();
    for (const connector of ['1', '2', '3']) await program.send(program.write({ connector_id: connector }));
    await program.pass(LONG);
    expect(bench.sandbox.record.connections).toHaveLength(3);
    for (const { bytes } of bench.sandbox.record.connections) {
      const text = bytes.toString('latin1');
      expect(text.match(/^POST /gm)).toHaveLength(1);
      expect(text).toMatch(/\r\nconnection: close\r\n/i);
    }
  },
);
