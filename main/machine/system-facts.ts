import type * as Library from 'systeminformation';
import { orNull } from '../timers.ts';
import { factOf, type MachineFacts } from './metadata.ts';

/** A PC that does not tell its facts in this time sends its tickets without them. */
const TIMEOUT_MS = 2_000;

/** Null: it takes too long, or cannot be told. */
const asked = <T>(question: (library: typeof Library) => Promise<T>): Promise<T | null> =>
  orNull(() => import('systeminformation').then(question), TIMEOUT_MS);

/** Asks the operating system, for what stays the same until it has told it, and each time for the battery. Never fails. */
export function createSystemFacts(): () => Promise<MachineFacts> {
  const known = <T>(question: (library: typeof Library) => Promise<T>) => {
    let fact: T | null = null;
    return async () => (fact ??= await asked(question));
  };
  const osInfo = known((library) => library.osInfo());
  const system = known((library) => library.system());

  return async () => {
    const battery = asked((library) => library.battery());
    const [os, machine, power] = await Promise.all([osInfo(), system(), battery]);
    return {
      platformVersion: factOf(os?.release),
      manufacturer: factOf(machine?.manufacturer),
      model: factOf(machine?.model),
      batteryPercent: power?.hasBattery === true ? power.percent : null,
    };
  };
}
