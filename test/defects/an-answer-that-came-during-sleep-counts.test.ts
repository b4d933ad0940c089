import { spawn, type ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as asLongAs } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../main/tickets/post-outcome.ts';
import { listenOn } from '../support/listen.ts';

// On waking, all that ran out during sleep runs out at once: our own time-out came before anybody looked into the
// socket, and a ticket whose answer lay there was called "may have been sent".
const limits = { headersMs: 300, totalMs: 600, bodyBytes: 64 * 1024 };
/** Well beyond every limit: nobody could take this for a timer that was merely late. */
const ASLEEP_MS = 2_500;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Night {
  /** What the service says before the PC falls asleep, while it sleeps, and when it has woken. */
  readonly before?: string;
  readonly during?: string;
  readonly after?: string;
}

/** Makes a POST, and falls asleep in the middle of it. @returns how it ended. */
async function sleepThrough({ before = '', during = '', after = '' }: Night): Promise<PostOutcome> {
  let child: ChildProcess | null = null;
  let asked = false;
  const serve = async (socket: Socket) => {
    if (before !== '') {
      socket.write(before);
      // Time to see it and to wait for the rest; where this is too short, all of it is found on waking.
      await asLongAs(50);
    }
    child?.kill('SIGSTOP');
    await asLongAs(ASLEEP_MS / 2);
    if (during !== '') socket.end(during);
    await asLongAs(ASLEEP_MS / 2);
    child?.kill('SIGCONT');
    if (after !== '') socket.end(after);
  };
  const service = await listenOn((socket) => {
    socket.on('data', () => {
      if (asked) return;
      asked = true;
      void serve(socket);
    });
  });
  closers.push(() => service.close());
  const orders = { baseUrl: `http://127.0.0.1:${service.port}`, limits };
  const started = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', 'support', 'post-child.ts'), JSON.stringify(orders)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  child = started;
  closers.push(() => started.kill('SIGKILL'));
  return JSON.parse(await text(started.stdout)) as PostOutcome;
}

const answer = (status: string, body: string) =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
const created = answer('201 Created', '{"id":"3"}');
const half = created.length - 8;

describe('a PC that slept in the middle of a request knows on waking', () => {
  it('that the ticket was created, and its number', async () => {
    expect(await sleepThrough({ during: created })).toMatchObject({ kind: 'created', ticket: { id: '3' } });
  });

  it('its number, when only the rest of the answer came during sleep', async () => {
    expect(await sleepThrough({ before: created.slice(0, half), during: created.slice(half) })).toMatchObject(
      { kind: 'created', ticket: { id: '3' } },
    );
  });

  it('that the ticket was refused, and why', async () => {
    expect(
      await sleepThrough({ during: answer('400 Bad Request', '{"message":"vin is not known"}') }),
    ).toMatchObject({ kind: 'rejected', message: 'vin is not known' });
  });

  it('that the connector is busy', async () => {
    expect(
      await sleepThrough({ during: answer('400 Bad Request', '{"message":"There is a pending ticket"}') }),
    ).toMatchObject({ kind: 'held' });
  });

  // The connection stands again before the network is back: the answer is sent anew a little later.
  it('what the service answers just after', async () => {
    expect(await sleepThrough({ after: created })).toMatchObject({ kind: 'created', ticket: { id: '3' } });
  });
});
