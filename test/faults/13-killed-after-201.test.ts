import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '13 killed after the service created it, before that was recorded: in doubt, one ticket in the end',
  async (bench) => {
    bench.sandbox.faults.next({ kind: 'hold', at: 'commit' });
    const program = bench.start();
    const id = program.write();
    await program.tickets.send(id);
    await bench.sandbox.record.until(({ ticket }) => ticket !== null);
    program.kill();
    bench.sandbox.faults.release();
    const again = bench.start();
    await again.pass(LONG);
    expect(again.stateOf(id).state).toBe('unconfirmed');
    again.view(again.tickets.itIsThere(id, '3'));
    await again.pass(LONG);
    expect(again.stateOf(id)).toMatchObject({ state: 'created', created: { id: '3' } });
    expect(bench.sandbox.record.tickets).toHaveLength(1);
  },
);

fault('13 and with the look-up it finds itself created', async (bench) => {
  const lookup = bench.api();
  bench.sandbox.faults.next({ kind: 'hold', at: 'commit' });
  const program = bench.start({ lookup });
  const id = program.write();
  await program.tickets.send(id);
  await bench.sandbox.record.until(({ ticket }) => ticket !== null);
  program.kill();
  bench.sandbox.faults.release();
  const again = bench.start({ lookup });
  await again.pass(LONG);
  expect(again.stateOf(id)).toMatchObject({
    state: 'created',
    created: { id: '3', confirmedByPerson: false },
  });
  expect(bench.sandbox.record.posts).toHaveLength(1);
});
