import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

for (const how of ['broken', 'truncated', 'empty', 'slow'] as const) {
  fault(`11 201 with a body that is ${how}: created, not sent again`, async (bench) => {
    const program = bench.start();
    bench.sandbox.faults.next({ kind: 'answer', how });
    const id = program.write();
    await program.send(id);
    await program.pass(LONG);
    expect(program.stateOf(id)).toMatchObject({ state: 'created', created: { confirmedByPerson: false } });
    expect(bench.sandbox.record.posts).toHaveLength(1);
  });
}
