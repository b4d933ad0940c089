import dns from 'node:dns';
import { isIP } from 'node:net';

/**
 * Answers for the system's resolver: these names have these addresses, and every other name is looked up as ever.
 *
 * @param onAnswered is called in the turn after an answer was used: the first packet is on its way then.
 * @returns puts the system's own resolver back.
 */
export function nameAddresses(
  names: Readonly<Record<string, readonly string[]>>,
  onAnswered: (name: string) => void = () => undefined,
): () => void {
  const real = dns.lookup;
  const answer = (name: string, ...rest: unknown[]): void => {
    const addresses = names[name]?.map((address) => ({ address, family: isIP(address) }));
    const done = rest.at(-1) as (error: Error | null, ...found: unknown[]) => void;
    if (addresses === undefined) {
      (real as (...all: unknown[]) => void)(name, ...rest);
      return;
    }
    const [first] = addresses;
    const wantsAll = (rest[0] as { all?: boolean } | undefined)?.all === true;
    setImmediate(() => {
      if (first === undefined) done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
      else if (wantsAll) done(null, addresses);
      else done(null, first.address, first.family);
      onAnswered(name);
    });
  };
  dns.lookup = answer as typeof dns.lookup;
  return () => {
    dns.lookup = real;
  };
}
