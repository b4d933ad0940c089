// The program's session over the real keychain, in a process of its own: the system's library knows one bus a process.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createKeytarStore } from '../../main/auth/keytar-store.ts';
import type { Session } from '../../main/auth/session.ts';
import type { AccountMemory } from '../../main/auth/account-book.ts';
import type { SessionView } from '../../preload/contract/session.ts';
import { memoryBook, renewableOf, sessionOver } from './session-bench.ts';
import { ok } from '../../preload/contract/result.ts';
import type { Keyring } from './keyring.ts';

/** What can be asked of it, each with one text. */
const orders = {
  /** The program starts anew on what is kept. */
  start: async () => {
    session = sessionOver({ keychain: createKeytarStore(), book, refresh });
    await session.restore();
    return null;
  },
  signIn: async (subject: string) => session.adopt(renewableOf(subject)),
  signOut: async () => session.signOut(),
  switchTo: async (name: string) => session.switchTo(name),
  retry: async () => session.retryKeychain(),
  unlocked: async () => session.unlocked(),
  renew: async () => {
    const token = await session.token();
    return token.ok ? session.renew(token.value.value) : token;
  },
} satisfies Record<string, (text: string) => Promise<unknown>>;

/** How things stand after an order. */
export interface Standing {
  readonly answer: unknown;
  readonly view: SessionView;
  readonly memory: AccountMemory;
}

const { book, memory } = memoryBook();
let renewals = 0;
const refresh = (old: ReturnType<typeof renewableOf>) => {
  renewals += 1;
  return Promise.resolve(ok({ ...old, accessToken: `${old.account.label}-renewed-${renewals}` }));
};
let session: Session = sessionOver({ keychain: createKeytarStore(), book, refresh });

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  process.on('message', ([order, text]: [keyof typeof orders, string]) => {
    void orders[order](text).then((answer) =>
      process.send?.({ answer, view: session.view(), memory } satisfies Standing),
    );
  });
  // A listener alone does not keep it from ending when its parent does.
  process.on('disconnect', () => process.exit(0));
}

/** A program on a desktop with this keyring. */
export function programAt(keyring: Keyring): {
  readonly order: (order: keyof typeof orders, text?: string) => Promise<Standing>;
  readonly close: () => void;
} {
  // No display: nobody can be asked for a password, which is what a question that was called off looks like.
  const env = { ...process.env, ...keyring.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  const child = fork(fileURLToPath(import.meta.url), { env, execArgv: [] });
  return {
    order: (order, text = '') =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null) => reject(new Error(`The program ended with ${String(code)}`));
        child.once('exit', ended);
        child.once('message', (standing) => {
          child.off('exit', ended);
          resolve(standing as Standing);
        });
        child.send([order, text]);
      }),
    close: () => child.kill('SIGKILL'),
  };
}
