import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onceThere } from '../../main/platform/once-there.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window, and how often the work was done. */
function start() {
  const webContents = new EventEmitter();
  const state = { isDestroyed: false, done: 0 };
  const told = onceThere({ isDestroyed: () => state.isDestroyed, webContents }, () => void (state.done += 1));
  return { state, told, load: () => webContents.emit('did-finish-load') };
}

it('is done when it is told to, and not again when time is up', () => {
  const { state, told, load } = start();
  load();
  expect(state.done).toBe(0);
  told();
  expect(state.done).toBe(1);
  told();
  vi.runAllTimers();
  expect(state.done).toBe(1);
});

it('is done without a word a while after the page is loaded', () => {
  const { state, load } = start();
  vi.advanceTimersByTime(60_000);
  expect(state.done).toBe(0);
  load();
  vi.advanceTimersByTime(2_999);
  expect(state.done).toBe(0);
  vi.advanceTimersByTime(1);
  expect(state.done).toBe(1);
});

it('is not done for a window that is gone', () => {
  const { state, told, load } = start();
  load();
  state.isDestroyed = true;
  told();
  vi.runAllTimers();
  expect(state.done).toBe(0);
});
