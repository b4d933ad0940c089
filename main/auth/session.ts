import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { SessionView } from '../../preload/contract/session.ts';
import type { TokenSource } from '../tickets/outbox.ts';
import { signInWithPin } from './connector-pin.ts';
import type { CredentialStore, KeychainError } from './credential-store.ts';
import { accountName, sealed, unsealed, type Credentials, type SignInApi } from './credentials.ts';
import { signInWithToken } from './pasted-token.ts';

export interface SessionDeps {
  readonly api: SignInApi;
  readonly keychain: CredentialStore;
  /** Remembers whose secret to ask the keychain for. The name of an account, never a secret. */
  readonly remembered: { get(): string | null; set(account: string | null): void };
  /** Gets new tokens for the same account; null: this way of signing in knows none. Single flight is the session's. */
  readonly refresh: ((credentials: Credentials) => Promise<Result<Credentials, AppError>>) | null;
  readonly methods: readonly ('connector-pin' | 'token')[];
  readonly changed: (view: SessionView) => void;
}

/**
 * Who is signed in. Secrets stay inside: only `token()` hands one out, to the outbox. Where the keychain does not
 * take a secret the sign-in holds for this session, in memory, and is written nowhere.
 */
export class Session implements TokenSource {
  readonly #deps: SessionDeps;
  #credentials: Credentials | null = null;
  #storedIn: SessionView['storedIn'] = 'nowhere';
  #storageProblem: KeychainError['code'] | null = null;
  #refused = false;
  #restoring: Promise<void> | null = null;
  /** Counts what people intend; the answer to an earlier intention is dropped. */
  #intention = 0;
  #refreshing: Promise<Result<void, AppError>> | null = null;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  view(): SessionView {
    return {
      account: this.#credentials?.account ?? null,
      restoring: this.#restoring !== null,
      refused: this.#refused,
      storedIn: this.#storedIn,
      storageProblem: this.#storageProblem,
    };
  }

  /** The name of who is signed in; null: nobody. */
  account(): string | null {
    return this.#credentials === null ? null : accountName(this.#credentials);
  }

  /** Takes the sign-in of an earlier run out of the keychain, at leisure. */
  restore(): Promise<void> {
    const account = this.#deps.remembered.get();
    if (account === null) return Promise.resolve();
    this.#restoring ??= this.#restore(account).finally(() => {
      this.#restoring = null;
      this.#tell();
    });
    this.#tell();
    return this.#restoring;
  }

  async #restore(account: string): Promise<void> {
    const intention = this.#intention;
    const secret = await this.#deps.keychain.get(account);
    // Somebody signed in or out meanwhile: they win.
    if (intention !== this.#intention) return;
    if (!secret.ok) {
      this.#storageProblem = secret.error.code;
      return;
    }
    const credentials = secret.value === null ? null : unsealed(secret.value);
    if (secret.value !== null && credentials === null) this.#storageProblem = 'keychain.failed';
    this.#credentials = credentials;
    this.#storedIn = credentials === null ? 'nowhere' : 'keychain';
  }

  async signInWithPin(connectorId: number, pin: string): Promise<Result<SessionView, AppError>> {
    if (!this.#deps.methods.includes('connector-pin')) return err(appError('auth.method_disabled'));
    const intention = (this.#intention += 1);
    const credentials = await signInWithPin(this.#deps.api, connectorId, pin);
    return credentials.ok ? this.#adopt(credentials.value, intention) : credentials;
  }

  async signInWithToken(pasted: string): Promise<Result<SessionView, AppError>> {
    if (!this.#deps.methods.includes('token')) return err(appError('auth.method_disabled'));
    const intention = (this.#intention += 1);
    const credentials = signInWithToken(pasted);
    return credentials.ok ? this.#adopt(credentials.value, intention) : credentials;
  }

  async #adopt(credentials: Credentials, intention: number): Promise<Result<SessionView, AppError>> {
    if (intention !== this.#intention) return ok(this.view());
    // In use from now on, whether or not the keychain takes it.
    this.#credentials = credentials;
    this.#refused = false;
    this.#storedIn = 'session';
    this.#storageProblem = null;
    this.#tell();
    const account = accountName(credentials);
    const stored = await this.#deps.keychain.set(account, sealed(credentials));
    if (intention === this.#intention) {
      if (stored.ok) {
        this.#storedIn = 'keychain';
        this.#deps.remembered.set(account);
      } else {
        this.#storageProblem = stored.error.code;
      }
      this.#tell();
    } else if (stored.ok && this.account() !== account) {
      // Signed out, or another signed in, while the keychain was at it: what it stored must not stay behind.
      await this.#deps.keychain.delete(account);
    }
    return ok(this.view());
  }

  /** Forgets the secret, here at once and in the keychain. Drafts and tickets stay. */
  async signOut(): Promise<Result<SessionView, AppError>> {
    const intention = (this.#intention += 1);
    const account = this.account() ?? this.#deps.remembered.get();
    this.#credentials = null;
    this.#refused = false;
    this.#storedIn = 'nowhere';
    this.#storageProblem = null;
    this.#tell();
    if (account === null) return ok(this.view());
    // Forgotten first: whatever the keychain does, the next start must not sign in again.
    this.#deps.remembered.set(null);
    const deleted = await this.#deps.keychain.delete(account);
    if (intention === this.#intention && !deleted.ok) {
      this.#storageProblem = deleted.error.code;
      this.#tell();
    }
    return ok(this.view());
  }

  async token(): Promise<Result<{ value: string; account: string }, AppError>> {
    // A click right after the start must not find "signed out" only because the keychain is slow.
    await this.#restoring;
    if (this.#credentials === null || this.#refused) return err(appError('auth.required'));
    return ok({ value: this.#credentials.accessToken, account: accountName(this.#credentials) });
  }

  /**
   * The service answered 401 to this token. Gets another one, once for everybody who asks; that somebody already did
   * is good news too. Only a clear refusal means signed out: trouble on the way there never does.
   */
  renew(token: string): Promise<Result<void, AppError>> {
    if (this.#credentials === null) return Promise.resolve(err(appError('auth.required')));
    if (this.#credentials.accessToken !== token && !this.#refused) return Promise.resolve(ok(undefined));
    this.#refreshing ??= this.#refresh(this.#credentials).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refresh(old: Credentials): Promise<Result<void, AppError>> {
    const { refresh, keychain } = this.#deps;
    if (refresh === null || old.refreshToken === null) return err(appError('auth.required'));
    const intention = this.#intention;
    const renewed = await refresh(old);
    if (!renewed.ok) return renewed;
    if (intention !== this.#intention) return err(appError('auth.required'));
    // The new refresh token is safe before the new access token is used: the old one may be worth nothing by now.
    const stored =
      this.#storedIn === 'keychain'
        ? await keychain.set(accountName(renewed.value), sealed(renewed.value))
        : null;
    if (intention !== this.#intention) return err(appError('auth.required'));
    this.#credentials = renewed.value;
    this.#refused = false;
    if (stored?.ok === false) {
      this.#storedIn = 'session';
      this.#storageProblem = stored.error.code;
    }
    this.#tell();
    return ok(undefined);
  }

  refused(token: string): void {
    if (this.#credentials?.accessToken !== token) return;
    this.#refused = true;
    this.#tell();
  }

  #tell(): void {
    this.#deps.changed(this.view());
  }
}
