import * as v from 'valibot';
import { accountName, type Credentials } from './credentials.ts';

/** An account that signed in on this PC, by name. Nothing here is secret. */
export const KnownAccount = v.object({
  name: v.pipe(v.string(), v.maxLength(600)),
  method: v.picklist(['oidc', 'connector-pin', 'token']),
  label: v.pipe(v.string(), v.maxLength(600)),
});
export type KnownAccount = v.InferOutput<typeof KnownAccount>;

/** What the program remembers about sign-ins between runs; the secrets themselves are in the keychain. */
export interface AccountMemory {
  /** Whose secret to ask the keychain for at the next start; null: nobody's. */
  activeAccount: string | null;
  /** Whose secrets the keychain holds. */
  accounts: readonly KnownAccount[];
  /** Nobody wants these any more, or they were not confirmed to be whole: the keychain may hold something of them still. */
  accountsToDelete: readonly string[];
}

/** Where that is kept. */
export interface MemoryFile {
  get<K extends keyof AccountMemory>(key: K): AccountMemory[K];
  /** Holds at once, whether or not the disk takes it. @returns whether it did. */
  set<K extends keyof AccountMemory>(key: K, value: AccountMemory[K]): boolean;
}

/**
 * Who signed in on this PC, and who of them is the one in use. Whatever changes says whether it will still be so after
 * a restart.
 */
export class AccountBook {
  readonly #file: MemoryFile;
  #isSaved = true;

  constructor(file: MemoryFile) {
    this.#file = file;
  }

  get active(): string | null {
    return this.#file.get('activeAccount');
  }
  get known(): readonly KnownAccount[] {
    return this.#file.get('accounts');
  }
  get toDelete(): readonly string[] {
    return this.#file.get('accountsToDelete');
  }

  activate(name: string | null): boolean {
    return this.#put('activeAccount', name);
  }

  /** The keychain is about to be given its sign-in. Until that is confirmed, it is one to delete. */
  expect(name: string): boolean {
    if (this.known.some((one) => one.name === name)) return true;
    return this.#put('accountsToDelete', [...this.#toDeleteWithout(name), name]);
  }

  /** The keychain holds this sign-in now. */
  learn({ account }: Pick<Credentials, 'account'>): boolean {
    const { method, label } = account;
    const name = accountName({ account });
    const before = this.known.find((one) => one.name === name);
    const isKnown =
      before?.label === label ||
      this.#put('accounts', [...this.known.filter((one) => one !== before), { name, method, label }]);
    return this.deleted(name) && isKnown;
  }

  /** Never again: whatever the keychain does, this sign-in is not used any more. */
  forget(name: string): boolean {
    if (this.active === name) this.activate(null);
    this.#put(
      'accounts',
      this.known.filter((one) => one.name !== name),
    );
    return this.#put('accountsToDelete', [...this.#toDeleteWithout(name), name]);
  }

  /** The keychain holds nothing of it any more, or holds a new sign-in that is wanted. */
  deleted(name: string): boolean {
    return this.#put('accountsToDelete', this.#toDeleteWithout(name));
  }

  #toDeleteWithout(name: string): readonly string[] {
    return this.toDelete.filter((one) => one !== name);
  }

  /** What the disk did not take is written again with the next change, since all of it is one file. */
  #put<K extends keyof AccountMemory>(key: K, value: AccountMemory[K]): boolean {
    if (!this.#isSaved || JSON.stringify(value) !== JSON.stringify(this.#file.get(key)))
      this.#isSaved = this.#file.set(key, value);
    return this.#isSaved;
  }
}
