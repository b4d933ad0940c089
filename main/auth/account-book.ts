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
  /** Signed out, but the keychain did not delete them yet. */
  accountsToDelete: readonly string[];
}

/** Where that is kept. */
export interface MemoryFile {
  get<K extends keyof AccountMemory>(key: K): AccountMemory[K];
  set<K extends keyof AccountMemory>(key: K, value: AccountMemory[K]): unknown;
}

/** Who signed in on this PC, and who of them is the one in use. */
export class AccountBook {
  readonly #file: MemoryFile;

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

  activate(name: string | null): void {
    if (name !== this.active) this.#file.set('activeAccount', name);
  }

  /** The keychain holds this sign-in now. */
  learn({ account }: Pick<Credentials, 'account'>): void {
    const { method, label } = account;
    const name = accountName({ account });
    const before = this.known.find((one) => one.name === name);
    if (before?.label !== label)
      this.#file.set('accounts', [...this.known.filter((one) => one.name !== name), { name, method, label }]);
    this.deleted(name);
  }

  /** Never again: whatever the keychain does, this sign-in is not used any more. */
  forget(name: string): void {
    if (this.active === name) this.activate(null);
    this.#file.set(
      'accounts',
      this.known.filter((one) => one.name !== name),
    );
    if (!this.toDelete.includes(name)) this.#file.set('accountsToDelete', [...this.toDelete, name]);
  }

  /** The keychain holds nothing of it any more, or holds a new sign-in that is wanted. */
  deleted(name: string): void {
    if (!this.toDelete.includes(name)) return;
    this.#file.set(
      'accountsToDelete',
      this.toDelete.filter((one) => one !== name),
    );
  }
}
