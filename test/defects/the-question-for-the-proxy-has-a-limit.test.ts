import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Reachability } from '../../main/api/reachability.ts';
import type { ServiceView } from '../../preload/contract/session.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { nameAddresses } from '../support/names.ts';
import { serviceBench, type Program, type ServiceBench } from '../support/service-bench.ts';

// Which proxy leads to the service is asked before anything else, and that question had no limit and no failure: a
// ticket whose question hung was "Sending" until the program ended, and one whose question failed was called "may have
// been sent" although no connection had ever been sought.
const waitsBecause = (view: TicketView) => view.wait?.code ?? null;
const isNetwork = /^net\./;
/** How long to wait for what takes a quarter of a second on a machine with nothing else to do. */
const PATIENCE_MS = 3_000;

let bench: ServiceBench;
let putBack: () => void;
beforeEach(async () => {
  bench = await serviceBench();
  putBack = nameAddresses({ 'service.example': ['127.0.0.1'] });
});
afterEach(async () => {
  vi.useRealTimers();
  putBack();
  await bench.close();
});

/** The program on a PC whose proxy settings answer so, in order; after them the way is direct. */
function programAsking(...answers: (() => Promise<string>)[]) {
  const asked = { times: 0 };
  const options = {
    baseUrl: `http://service.example:${new URL(bench.sandbox.api.url).port}`,
    connectMs: 250,
    resolveProxy: () => {
      asked.times += 1;
      return answers.shift()?.() ?? Promise.resolve('DIRECT');
    },
  };
  return { asked, options, start: (): Program => bench.start({ apiOptions: options }) };
}

const never = () => new Promise<string>(() => undefined);
const failing = () => Promise.reject(new Error('ERR_FAILED'));
const broken = (): Promise<string> => {
  throw new Error('the session is gone');
};

/** Known to wait because of the network, which is not so before the question was given up. */
const waits = (program: Program, id: string) =>
  vi.waitFor(() => {
    const view = program.stateOf(id);
    expect(view.state).toBe('queued');
    expect(waitsBecause(view)).toMatch(isNetwork);
  }, PATIENCE_MS);

describe('a ticket waits for the network when the question for the proxy', () => {
  it.each([
    ['is never answered', never],
    ['fails', failing],
    ['cannot even be asked', broken],
  ])('%s, and goes out once when it is answered', async (_name, answer) => {
    const program = programAsking(answer).start();
    const id = program.write();
    await program.tickets.send(id);
    await waits(program, id);
    expect(bench.sandbox.record.connections).toEqual([]);
    await program.outbox.idle();
    await program.pass(600_000);
    expect(program.stateOf(id).state).toBe('created');
    expect(bench.sandbox.record.posts).toHaveLength(1);
  });

  it('is never answered, and can be edited and thrown away meanwhile', async () => {
    const program = programAsking(never, never).start();
    const [edited, discarded] = [program.write(), program.write({ connector_id: '8' })];
    await program.tickets.send(edited);
    await program.tickets.send(discarded);
    await waits(program, edited);
    await waits(program, discarded);
    expect(program.view(program.tickets.edit(edited)).state).toBe('draft');
    expect(program.view(program.tickets.discard(discarded)).state).toBe('discarded');
    program.outbox.pause();
  });

  it('is answered too late, and that answer sends nothing any more', async () => {
    let answer: (routes: string) => void = () => undefined;
    const late = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const program = programAsking(() => late).start();
    const id = program.write();
    await program.tickets.send(id);
    await waits(program, id);
    answer('DIRECT');
    await program.outbox.idle();
    expect(bench.sandbox.record.posts).toEqual([]);
    expect(program.stateOf(id).state).toBe('queued');
    program.outbox.pause();
  });
});

describe('the light for the service goes out, and is looked after again, when that question', () => {
  it.each([
    ['is never answered', never],
    ['fails', failing],
    ['cannot even be asked', broken],
  ])('%s', async (_name, answer) => {
    // The timers of the look alone: sockets have their own.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { options } = programAsking(answer);
    const told: ServiceView['state'][] = [];
    const api = bench.api(options);
    const reachability = new Reachability({
      sender: api,
      now: Date.now,
      changed: ({ state }) => void told.push(state),
    });
    reachability.start();
    // The look that `start` began: whoever asks joins it, and its failure is seen here rather than nowhere.
    reachability.check().catch(() => undefined);
    await vi.waitFor(() => expect(told).toEqual(['checking', 'unreachable']), {
      interval: 25,
      timeout: PATIENCE_MS,
    });
    await vi.advanceTimersByTimeAsync(15_000);
    await vi.waitFor(() => expect(told).toEqual(['checking', 'unreachable', 'reachable']), {
      interval: 5,
      timeout: PATIENCE_MS,
    });
    reachability.stop();
  });
});
