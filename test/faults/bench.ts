import { expect, it } from 'vitest';
import type { TicketAnswer } from '../../preload/contract/ticket.ts';
import type { Fault } from '../sandbox/faults.ts';
import { serviceBench, type ServiceBench } from '../support/service-bench.ts';

/**
 * One row of the table of faults (docs/offline.md), against a real database file and a real service. What really
 * happened at the service is the truth it is measured by.
 *
 * @param timeoutMs where a process has to be started dozens of times.
 */
export function fault(
  row: string,
  work: (bench: ServiceBench) => void | Promise<void>,
  timeoutMs?: number,
): void {
  it(row, timeoutMs === undefined ? {} : { timeout: timeoutMs }, async () => {
    const bench = await serviceBench();
    try {
      await work(bench);
    } finally {
      await bench.close();
    }
  });
}

/** More than any wait of the program. */
export const LONG = 30 * 60_000;

/**
 * What must come of a request whose end nobody knows: in doubt, through wake-ups, hours and a restart, with one
 * connection ever made for it.
 */
export async function staysInDoubt(
  bench: ServiceBench,
  what: Fault,
  answer: Partial<TicketAnswer>,
): Promise<void> {
  const { sandbox } = bench;
  const program = bench.start();
  sandbox.faults.next(what);
  const id = program.write();
  await program.send(id);
  expect(program.stateOf(id)).toMatchObject({ state: 'unconfirmed', answer });
  program.outbox.wake();
  await program.pass(LONG);
  program.kill();
  const again = bench.start();
  await again.pass(LONG);
  expect(again.stateOf(id)).toMatchObject({ state: 'unconfirmed', answer });
  expect(sandbox.record.connections).toHaveLength(1);
}
