import { appError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { CredentialStore, KeychainError } from './credential-store.ts';
import { Secret } from './secret.ts';
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

/** What this file needs of keytar. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeytarStoreOptions {
  readonly load?: () => Promise<Keytar>;
  readonly timeoutMs?: number;
}

/** Secrets in the operating system's keychain. Loaded when first used: a PC without one starts all the same. */
export function createKeytarStore(options: KeytarStoreOptions = {}): CredentialStore {
  const { load = loadKeytar, timeoutMs = TIMEOUT_MS } = options;
  // Anew after a failure: a keychain may be installed while the program runs.
  const keytar = loadedOnce(load);
  // One call at a time. keytar blocks a thread a call; piling up behind a keychain that hangs would block them all.
  let last: Promise<unknown> = Promise.resolve();
  let hanging = false;

  const run = <T>(work: (keychain: Keytar) => Promise<T>): Promise<Result<T, KeychainError>> => {
    const result = last.then(() => attempt(work));
    last = result;
    return result;
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
      return failure(error instanceof Torn ? 'keychain.corrupt' : codeOf(error));
    }
  };

  return {
    get: (account) =>
      run(async (keychain) => {
        const text = await read(keychain, account);
        return text === null ? null : new Secret(text);
      }),
    set: (account, secret) =>
      run(async (keychain) => {
        await write(keychain, account, secret.reveal());
        if ((await read(keychain, account)) !== secret.reveal()) throw new Error('read back differently');
      }),
    delete: (account) =>
      run(async (keychain) => {
        await remove(keychain, account);
        if ((await keychain.getPassword(keychainService, account)) !== null) throw new Error('still there');
      }),
  };
}

/** Parts are missing: half a token is no token. */
class Torn extends Error {}

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
    if (part === null) throw new Torn();
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

/** keytar passes on the platform's texts and no codes: this is the one place that reads them. */
function codeOf(error: unknown): KeychainError['code'] {
  const text =
    error instanceof Error ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}` : '';
  if (/locked|dismissed|cancell?ed|interaction is not allowed/i.test(text)) return 'keychain.locked';
  if (/AccessDenied|denied|not permitted|not authori[sz]ed|EACCES|EPERM|passphrase you entered/i.test(text))
    return 'keychain.denied';
  if (
    /MODULE_NOT_FOUND|ERR_DLOPEN|cannot open shared object|Cannot find (module|package)|not provided by any|autolaunch|StartServiceByName|ServiceUnknown|No such interface|Could not connect|Connection refused|No such file/i.test(
      text,
    )
  ) {
    return 'keychain.absent';
  }
  return 'keychain.failed';
}

async function loadKeytar(): Promise<Keytar> {
  const module = (await import('keytar')) as unknown as Keytar & { default?: Keytar };
  return module.default ?? module;
}
