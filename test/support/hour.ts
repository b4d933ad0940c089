import { backUpTickets, openTickets, type OpenOptions } from './ticket-files.ts';
import { outcomes } from './tickets.ts';
import { workbench } from './workbench.ts';

const HOUR = 3_600_000;
const newId = () => crypto.randomUUID();

type Bench = ReturnType<typeof workbench>;

export interface Hour {
  /** How many requests left. */
  readonly posted: number;
  /** What the window says about the file; null: nothing. */
  readonly notice: string | null;
  /** Of all tickets, in the end. */
  readonly states: readonly string[];
}

/** The program is started on a folder, somebody does `work`, and it is ended after an hour in which the line is good. */
export async function hourOf(
  folder: string,
  options: OpenOptions & { readonly work?: (bench: Bench) => Promise<void> } = {},
): Promise<Hour> {
  const { store, notice } = openTickets(folder, options);
  const bench = workbench({ store, newId });
  bench.outbox.recover();
  bench.outbox.start();
  await bench.outbox.idle();
  await options.work?.(bench);
  await bench.pass(HOUR);
  const all = store.list({ limit: 50, filter: 'all', search: '' });
  bench.outbox.end();
  store.close();
  bench.clock.forget();
  return { posted: bench.posted.length, notice, states: all.ok ? all.value.map(({ state }) => state) : [] };
}

/** A ticket waits, since there is no connection, and a backup is made; the program is ended with it waiting. @returns its id. */
export async function leftWaiting(folder: string): Promise<string> {
  const { store } = openTickets(folder);
  const bench = workbench({ store, script: [outcomes.refused], newId });
  const id = bench.write();
  await bench.send(id);
  backUpTickets(store, folder, bench.clock.wall);
  bench.outbox.end();
  store.close();
  return id;
}
