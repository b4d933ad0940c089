import { err, ok } from '../../preload/contract/result.ts';
import { isSameDevice } from '../../main/connector/connector-machine.ts';
import type { PortInfo } from '../../main/connector/profile.ts';
import type { Connection, ListProblem, OpenFailure, Transport } from '../../main/connector/transport.ts';

/** A device at a fake port: what it hears and what it says. */
export interface FakeDevice {
  readonly port: PortInfo;
  /** Answers what was written to it; called with the text. */
  reply: (heard: string, say: (text: string) => void) => void;
  /** While set, opening fails like this. */
  refuses: OpenFailure | null;
  /** Everything that was ever written to it. */
  heard: string;
  opened: number;
}

/** Serial ports without hardware, which can be unplugged, refuse and fall silent: what a real bench cannot do at will. */
export class FakeTransport implements Transport {
  problem: ListProblem | null = null;
  readonly #devices = new Map<string, FakeDevice>();
  readonly #open = new Map<string, { lose: () => void; close: () => void; say: (text: string) => void }>();

  plug(port: PortInfo, reply: FakeDevice['reply'] = () => undefined): FakeDevice {
    const device: FakeDevice = { port, reply, refuses: null, heard: '', opened: 0 };
    this.#devices.set(port.path, device);
    return device;
  }

  unplug(path: string): void {
    this.#devices.delete(path);
    this.#open.get(path)?.lose();
  }

  /** What a device says unasked, at an open port. */
  say(path: string, text: string): void {
    this.#open.get(path)?.say(text);
  }

  list() {
    return Promise.resolve({
      ports: [...this.#devices.values()].map(({ port }) => port),
      problem: this.problem,
    });
  }

  isStill(port: PortInfo): boolean {
    const device = this.#devices.get(port.path);
    return device !== undefined && isSameDevice(port, device.port);
  }

  open(path: string) {
    const device = this.#devices.get(path);
    if (device === undefined) return Promise.resolve(err('gone' as const));
    if (device.refuses !== null) return Promise.resolve(err(device.refuses));
    if (this.#open.has(path)) return Promise.resolve(err('busy' as const));
    device.opened += 1;
    return Promise.resolve(ok(this.#connection(path, device)));
  }

  #connection(path: string, device: FakeDevice): Connection {
    const listeners: ((bytes: Uint8Array) => void)[] = [];
    let lost: (() => void) | null = null;
    let isOpen = true;
    const end = () => {
      isOpen = false;
      this.#open.delete(path);
    };
    const say = (text: string) => {
      if (isOpen) for (const listener of listeners) listener(Buffer.from(text, 'latin1'));
    };
    this.#open.set(path, {
      say,
      close: end,
      lose: () => {
        if (!isOpen) return;
        end();
        lost?.();
      },
    });
    return {
      write: (bytes) => {
        if (!isOpen) return Promise.resolve(false);
        const text = Buffer.from(bytes).toString('latin1');
        device.heard += text;
        queueMicrotask(() => device.reply(text, say));
        return Promise.resolve(true);
      },
      onData: (listener) => void listeners.push(listener),
      onLost: (listener) => {
        lost = listener;
      },
      close: () => {
        end();
        return Promise.resolve();
      },
    };
  }
}
