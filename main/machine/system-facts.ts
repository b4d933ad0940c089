import { factOf, type MachineFacts } from './metadata.ts';

/** A PC that does not tell its facts in this time sends its tickets without them. */
const TIMEOUT_MS = 2_000;

const within = <T>(work: Promise<T>): Promise<T | null> =>
  Promise.race([
    work.catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), TIMEOUT_MS)),
  ]);

/** Asks the operating system, once for what stays the same and each time for the battery. Never fails. */
export function createSystemFacts(): () => Promise<MachineFacts> {
  const library = () => import('systeminformation');
  let lasting: Promise<Omit<MachineFacts, 'batteryPercent'>> | undefined;

  const askLasting = async () => {
    const { osInfo, system } = await library();
    const [os, machine] = await Promise.all([within(osInfo()), within(system())]);
    return {
      platformVersion: factOf(os?.release),
      manufacturer: factOf(machine?.manufacturer),
      model: factOf(machine?.model),
    };
  };
  const askBattery = async () => {
    const { battery } = await library();
    const state = await within(battery());
    return state?.hasBattery === true ? state.percent : null;
  };
  return async () => {
    lasting ??= askLasting();
    const [facts, batteryPercent] = await Promise.all([lasting, askBattery()]);
    return { ...facts, batteryPercent };
  };
}
