import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { createPush, serveBridge } from '../../main/ipc/bridge-server.ts';
import { isOurWindow } from '../../main/ipc/sender.ts';
import { contract } from '../../preload/contract/contract.ts';
import {
  call,
  channel,
  deriveBridge,
  event,
  type Contract,
  type Handlers,
} from '../../preload/contract/define.ts';
import { appError } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';

const small = {
  desk: {
    put: call(
      v.strictObject({ id: v.pipe(v.string(), v.maxLength(10)) }),
      v.strictObject({ size: v.number() }),
    ),
    look: call(v.undefined(), v.string()),
    changed: event(v.strictObject({ size: v.number() })),
  },
} as const;

/** Both sides of a bridge in one process: what crosses is cloned, as Electron's IPC clones it. */
function connect(
  handlers: Handlers<typeof small>,
  trusted: (event: IpcMainInvokeEvent) => boolean = () => true,
) {
  const channels = new Map<string, (event: IpcMainInvokeEvent, input: unknown) => unknown>();
  const reports: unknown[] = [];
  serveBridge(small, handlers, {
    ipc: { handle: (name, listener) => void channels.set(name, listener) },
    isTrusted: trusted,
    report: (...report) => void reports.push(report),
  });
  const invoke = async (name: string, input: unknown): Promise<unknown> =>
    structuredClone(await channels.get(name)?.({} as IpcMainInvokeEvent, structuredClone(input)));
  return { bridge: deriveBridge(small, { invoke, listen: () => () => undefined }), invoke, reports };
}

describe('a call over the bridge', () => {
  let seen: unknown[];
  beforeEach(() => {
    seen = [];
  });
  const handlers: Handlers<typeof small> = {
    desk: {
      put: (input) => {
        seen.push(input);
        return ok({ size: input.id.length });
      },
      look: () => err(appError('storage.full')),
    },
  };

  it('reaches its handler and brings the answer back', async () => {
    const { bridge } = connect(handlers);
    expect(await bridge.desk.put({ id: 'abc' })).toEqual(ok({ size: 3 }));
    expect(await bridge.desk.look()).toEqual(err({ code: 'storage.full' }));
  });

  it.each([
    ['an unknown key', { id: 'a', extra: 1 }],
    ['a wrong type', { id: 7 }],
    ['a text that is too long', { id: 'x'.repeat(11) }],
    ['ten megabytes', { id: 'x'.repeat(10_000_000) }],
    ['a prototype in disguise', JSON.parse('{"id":"a","__proto__":{"admin":true}}')],
    ['nothing', undefined],
    ['null', null],
    ['a list', [{ id: 'a' }]],
  ])('is refused with %s, and nothing happens', async (_name, input) => {
    const { invoke, reports } = connect(handlers);
    expect(await invoke(channel('desk', 'put'), input)).toMatchObject({
      ok: false,
      error: { code: 'bridge.invalid_input' },
    });
    expect(seen).toEqual([]);
    expect(reports).toHaveLength(1);
  });

  it('from a stranger is refused before its input is even looked at', async () => {
    const { invoke } = connect(handlers, () => false);
    expect(await invoke(channel('desk', 'put'), { id: 'a' })).toEqual(err({ code: 'bridge.refused' }));
    expect(seen).toEqual([]);
  });

  it('tells of a defect by code only', async () => {
    const { bridge } = connect({
      desk: {
        ...handlers.desk,
        look: () => {
          throw new Error('the token is hunter2');
        },
      },
    });
    expect(await bridge.desk.look()).toEqual(err({ code: 'internal' }));
  });

  it('lets nothing out that the contract does not name', async () => {
    const leaky = { size: 1, token: 'hunter2' };
    const { bridge } = connect({ desk: { ...handlers.desk, put: () => ok(leaky) } });
    expect(JSON.stringify(await bridge.desk.put({ id: 'a' }))).not.toContain('hunter2');
  });

  it('cannot be bound without a handler', () => {
    expect(() => connect({ desk: { put: handlers.desk.put } } as unknown as Handlers<typeof small>)).toThrow(
      /look/,
    );
  });
});

describe('a push', () => {
  it('is parsed before it leaves; what the contract does not allow stays, is reported, and stops nobody', () => {
    const sent: unknown[] = [];
    const reported: string[] = [];
    const window = { send: (...args: unknown[]) => void sent.push(args), isDestroyed: () => false };
    const push = createPush(
      small,
      () => window,
      (channel) => reported.push(channel),
    );
    push('desk', 'changed', { size: 2 });
    expect(sent).toEqual([['workshop:desk.changed', { size: 2 }]]);
    push('desk', 'changed', { size: 2, token: 'x' } as { size: number });
    expect(sent).toHaveLength(1);
    expect(reported).toEqual(['workshop:desk.changed']);
  });

  it('without a window is nothing', () => {
    const fail = () => {
      throw new Error('reported');
    };
    expect(() => createPush(small, () => null, fail)('desk', 'changed', { size: 1 })).not.toThrow();
  });
});

describe('the sender of a call', () => {
  const mainFrame = { url: 'app://workshop/index.html' };
  const window = { mainFrame } as unknown as WebContents;
  const check = (sender: unknown, senderFrame: unknown) =>
    isOurWindow(() => window)({ sender, senderFrame } as IpcMainInvokeEvent);

  it('is our window, in its top frame, on our page', () => {
    expect(check(window, mainFrame)).toBe(true);
  });

  it('is nothing else', () => {
    expect(check({ mainFrame }, mainFrame)).toBe(false);
    expect(check(window, { url: 'app://workshop/index.html' })).toBe(false);
    expect(check(window, null)).toBe(false);
    const strayed = { mainFrame: { url: 'https://evil.example/app://workshop' } } as unknown as WebContents;
    const event = { sender: strayed, senderFrame: strayed.mainFrame } as unknown as IpcMainInvokeEvent;
    expect(isOurWindow(() => strayed)(event)).toBe(false);
  });
});

describe("the program's contract", () => {
  const members = Object.values<Contract[string]>(contract).flatMap((group) => Object.values(group));
  const calls = members.filter((member) => member.kind === 'call');

  it('has no call that could hand out a secret', () => {
    const words = calls.map(({ output }) => JSON.stringify(keysOf(output)).toLowerCase());
    expect(words.length).toBeGreaterThan(20);
    for (const keys of words) expect(keys).not.toMatch(/token|secret|password|pincode|"pin"/);
  });

  it('takes a template’s name as one line of sixty characters, without the blanks around it', () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const said = (name: string) => {
      const parsed = v.safeParse(contract.templates.rename.input, { id, name });
      return parsed.success ? parsed.output.name : null;
    };
    expect(said(' Tow bar – “Škala” ')).toBe('Tow bar – “Škala”');
    expect(said('x'.repeat(60))).toHaveLength(60);
    expect(['two\nlines', 'two\u2028lines', 'bell\u0007', 'tab\tbed'].map(said)).toEqual([
      'two lines',
      'two lines',
      'bell',
      'tab bed',
    ]);
    const refused = ['', ' ', '\u200b', 'x'.repeat(61)];
    expect(refused.map(said)).toEqual(refused.map(() => null));
  });

  it('takes no unknown key in any call', () => {
    for (const { input } of calls) expect(['undefined', 'strict_object']).toContain(input.type);
  });
});

/** All the keys that a schema can let through, at any depth. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { entries, item, wrapped, options, pipe } = schema as Record<string, unknown>;
  const nested = [
    item,
    wrapped,
    ...((options as unknown[] | undefined) ?? []),
    ...((pipe as unknown[] | undefined) ?? []),
  ];
  const own = Object.entries((entries as Record<string, unknown> | undefined) ?? {});
  return [
    ...own.flatMap(([key, value]) => [key, ...keysOf(value)]),
    ...nested.filter((inner) => inner !== schema).flatMap(keysOf),
  ];
}
