import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSerialTransport } from '../../main/connector/serial-transport.ts';

// A port whose driver came back only after 5 s stayed open in the program, and closed to everybody: until the program was
// started again, where its path never leaves the list.
type Done = (error?: Error | null) => void;
const driver = vi.hoisted(() => {
  const options: unknown = null;
  return {
    open: (_done: Done): void => undefined,
    close: (_done: Done): void => undefined,
    drain: (done: Done) => done(),
    options,
    signals: [] as unknown[],
    opened: 0,
  };
});
vi.mock('serialport', () => ({
  SerialPort: class {
    isOpen = false;
    constructor(options: unknown) {
      driver.options = options;
    }
    on(): void {}
    once(): void {}
    resume(): void {}
    open(done: Done): void {
      driver.opened += 1;
      driver.open((error) => {
        this.isOpen = !error;
        done(error);
      });
    }
    close(done: Done): void {
      driver.close((error) => {
        this.isOpen = false;
        done(error);
      });
    }
    write(_bytes: Uint8Array, done: Done): void {
      done(null);
    }
    drain(done: Done): void {
      driver.drain(done);
    }
    set(signals: unknown, done: Done): void {
      driver.signals.push(signals);
      done(new Error('no such signals'));
    }
  },
}));

const port = { path: 'COM3', vendorId: '1a86' };
const transport = () =>
  createSerialTransport({ extraPorts: [], systemList: () => Promise.resolve([port]), platform: 'win32' });
const stuck = { ok: false, error: 'stuck' };
let closed = 0;
beforeEach(() => {
  vi.useFakeTimers();
  closed = 0;
  driver.opened = 0;
  driver.signals.length = 0;
  driver.open = (done) => done(null);
  driver.close = (done) => {
    closed += 1;
    done(null);
  };
  driver.drain = (done) => done();
});
afterEach(() => vi.useRealTimers());

it('one that opens late is closed at once, and can then be opened', async () => {
  const ports = transport();
  let answer: Done = () => undefined;
  driver.open = (done) => (answer = done);
  const opening = ports.open('COM3', 115_200);
  await vi.advanceTimersByTimeAsync(5_300);
  expect(await opening).toEqual(stuck);
  await ports.list();
  expect(await ports.open('COM3', 115_200)).toEqual(stuck);
  expect([driver.opened, closed]).toEqual([1, 0]);
  answer(null);
  expect(closed).toBe(1);
  driver.open = (done) => done(null);
  expect((await ports.open('COM3', 115_200)).ok).toBe(true);
});

it('one that is refused late can be tried again', async () => {
  const ports = transport();
  let answer: Done = () => undefined;
  driver.open = (done) => (answer = done);
  const opening = ports.open('COM3', 115_200);
  await vi.advanceTimersByTimeAsync(5_300);
  expect(await opening).toEqual(stuck);
  answer(new Error('Opening COM3: Unknown error code 121'));
  driver.open = (done) => done(null);
  expect((await ports.open('COM3', 115_200)).ok).toBe(true);
});

it('one that opens late is kept out as long as it does not close', async () => {
  const ports = transport();
  let opened: Done = () => undefined;
  let shut: Done = () => undefined;
  driver.open = (done) => (opened = done);
  driver.close = (done) => (shut = done);
  const opening = ports.open('COM3', 115_200);
  await vi.advanceTimersByTimeAsync(5_300);
  await opening;
  opened(null);
  expect(await ports.open('COM3', 115_200)).toEqual(stuck);
  shut(null);
  driver.open = (done) => done(null);
  expect((await ports.open('COM3', 115_200)).ok).toBe(true);
});

it('one that closes late can then be opened', async () => {
  const ports = transport();
  const first = await ports.open('COM3', 115_200);
  if (!first.ok) throw new Error('It did not open');
  let answer: Done = () => undefined;
  driver.close = (done) => (answer = done);
  const closing = first.value.close();
  await vi.advanceTimersByTimeAsync(3_100);
  await closing;
  expect(await ports.open('COM3', 115_200)).toEqual(stuck);
  answer(null);
  expect((await ports.open('COM3', 115_200)).ok).toBe(true);
});

it.each<[string, (done: Done) => void]>([
  ['fails to say', (done) => done(new Error('FlushFileBuffers'))],
  ['never says', () => undefined],
])('bytes are written, though the driver %s that they are out', async (_what, drain) => {
  driver.drain = drain;
  const opened = await transport().open('COM3', 115_200);
  if (!opened.ok) throw new Error('It did not open');
  const written = opened.value.write(Buffer.from('ID?\r\n'));
  await vi.advanceTimersByTimeAsync(2_100);
  expect(await written).toBe(true);
});

it.each([
  [{}, {}, []],
  [{ parity: 'even', dataBits: 7, stopBits: 2 }, { parity: 'even', dataBits: 7, stopBits: 2 }, []],
  [{ flowControl: 'hardware' }, { rtscts: true }, []],
  [{ flowControl: 'software' }, { xon: true, xoff: true }, []],
  [{ flowControl: 'none' }, {}, []],
  [{ rts: true }, {}, [{ dtr: true, rts: true }]],
  [{ dtr: false, rts: false }, {}, [{ dtr: false, rts: false }]],
] as const)('the line is set as a profile says: %o', async (line, options, signals) => {
  expect((await transport().open('COM3', 9_600, line)).ok).toBe(true);
  expect(driver.options).toEqual({ path: 'COM3', baudRate: 9_600, autoOpen: false, ...options });
  expect(driver.signals).toEqual(signals);
});
