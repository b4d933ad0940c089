import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followLifecycle } from '../../main/platform/lifecycle.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

const electron = vi.hoisted(() => ({
  app: null as (EventEmitter & { quit: () => void }) | null,
  powerMonitor: null as EventEmitter | null,
}));
vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
  get powerMonitor() {
    return electron.powerMonitor;
  },
}));

beforeEach(() => {
  electron.app = Object.assign(new EventEmitter(), { quit: () => undefined });
  electron.powerMonitor = new EventEmitter();
});
afterEach(() => vi.useRealTimers());

// "Quitting begins nothing more" holds for the five seconds in which it waits for what is under way. A PC that woke in
// them began everything anew.
it('a PC that wakes while the program ends begins nothing more', async () => {
  const { outbox, tickets, write, send, gate, posted } = workbench({ script: [outcomes.refused] });
  const waiting = write({ connector_id: '8' });
  await send(waiting);
  let answer: () => void = () => undefined;
  gate.wait = new Promise((resolve) => (answer = resolve));
  // As composition.ts puts it together: the end and sleep stop it alike, and waking starts it.
  followLifecycle({
    window: () => null,
    focus: () => undefined,
    unlocked: () => undefined,
    suspend: () => outbox.pause(),
    resume: () => outbox.start(),
    stop: async () => {
      outbox.end();
      await outbox.idle();
    },
    close: () => undefined,
  });
  const underWay = new Promise<void>((resolve) => (gate.onPost = resolve));
  await tickets.send(write());
  await underWay;
  let isPrevented = false;
  electron.app?.emit('will-quit', { preventDefault: () => (isPrevented = true) });
  expect(isPrevented).toBe(true);
  electron.powerMonitor?.emit('resume');
  answer();
  await outbox.idle();
  // The one that was under way, and not the one that waited: it had no connection, so it was never posted.
  expect(posted).toHaveLength(1);
});
