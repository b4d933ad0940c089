import { appError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { CredentialStore, KeychainError, Manners } from './credential-store.ts';
import { shown } from './credentials.ts';
import { Secret } from './secret.ts';
import { keyringState, type KeyringState } from './secret-service.ts';
import { loadedOnce } from '../loaded-once.ts';
import { inTime } from '../timers.ts';

/** The one name under which everything of ours stands in the keychain (documented for administrators). */
export const keychainService = 'Jifeline Workshop';

/** How long a keychain may take: it may be asking its owner for a password. */
const TIMEOUT_MS = 15_000;
/** Windows keeps at most 2,560 bytes an entry; a longer secret is spread over several. */
const PART_BYTES = 2_400;
/**
 * An entry that is only the head of a spread secret: which set of parts, and how many. No token starts with a control
 * character. A secret is replaced by writing the other set and then the head, so that there is always a whole one.
 */
const SPREAD = /^\u0001parts:(?<set>[ab]):(?<count>\d{1,3})$/;
type PartSet = 'a' | 'b';
/** An entry that comes and goes: whoever can write and read it has an open keychain. No account is called so. */
const PROBE = 'probe';

/** What this file needs of keytar. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeytarStoreOptions {
  readonly load?: () => Promise<Keytar>;
  readonly timeoutMs?: number;
  /** What the system says of its keyring without asking anybody for a password. */
  readonly state?: () => Promise<KeyringState>;
}

/** Secrets in the operating system's keychain. Loaded when first used: a PC without one starts all the same. */
export function createKeytarStore(options: KeytarStoreOptions = {}): CredentialStore {
  const { load = loadKeytar, timeoutMs = TIMEOUT_MS, state = stateHere } = options;
  // Anew after a failure: a keychain may be installed while the program runs.
  const keytar = loadedOnce(() =>
    load().catch(() => {
      // However the system says it, and in whatever language.
      throw new Failed('keychain.absent');
    }),
  );
  // One call at a time. keytar blocks a thread a call; piling up behind a keychain that hangs would block them all.
  let last: Promise<unknown> = Promise.resolve();
  let hanging = false;

  const run = <T>(
    { quietly = false }: Manners,
    work: (keychain: Keytar) => Promise<T>,
  ): Promise<Result<T, KeychainError>> => {
    const result = last.then(() =>
      attempt(async (keychain) => {
        if (quietly) await mustNotBeClosed();
        return work(keychain);
      }),
    );
    last = result;
    return result;
  };

  /** Where that is known to be in vain, nobody is asked for a password (again). */
  const mustNotBeClosed = async (): Promise<void> => {
    const code = closed[await state()];
    if (code !== undefined) throw new Failed(code);
  };

  const attempt = async <T>(work: (keychain: Keytar) => Promise<T>): Promise<Result<T, KeychainError>> => {
    // It has not come back from an earlier call: it will not from this one either.
    if (hanging) return failure('keychain.timeout');
    const call = keytar().then(work);
    try {
      const value = await inTime(call, timeoutMs, 'timeout');
      if (value !== 'timeout') return ok(value as T);
      hanging = true;
      const back = () => {
        hanging = false;
      };
      call.then(back, back);
      return failure('keychain.timeout');
    } catch (error) {
      if (error instanceof Failed && error.code !== 'keychain.failed') return failure(error.code);
      const code = closed[await state()];
      if (code !== undefined) return failure(code);
      return error instanceof Failed ? failure(error.code) : failureOf(error);
    }
  };

  /**
   * "There is none" is what a locked keychain says too. It is believed while an entry of our own, written before, can
   * be read afterwards.
   */
  const whileOpen = async <T>(keychain: Keytar, work: () => Promise<T>): Promise<T> => {
    await keychain.setPassword(keychainService, PROBE, PROBE);
    const result = await work();
    if ((await keychain.getPassword(keychainService, PROBE)) !== PROBE) throw new Failed('keychain.failed');
    await keychain.deletePassword(keychainService, PROBE);
    return result;
  };

  return {
    get: (account, manners = {}) =>
      run(manners, async (keychain) => {
        let text = await read(keychain, account);
        if (text === null) {
          // Whoever just said no to its question is not asked once more by the probe.
          await mustNotBeClosed();
          text = await whileOpen(keychain, () => read(keychain, account));
        }
        return text === null ? null : new Secret(text);
      }),
    set: (account, secret, manners = {}) =>
      run(manners, async (keychain) => {
        await write(keychain, account, secret.reveal());
        // Read back differently.
        if ((await read(keychain, account)) !== secret.reveal()) throw new Failed('keychain.failed');
      }),
    delete: (account, manners = {}) =>
      run(manners, (keychain) =>
        whileOpen(keychain, async () => {
          await remove(keychain, account);
          // Still there.
          if ((await keychain.getPassword(keychainService, account)) !== null)
            throw new Failed('keychain.failed');
        }),
      ),
  };
}

/** What is the matter is known already. */
class Failed extends Error {
  readonly code: KeychainError['code'];
  constructor(code: KeychainError['code']) {
    super(code);
    this.code = code;
  }
}

/** In these states nothing can be had of a keyring, whatever it answers. */
const closed: Readonly<Partial<Record<KeyringState, KeychainError['code']>>> = {
  absent: 'keychain.absent',
  denied: 'keychain.denied',
  empty: 'keychain.not_set_up',
  locked: 'keychain.locked',
};

/** Windows' and macOS's keychains answer for themselves. */
const stateHere = (): Promise<KeyringState> =>
  process.platform === 'linux' ? keyringState() : Promise.resolve('unknown');

const partName = (account: string, set: PartSet, index: number) => `${account}#${set}${index}`;

function headOf(entry: string | null): { set: PartSet; count: number } | null {
  const head = SPREAD.exec(entry ?? '')?.groups;
  return head === undefined ? null : { set: head.set as PartSet, count: Number(head.count) };
}

async function read(keychain: Keytar, account: string): Promise<string | null> {
  const entry = await keychain.getPassword(keychainService, account);
  const head = headOf(entry);
  if (head === null) return entry;
  const parts: string[] = [];
  for (let index = 1; index <= head.count; index += 1) {
    const part = await keychain.getPassword(keychainService, partName(account, head.set, index));
    // Parts are missing: half a token is no token.
    if (part === null) throw new Failed('keychain.corrupt');
    parts.push(part);
  }
  return parts.join('');
}

async function write(keychain: Keytar, account: string, text: string): Promise<void> {
  const before = headOf(await keychain.getPassword(keychainService, account));
  if (Buffer.byteLength(text, 'utf8') <= PART_BYTES) {
    await keychain.setPassword(keychainService, account, text);
  } else {
    const set = before?.set === 'a' ? 'b' : 'a';
    const parts = split(text);
    for (const [index, part] of parts.entries()) {
      await keychain.setPassword(keychainService, partName(account, set, index + 1), part);
    }
    // The head goes last: until then the secret before this one is still whole.
    await keychain.setPassword(keychainService, account, `\u0001parts:${set}:${parts.length}`);
    await removeParts(keychain, account, set, parts.length + 1);
  }
  if (before !== null) await removeParts(keychain, account, before.set, 1, before.count);
}

async function remove(keychain: Keytar, account: string): Promise<void> {
  const entry = await keychain.getPassword(keychainService, account);
  const head = headOf(entry);
  if (entry !== null) await keychain.deletePassword(keychainService, account);
  for (const set of ['a', 'b'] as const)
    await removeParts(keychain, account, set, 1, head?.set === set ? head.count : 0);
}

/**
 * Removes the parts from this one on: as many as were named, and those that an interrupted write left behind. From the
 * last to the first, so that what is interrupted leaves no gap, behind which nobody would look.
 */
async function removeParts(
  keychain: Keytar,
  account: string,
  set: PartSet,
  from: number,
  named = 0,
): Promise<void> {
  let last = named;
  while (
    (await keychain.getPassword(keychainService, partName(account, set, Math.max(last + 1, from)))) !== null
  )
    last = Math.max(last + 1, from);
  for (let index = last; index >= from; index -= 1)
    await keychain.deletePassword(keychainService, partName(account, set, index));
}

/** Into pieces of at most PART_BYTES UTF-8 bytes, never through the middle of a character. */
function split(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of text) {
    const size = Buffer.byteLength(character, 'utf8');
    if (bytes + size > PART_BYTES) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += character;
    bytes += size;
  }
  return [...parts, part];
}

const failure = (code: KeychainError['code']) => err(appError(code) as KeychainError);

/**
 * keytar passes on the platform's texts and no codes: this is the one place that reads them, for Windows and macOS. Where
 * they are in another language, or say something else, people see them as they are.
 */
function failureOf(error: unknown): Result<never, KeychainError> {
  const text = error instanceof Error ? error.message : '';
  if (/locked|dismissed|cancell?ed|interaction is not allowed/i.test(text)) return failure('keychain.locked');
  if (/AccessDenied|denied|not permitted|not authori[sz]ed|passphrase you entered/i.test(text))
    return failure('keychain.denied');
  const message = shown(text);
  return err(appError('keychain.failed', message === '' ? undefined : { message }) as KeychainError);
}

async function loadKeytar(): Promise<Keytar> {
  const module = (await import('keytar')) as unknown as Keytar & { default?: Keytar };
  return module.default ?? module;
}
