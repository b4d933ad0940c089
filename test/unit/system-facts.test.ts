import { expect, it, vi } from 'vitest';
import { createSystemFacts } from '../../main/machine/system-facts.ts';

const system = vi.hoisted(() => ({ answers: false, asked: 0 }));
vi.mock('systeminformation', () => ({
  osInfo: () => {
    system.asked += 1;
    if (!system.answers) throw new Error('EMFILE: too many open files');
    return Promise.resolve({ release: '12' });
  },
  system: () => Promise.resolve({ manufacturer: 'Maker', model: 'Model' }),
  battery: () =>
    system.answers ? Promise.resolve({ hasBattery: false, percent: 0 }) : Promise.reject(new Error()),
}));

// One failure was kept for as long as the program ran, and no ticket could be sent any more.
it('what cannot be told now is left out, and asked for again until it was told', async () => {
  const facts = createSystemFacts();
  expect(await facts()).toEqual({
    platformVersion: null,
    manufacturer: 'Maker',
    model: 'Model',
    batteryPercent: null,
  });
  system.answers = true;
  expect(await facts()).toMatchObject({ platformVersion: '12', manufacturer: 'Maker' });
  const { asked } = system;
  await facts();
  expect(system.asked).toBe(asked);
});
