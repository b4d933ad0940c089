import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Finding } from '../../../preload/contract/connector.ts';
import { ok } from '../../../preload/contract/result.ts';
import { LiveDiagnosis } from '../../../renderer/features/connector/live-diagnosis.svelte.ts';
import { bridgeDouble } from '../../support/bridge-double.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const cable = (state: Finding['state']): Finding => ({
  code: 'cable',
  state,
  names: [],
  port: null,
  command: null,
});

function setUp() {
  const main = {
    asked: 0,
    answer: [cable('unknown')] as Finding[] | null,
    gate: null as Promise<void> | null,
  };
  const { bridge } = bridgeDouble({
    connector: {
      diagnose: async () => {
        main.asked += 1;
        if (main.gate !== null) await main.gate;
        return ok(main.answer);
      },
    },
  });
  const page: EventTarget & { visibilityState: DocumentVisibilityState } = Object.assign(new EventTarget(), {
    visibilityState: 'visible' as const,
  });
  const show = (visibilityState: DocumentVisibilityState) => {
    page.visibilityState = visibilityState;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const diagnosis = new LiveDiagnosis(bridge);
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { main, page, show, diagnosis, pass };
}

it('looks every two seconds while it is seen, and not at all afterwards', async () => {
  const { main, page, diagnosis, pass } = setUp();
  const stop = diagnosis.follow(page);
  await pass(1);
  expect(diagnosis.findings).toEqual([cable('unknown')]);
  await pass(6_000);
  expect(main.asked).toBe(4);
  stop();
  await pass(60_000);
  expect(main.asked).toBe(4);
});

it('does not look in the background, and looks at once when it is seen again', async () => {
  const { main, page, show, diagnosis, pass } = setUp();
  const stop = diagnosis.follow(page);
  await pass(1);
  show('hidden');
  await pass(60_000);
  expect(main.asked).toBe(1);
  show('visible');
  await pass(1);
  expect(main.asked).toBe(2);
  await pass(2_000);
  expect(main.asked).toBe(3);
  stop();
});

it('keeps what is on screen while the connector is asked, and while nothing is new', async () => {
  const { main, diagnosis } = setUp();
  await diagnosis.look();
  const before = diagnosis.findings;
  main.answer = null;
  await diagnosis.look();
  main.answer = [cable('unknown')];
  await diagnosis.look();
  expect(diagnosis.findings).toBe(before);
  main.answer = [cable('ok')];
  await diagnosis.look();
  expect(diagnosis.findings).toEqual([cable('ok')]);
});

it('looks once more when something changed while it was looking, however often that was', async () => {
  const { main, diagnosis, pass } = setUp();
  let open: () => void = () => undefined;
  main.gate = new Promise((resolve) => (open = resolve));
  void diagnosis.look();
  void diagnosis.look();
  void diagnosis.look();
  expect(main.asked).toBe(1);
  open();
  await pass(1);
  expect(main.asked).toBe(2);
});
