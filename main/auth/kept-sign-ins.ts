import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { AccountBook } from './account-book.ts';
import type { CredentialStore, Manners } from './credential-store.ts';
import { accountName, sealed, unsealed, type Credentials } from './credentials.ts';

/**
 * The sign-ins that outlive the program: each a secret in the keychain, and in the settings that it is there. A secret
 * that no setting knows of could never be removed, so the settings are told first.
 */
export class KeptSignIns {
  readonly #keychain: CredentialStore;
  readonly #book: AccountBook;
  readonly #service: string;
  readonly #underWay = new Set<Promise<unknown>>();

  /** @param service for whose API these sign-ins are. */
  constructor(keychain: CredentialStore, book: AccountBook, service: string) {
    this.#keychain = keychain;
    this.#book = book;
    this.#service = service;
  }

  /** Work after which something else is to be kept: the program does not end in the middle of it. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  /** Resolves when nothing of that is under way any more. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  /**
   * @param isWanted asked when the keychain has answered: somebody may have signed out meanwhile.
   * @returns ok: it comes back at the next start. Otherwise nothing of it does, and what the keychain may hold of it
   *   all the same is deleted.
   */
  async put(
    credentials: Credentials,
    isWanted: () => boolean,
    manners: Manners = {},
  ): Promise<Result<void, AppError>> {
    const { account } = credentials;
    const name = accountName(credentials);
    if (!this.#book.expect(name)) return err(appError('settings.not_saved'));
    const kept = await this.#keychain.set(name, sealed({ ...credentials, service: this.#service }), manners);
    if (!isWanted()) return kept;
    if (kept.ok && this.#book.learn({ account })) return kept;
    // Where there is no keychain, nothing came into it.
    const isInIt = kept.ok || !['keychain.absent', 'keychain.not_set_up'].includes(kept.error.code);
    if (isInIt) this.#book.forget(name);
    else if (!this.#book.known.some((one) => one.name === name)) this.#book.deleted(name);
    return kept.ok ? err(appError('settings.not_saved')) : kept;
  }

  /**
   * `auth.account_gone`: the keychain holds none by that name. `auth.required`: it is for another service, since the
   * deployment file changed; a token is shown to nobody but whom it is for.
   */
  async get(name: string, manners: Manners = {}): Promise<Result<Credentials, AppError>> {
    const secret = await this.#keychain.get(name, manners);
    if (!secret.ok) return secret;
    if (secret.value === null) return err(appError('auth.account_gone'));
    const credentials = unsealed(secret.value);
    // Some keychains do not tell capital letters from small ones, and give another account's.
    if (credentials === null || accountName(credentials) !== name) return err(appError('keychain.corrupt'));
    const { service = this.#service } = credentials;
    return service === this.#service ? ok(credentials) : err(appError('auth.required'));
  }

  /** Whatever fails is done again at the next start. */
  async delete(name: string, manners: Manners = {}): Promise<Result<void, AppError>> {
    const deleted = await this.#keychain.delete(name, manners);
    if (deleted.ok) this.#book.deleted(name);
    return deleted;
  }
}
