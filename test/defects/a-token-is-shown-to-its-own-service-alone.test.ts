import { expect, it } from 'vitest';
import { sealed } from '../../main/auth/credentials.ts';
import { createMemoryCredentialStore } from '../support/memory-credential-store.ts';
import { memoryBook, pastedBy, sessionOver } from '../support/session-bench.ts';
import { workbench } from '../support/workbench.ts';

/** A PC whose deployment file names one service after the other. */
function workshopPC() {
  const [keychain, { book }] = [createMemoryCredentialStore(), memoryBook()];
  const startedAt = (service: string) => sessionOver({ keychain, book, service });
  return { keychain, book, startedAt };
}

// A stored token went to whatever host the deployment file named.
it('a sign-in at one service is not used at another, and is there again at its own', async () => {
  const pc = workshopPC();
  await pc.startedAt('https://one.example').adopt(pastedBy('anna'));

  const moved = pc.startedAt('https://two.example');
  await moved.restore();
  expect(moved.view()).toMatchObject({ account: null, storageProblem: 'auth.required' });
  const desk = workbench({ session: moved });
  const id = desk.write();
  await desk.send(id);
  expect(desk.posted).toEqual([]);
  expect(desk.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'auth.required' } });
  expect(await moved.switchTo('token:anna')).toMatchObject({ error: { code: 'auth.required' } });

  const back = pc.startedAt('https://one.example');
  await back.restore();
  expect(await back.token()).toMatchObject({ value: { value: 'secret-of-anna' } });
});

it('a new sign-in at the other service takes its place', async () => {
  const pc = workshopPC();
  await pc.startedAt('https://one.example').adopt(pastedBy('anna'));
  const moved = pc.startedAt('https://two.example');
  await moved.restore();
  await moved.adopt({ ...pastedBy('anna'), accessToken: 'secret-of-two' });
  const again = pc.startedAt('https://two.example');
  await again.restore();
  expect(await again.token()).toMatchObject({ value: { value: 'secret-of-two' } });
});

it('what an earlier version kept is for the service of the first start after it, and for no other', async () => {
  const pc = workshopPC();
  pc.keychain.entries.set('token:anna', sealed(pastedBy('anna')).reveal());
  pc.book.activate('token:anna');
  const first = pc.startedAt('https://one.example');
  await first.restore();
  expect(await first.token()).toMatchObject({ value: { value: 'secret-of-anna' } });
  const moved = pc.startedAt('https://two.example');
  await moved.restore();
  expect(await moved.token()).toMatchObject({ error: { code: 'auth.required' } });
});
