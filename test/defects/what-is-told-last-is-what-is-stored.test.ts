import { describe, expect, it } from 'vitest';
import type { TokenSource } from '../../main/tickets/token-source.ts';
import type { ListedTicket } from '../../main/tickets/ticket-lookup.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { TicketList } from '../../renderer/state/ticket-list.svelte.ts';
import { bridgeDouble } from '../support/bridge-double.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench, type WorkbenchOptions } from '../support/workbench.ts';

// While the program waited for a token or for the service's list, it held a copy of the ticket, and told the window
// about that copy when the wait was over. A ticket that was thrown away meanwhile came back into the list as waiting.

/** Something that is asked for, and answers when the test lets it. */
function gate<T>() {
  let open: (answer: T) => void = () => undefined;
  let ask: () => void = () => undefined;
  const answer = new Promise<T>((resolve) => (open = resolve));
  const asked = new Promise<void>((resolve) => (ask = resolve));
  const wait = () => {
    ask();
    return answer;
  };
  return { asked, open: (value: T) => open(value), wait };
}

type Token = Awaited<ReturnType<TokenSource['token']>>;
const token: Token = ok({ value: 'secret', account: 'pin:1' });
const session = (changes: Partial<TokenSource>): TokenSource => ({
  token: () => Promise.resolve(token),
  renew: () => Promise.resolve(ok(undefined)),
  refused: () => undefined,
  ...changes,
});
const noNetwork = err(appError('net.refused'));

/** The program, and what its window shows: the list that everything told was put into. */
function start(options: WorkbenchOptions) {
  const bench = workbench(options);
  const { bridge } = bridgeDouble({});
  return {
    ...bench,
    /** The window's list, after all that it was told. */
    listOnScreen: () => {
      const list = new TicketList(bridge, []);
      for (const ticket of bench.changes) list.apply(bench.views.viewOf(ticket));
      return list.tickets.map(({ id, state }) => ({ id, state }));
    },
    lastTold: (id: string) => {
      const told = bench.changes.filter((ticket) => ticket.id === id).at(-1);
      return { state: told?.state, revision: told?.revision };
    },
    stored: (id: string) => {
      const { state, revision } = bench.stateOf(id);
      return { state, revision };
    },
  };
}
type Bench = ReturnType<typeof start>;

/** A ticket that waits, and the program waiting for something about it. */
type Scene = () => Promise<{ bench: Bench; id: string; goOn: () => void }>;

const scenes: [string, Scene][] = [
  [
    'the token is asked for',
    async () => {
      const asking = gate<Token>();
      const bench = start({ session: session({ token: asking.wait }) });
      const id = bench.write();
      await bench.tickets.send(id);
      await asking.asked;
      return { bench, id, goOn: () => asking.open(noNetwork) };
    },
  ],
  [
    'the sign-in is renewed after a 401',
    async () => {
      const renewing = gate<Result<void, AppError>>();
      const bench = start({
        script: [outcomes.unauthorized],
        session: session({ renew: renewing.wait }),
      });
      const id = bench.write();
      await bench.tickets.send(id);
      await renewing.asked;
      return { bench, id, goOn: () => renewing.open(noNetwork) };
    },
  ],
];

describe.each(scenes)('while %s', (_name, scene) => {
  it('a ticket that is thrown away stays away', async () => {
    const { bench, id, goOn } = await scene();
    bench.view(bench.tickets.discard(id));
    goOn();
    await bench.outbox.idle();
    expect(bench.listOnScreen()).toEqual([]);
    expect(bench.lastTold(id)).toEqual(bench.stored(id));
  });

  it('a ticket that is made a draft again is told as one', async () => {
    const { bench, id, goOn } = await scene();
    bench.view(bench.tickets.edit(id));
    goOn();
    await bench.outbox.idle();
    expect(bench.lastTold(id)).toEqual(bench.stored(id));
    expect(bench.listOnScreen()).toEqual([{ id, state: 'draft' }]);
  });
});

describe('while the list of the service is read for a ticket in doubt', () => {
  async function lookingUp() {
    const looking = gate<Result<readonly ListedTicket[], AppError>>();
    let looks = 0;
    const bench = start({
      script: [outcomes.lost],
      // Read once before the attempt, and then for the ticket in doubt.
      lookup: { listed: () => ((looks += 1) === 1 ? Promise.resolve(ok([])) : looking.wait()) },
    });
    const id = bench.write();
    await bench.send(id);
    const passing = bench.pass(60_000);
    await looking.asked;
    return {
      bench,
      id,
      goOn: async () => {
        looking.open(ok([]));
        await passing;
      },
    };
  }

  it('one that is thrown away stays away', async () => {
    const { bench, id, goOn } = await lookingUp();
    bench.view(bench.tickets.discard(id));
    await goOn();
    expect(bench.listOnScreen()).toEqual([]);
    expect(bench.lastTold(id)).toEqual(bench.stored(id));
  });

  it('one that a person says is there is told as sent', async () => {
    const { bench, id, goOn } = await lookingUp();
    bench.view(bench.tickets.itIsThere(id, '12'));
    await goOn();
    expect(bench.lastTold(id)).toEqual(bench.stored(id));
    expect(bench.listOnScreen()).toEqual([{ id, state: 'created' }]);
  });
});
