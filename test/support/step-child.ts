// A start of the program's file, in a process of its own that is killed before one of its steps.
import { dyingAt } from './interrupted.ts';
import { backUpTickets, openTickets } from './ticket-files.ts';

/** What the child is to do. */
export interface StepOrders {
  readonly folder: string;
  /** Killed before this one of its steps; from 1. */
  readonly step: number;
  /** `open`: opens the file, and restores it where it must. `backUp`: opens it, and is killed in the backup alone. */
  readonly what: 'open' | 'backUp';
  /** Milliseconds since the epoch: what the PC's clock says. */
  readonly now: number;
}

const { folder, step, what, now } = JSON.parse(process.argv[2] ?? '') as StepOrders;
if (what === 'open') dyingAt(folder, step, () => void openTickets(folder, { now }));
else {
  const { store } = openTickets(folder, { now });
  dyingAt(folder, step, () => void backUpTickets(store, folder, now));
}
// The end of the process is an end without a goodbye as well: nothing is closed.
process.exit(0);
