import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { createKeytarStore, type Keytar } from '../../main/auth/keytar-store.ts';
import { signedInBench } from '../support/session-bench.ts';
import { fault } from './bench.ts';

const failing = (message: string): Keytar => {
  const fail = () => Promise.reject(new Error(message));
  return { getPassword: fail, setPassword: fail, deletePassword: fail };
};
const silent = (): Keytar => {
  const hang = () => new Promise<never>(() => undefined);
  return { getPassword: hang, setPassword: hang, deletePassword: hang };
};

for (const [name, code, state, keytar] of [
  ['absent', 'keychain.absent', 'absent', failing('Impossible de lancer automatiquement D-Bus')],
  ['not set up', 'keychain.not_set_up', 'empty', failing('Object does not exist')],
  ['locked', 'keychain.locked', 'locked', failing('Cannot create an item in a locked collection')],
  ['hanging', 'keychain.timeout', 'unknown', silent()],
] as const) {
  fault(`27 the keychain is ${name}: signed in for this session, works, no secret on disk`, async (bench) => {
    const keychain = createKeytarStore({
      load: () => Promise.resolve(keytar),
      timeoutMs: 50,
      state: () => Promise.resolve(state),
    });
    const { session } = await signedInBench(bench, { keychain });
    expect(session.view()).toMatchObject({ storedIn: 'session', storageProblem: code });
    const program = bench.start({ session });
    const id = program.write();
    await program.send(id);
    expect(program.stateOf(id).state).toBe('created');
    const token = bench.sandbox.record.posts[0]?.headers.authorization?.slice('Bearer '.length) ?? 'none';
    for (const file of readdirSync(bench.folder))
      expect(readFileSync(`${bench.folder}/${file}`).includes(token)).toBe(false);
  });
}
