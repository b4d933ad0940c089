import { expect } from 'vitest';
import { listenOn } from '../support/listen.ts';
import { fault } from './bench.ts';

fault('3 no connection comes about in time: queued, zero requests', async (bench) => {
  const mute = await listenOn(() => undefined);
  const program = bench.start({ apiOptions: { baseUrl: `https://localhost:${mute.port}` } });
  const id = program.write();
  await program.send(id);
  expect(program.stateOf(id)).toMatchObject({ state: 'queued', wait: { code: 'net.connect_timeout' } });
  expect(mute.heard()).not.toContain('POST');
  program.outbox.pause();
  await mute.close();
});
