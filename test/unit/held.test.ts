import { expect, it } from 'vitest';
import { untilFree } from '../../main/database/held.ts';

/** Work that fails so often with this code, and how long was waited in all. */
function start(times: number, code: string) {
  const state = { left: times, waited: 0 };
  const work = () => {
    if ((state.left -= 1) >= 0) throw Object.assign(new Error(code), { code });
    return 'done';
  };
  const pause = (ms: number) => {
    state.waited += ms;
    return Promise.resolve();
  };
  return { state, run: () => untilFree(work, pause) };
}

it.each(['EBUSY', 'EPERM'])('a file that somebody has for seconds is waited for: %s', async (code) => {
  const { run, state } = start(15, code);
  expect(await run()).toBe('done');
  expect(state.waited).toBe(3_000);
});

it('one that stays held is told as what it is', async () => {
  const { run, state } = start(Number.POSITIVE_INFINITY, 'EBUSY');
  await expect(run()).rejects.toThrow('EBUSY');
  expect(state.waited).toBe(4_000);
});

it.each(['ENOENT', 'EACCES', 'ENOSPC', 'EIO'])('nothing else is waited for: %s', async (code) => {
  const { run, state } = start(1, code);
  await expect(run()).rejects.toThrow(code);
  expect(state.waited).toBe(0);
});
