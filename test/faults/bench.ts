import { it } from 'vitest';
import { serviceBench, type ServiceBench } from '../support/service-bench.ts';

/**
 * One row of the table of faults (docs/offline.md), against a real database file and a real service. What really
 * happened at the service is the truth it is measured by.
 */
export function fault(row: string, work: (bench: ServiceBench) => void | Promise<void>): void {
  it(row, async () => {
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
