import { describe, expect, it } from 'vitest';
import type { Connection, Transport } from '../../main/connector/transport.ts';

/** A bench: ports of one kind, with a device that echoes lines back in capitals. */
export interface Bench {
  readonly transport: Transport;
  /** Plugs the device in. @returns its path. */
  readonly plug: () => string;
  readonly unplug: () => void;
  /** Another program takes the port, or gives it back. */
  readonly occupy: (path: string) => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
}

/** What every transport must do, whatever it is made of. */
export function describeTransport(name: string, make: () => Promise<Bench>): void {
  const until = (what: () => unknown) => expect.poll(what, { timeout: 5_000 });
  const bench = async (work: (bench: Bench) => Promise<void>) => {
    const made = await make();
    try {
      await work(made);
    } finally {
      await made.close();
    }
  };
  const opened = async (transport: Transport, path: string): Promise<Connection> => {
    const connection = await transport.open(path, 115_200);
    if (!connection.ok) throw new Error(JSON.stringify(connection.error));
    return connection.value;
  };
  const paths = async (transport: Transport) => (await transport.list()).ports.map(({ path }) => path);

  describe(`a transport: ${name}`, () => {
    it('lists a device while it is plugged in, and opens nothing by that', () =>
      bench(async ({ transport, plug, unplug }) => {
        expect(await paths(transport)).toEqual([]);
        const path = plug();
        await until(() => paths(transport)).toEqual([path]);
        unplug();
        await until(() => paths(transport)).toEqual([]);
      }));

    it('carries bytes both ways', () =>
      bench(async ({ transport, plug }) => {
        const connection = await opened(transport, plug());
        let heard = '';
        connection.onData((bytes) => (heard += Buffer.from(bytes).toString('latin1')));
        expect(await connection.write(Buffer.from('hello\r\n'))).toBe(true);
        await until(() => heard).toBe('HELLO\r\n');
        await connection.close();
      }));

    it('says that a port that another program holds is busy, and opens it afterwards', () =>
      bench(async ({ transport, plug, occupy }) => {
        const path = plug();
        const giveBack = await occupy(path);
        expect(await transport.open(path, 115_200)).toEqual({ ok: false, error: 'busy' });
        await giveBack();
        await (await opened(transport, path)).close();
      }));

    it('can be opened again and again', () =>
      bench(async ({ transport, plug }) => {
        const path = plug();
        for (let count = 0; count < 5; count += 1) await (await opened(transport, path)).close();
      }));

    it('says that a port is gone that is not there', () =>
      bench(async ({ transport, plug, unplug }) => {
        const path = plug();
        unplug();
        expect(await transport.open(path, 115_200)).toEqual({ ok: false, error: 'gone' });
      }));

    it('tells once that an open port was lost, and not when it was closed', () =>
      bench(async ({ transport, plug, unplug }) => {
        let lost = 0;
        const path = plug();
        const first = await opened(transport, path);
        first.onLost(() => (lost += 1));
        await first.close();
        const second = await opened(transport, path);
        second.onLost(() => (lost += 1));
        let heard = '';
        second.onData((bytes) => (heard += Buffer.from(bytes).toString('latin1')));
        await second.write(Buffer.from('alive'));
        await until(() => heard).toBe('ALIVE');
        expect(lost).toBe(0);
        unplug();
        await until(() => lost).toBe(1);
        expect(await second.write(Buffer.from('x'))).toBe(false);
        await second.close();
      }));
  });
}
