import { expect } from 'vitest';
import { fault, LONG } from './bench.ts';

fault(
  '41 another user signs in: what the first released is not sent, until the other says so',
  async (bench) => {
    await bench.sandbox.api.stop();
    const token = bench.sandbox.identity.issue('pin:2');
    const who = { account: 'pin:1' };
    const program = bench.start({
      session: {
        token: () => Promise.resolve({ ok: true, value: { value: token, account: who.account } }),
        renew: () => Promise.resolve({ ok: false, error: { code: 'auth.required' } }),
        refused: () => undefined,
      },
    });
    const id = program.write({ reference: 'of the first' });
    await program.send(id);
    who.account = program.state.account = 'pin:2';
    await bench.sandbox.api.start();
    program.outbox.wake();
    await program.pass(LONG);
    expect(program.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'queue.other_account' } });
    expect(bench.sandbox.record.posts).toEqual([]);
    await program.send(id);
    expect(program.stateOf(id)).toMatchObject({ state: 'created', form: { reference: 'of the first' } });
  },
);

fault('41 and Send pressed while nobody is signed in hands it to nobody else', async (bench) => {
  await bench.sandbox.api.stop();
  const token = bench.sandbox.identity.issue('pin:2');
  const who: { account: string | null } = { account: 'pin:1' };
  const program = bench.start({
    session: {
      account: () => who.account,
      token: () =>
        Promise.resolve(
          who.account === null
            ? { ok: false, error: { code: 'auth.required' } }
            : { ok: true, value: { value: token, account: who.account } },
        ),
      renew: () => Promise.resolve({ ok: false, error: { code: 'auth.required' } }),
      refused: () => undefined,
    },
  });
  const id = program.write();
  await program.send(id);
  who.account = null;
  await program.send(id);
  expect(program.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'auth.required' } });
  who.account = 'pin:2';
  await bench.sandbox.api.start();
  program.outbox.wake();
  await program.pass(LONG);
  expect(program.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'queue.other_account' } });
  expect(bench.sandbox.record.posts).toEqual([]);
});
