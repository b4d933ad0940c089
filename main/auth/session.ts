import { appError, type AppError, type ErrorCode } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { SessionView, SignInMethod } from '../../preload/contract/session.ts';
import type { TokenSource } from '../tickets/token-source.ts';
import type { AccountBook } from './account-book.ts';
import type { Clock } from './clock.ts';
import { signInWithPin, type PinVariant } from './connector-pin.ts';
import type { CredentialStore } from './credential-store.ts';
import { unsealed, type Credentials, type SignInApi } from './credentials.ts';
import { HeldSignIn, type HeldSignInDeps } from './held-sign-in.ts';
import { signInWithToken } from './pasted-token.ts';

export interface SessionDeps {
  readonly api: SignInApi;
  readonly keychain: CredentialStore;
  readonly book: AccountBook;
  readonly clock: Clock;
  /** Gets new tokens for the same account; null: no way of signing in knows one. Single flight is the session's. */
  readonly refresh: ((credentials: Credentials) => Promise<Result<Credentials, AppError>>) | null;
  /** Tells whoever issued it that a sign-in is over. Best effort: nobody waits for it. */
  readonly revoke?: (credentials: Credentials) => Promise<void>;
  readonly methods: readonly SignInMethod[];
  readonly pinVariant?: PinVariant;
  /** A sign-in that a person is in the middle of, in a browser. */
  readonly underWay?: () => Pick<SessionView, 'pending' | 'signInProblem'>;
  readonly changed: (view: SessionView) => void;
  /** Somebody signed in, or can be sent for again. That a token was renewed is none of it: it ends no wait. */
  readonly signedIn?: () => void;
}

/**
 * Who is signed in: several accounts may be known, one is in use. Secrets stay inside: only `token()` hands one out,
 * to the outbox. Where the keychain does not take a secret the sign-in holds for this session, in memory, and is
 * written nowhere.
 */
export class Session implements TokenSource {
  readonly #deps: SessionDeps;
  readonly #heldDeps: HeldSignInDeps;
  readonly #held = new Map<string, HeldSignIn>();
  #active: HeldSignIn | null = null;
  #restoring: Promise<void> | null = null;
  /** Whose sign-in was last said to be there to send with. */
  #said: HeldSignIn | null = null;
  /** Why the keychain gave nothing, or kept what it should have deleted. */
  #problem: ErrorCode | null = null;
  /** Counts what people intend; the answer to an earlier intention is dropped. */
  #intention = 0;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    const { keychain, clock, refresh } = deps;
    this.#heldDeps = { keychain, clock, refresh, changed: (signIn) => this.#changed(signIn) };
  }

  view(): SessionView {
    const { book, underWay } = this.#deps;
    const active = this.#active;
    const known = new Map(book.known.map(({ name, method, label }) => [name, { name, method, label }]));
    for (const { name, account } of this.#held.values())
      known.set(name, { name, method: account.method, label: account.label });
    const { pending, signInProblem } = underWay?.() ?? { pending: null, signInProblem: null };
    return {
      account:
        active === null
          ? null
          : { name: active.name, method: active.account.method, label: active.account.label },
      accounts: [...known.values()],
      restoring: this.#restoring !== null,
      refused: active?.refused ?? false,
      expiresAt: active?.endsAt ?? null,
      renews: active?.renews ?? false,
      storedIn: active === null ? 'nowhere' : active.stored ? 'keychain' : 'session',
      storageProblem: active?.problem ?? this.#problem,
      pending,
      signInProblem,
    };
  }

  /** The name of who is signed in; null: nobody. */
  account(): string | null {
    return this.#active?.name ?? null;
  }

  /** Takes the sign-in of an earlier run out of the keychain, at leisure. */
  restore(): Promise<void> {
    const name = this.#deps.book.active;
    if (name === null && this.#deps.book.toDelete.length === 0) return Promise.resolve();
    this.#restoring ??= this.#restore(name).finally(() => {
      this.#restoring = null;
      this.tell();
    });
    this.tell();
    return this.#restoring;
  }

  async #restore(name: string | null): Promise<void> {
    const { book } = this.#deps;
    const intention = this.#intention;
    const loaded = name === null ? null : await this.#load(name);
    // An earlier sign-out that the keychain did not carry out.
    let left: ErrorCode | null = null;
    for (const old of book.toDelete) {
      const deleted = await this.#delete(old);
      if (!deleted.ok) left = deleted.error.code;
    }
    // Somebody signed in or out meanwhile: they win.
    if (intention !== this.#intention) return;
    this.#problem = left;
    if (loaded?.ok === true) this.#use(loaded.value);
    else if (loaded?.error.code === 'auth.account_gone') book.activate(null);
    else if (loaded !== null) this.#problem = loaded.error.code;
  }

  /** The sign-in of a known account: the one in memory, else the keychain's. */
  async #load(name: string): Promise<Result<HeldSignIn, AppError>> {
    const held = this.#held.get(name);
    if (held !== undefined) return ok(held);
    const secret = await this.#deps.keychain.get(name);
    const meanwhile = this.#held.get(name);
    if (meanwhile !== undefined) return ok(meanwhile);
    if (!secret.ok) return secret;
    if (secret.value === null) return err(appError('auth.account_gone'));
    const credentials = unsealed(secret.value);
    if (credentials === null) return err(appError('keychain.corrupt'));
    return ok(HeldSignIn.restored(credentials, this.#heldDeps));
  }

  #use(signIn: HeldSignIn): void {
    this.#held.set(signIn.name, signIn);
    this.#active = signIn;
    this.#changed(signIn);
  }

  /** What is in the keychain as it is now comes back at the next start; what is not, does not. */
  #changed(signIn: HeldSignIn): void {
    const { book } = this.#deps;
    const { name, account, stored } = signIn;
    if (this.#held.get(name) !== signIn) return;
    if (stored) book.learn({ account });
    if (stored && signIn === this.#active) book.activate(name);
    else if (!stored && book.active === name) book.activate(null);
    this.tell();
  }

  async signInWithPin(connector: number | string, pin: string): Promise<Result<SessionView, AppError>> {
    const { api, methods, pinVariant = 'connector-id' } = this.#deps;
    const fits = (typeof connector === 'number') === (pinVariant === 'connector-id');
    if (!methods.includes('connector-pin') || !fits) return err(appError('auth.method_disabled'));
    const intention = (this.#intention += 1);
    const credentials = await signInWithPin(api, connector, pin);
    if (!credentials.ok) return credentials;
    return intention === this.#intention ? this.adopt(credentials.value) : ok(this.view());
  }

  async signInWithToken(pasted: string): Promise<Result<SessionView, AppError>> {
    if (!this.#deps.methods.includes('token')) return err(appError('auth.method_disabled'));
    const credentials = signInWithToken(pasted);
    return credentials.ok ? this.adopt(credentials.value) : credentials;
  }

  /** In use from now on, whether or not the keychain takes it. Who was in use before stays known. */
  async adopt(credentials: Credentials): Promise<Result<SessionView, AppError>> {
    this.#intention += 1;
    const signIn = HeldSignIn.received(credentials, this.#heldDeps);
    this.#held.get(signIn.name)?.drop();
    this.#problem = null;
    this.#use(signIn);
    await signIn.store();
    return ok(this.view());
  }

  /** Uses another account that is known here. The one in use so far loses nothing. */
  async switchTo(name: string): Promise<Result<SessionView, AppError>> {
    const intention = (this.#intention += 1);
    const loaded = await this.#load(name);
    if (intention !== this.#intention) return ok(this.view());
    if (!loaded.ok) {
      if (loaded.error.code === 'auth.account_gone') this.#deps.book.forget(name);
      this.tell();
      return loaded;
    }
    this.#problem = null;
    this.#use(loaded.value);
    return ok(this.view());
  }

  /** Ends the sign-in in use. Drafts and tickets stay. */
  async signOut(): Promise<Result<SessionView, AppError>> {
    this.#intention += 1;
    const name = this.account() ?? this.#deps.book.active;
    return name === null ? ok(this.view()) : this.remove(name);
  }

  /** Forgets an account's secret, here at once and in the keychain. */
  async remove(name: string): Promise<Result<SessionView, AppError>> {
    const intention = (this.#intention += 1);
    const signIn = this.#held.get(name);
    signIn?.drop();
    this.#held.delete(name);
    if (this.account() === name) this.#active = null;
    this.#problem = null;
    // Forgotten first: whatever the keychain does, the next start must not sign in again.
    this.#deps.book.forget(name);
    this.tell();
    if (signIn !== undefined) void this.#deps.revoke?.(signIn.credentials);
    const deleted = await this.#delete(name);
    if (intention === this.#intention && !deleted.ok) this.#problem = deleted.error.code;
    this.tell();
    return ok(this.view());
  }

  async #delete(name: string): Promise<Result<void, AppError>> {
    const deleted = await this.#deps.keychain.delete(name);
    if (deleted.ok) this.#deps.book.deleted(name);
    return deleted;
  }

  /** The keychain was unlocked, allowed or started meanwhile: what it did not do, it may do now. */
  async retryKeychain(): Promise<Result<SessionView, AppError>> {
    if (this.#active !== null && !this.#active.stored) await this.#active.store();
    else await this.restore();
    return ok(this.view());
  }

  async token(): Promise<Result<{ value: string; account: string }, AppError>> {
    // A click right after the start must not find "signed out" only because the keychain is slow.
    await this.#restoring;
    const signIn = this.#active;
    if (signIn === null) return err(appError('auth.required'));
    const token = await signIn.token();
    return token.ok ? ok({ value: token.value, account: signIn.name }) : token;
  }

  renew(token: string): Promise<Result<void, AppError>> {
    return this.#active?.renew(token) ?? Promise.resolve(err(appError('auth.required')));
  }

  refused(token: string): void {
    for (const signIn of this.#held.values()) signIn.refuse(token);
  }

  /** Tells the window how things stand, and whoever waits for a sign-in that there is one. */
  tell(): void {
    this.#deps.changed(this.view());
    if (this.#restoring !== null) return;
    const before = this.#said;
    this.#said = this.#active?.refused === false ? this.#active : null;
    if (this.#said !== null && this.#said !== before) this.#deps.signedIn?.();
  }
}
