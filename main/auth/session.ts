import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { SessionView, SignInMethod } from '../../preload/contract/session.ts';
import type { TokenSource } from '../tickets/token-source.ts';
import type { AccountBook } from './account-book.ts';
import type { Clock } from './clock.ts';
import { signInWithPin, type PinVariant } from './connector-pin.ts';
import type { CredentialStore, Manners } from './credential-store.ts';
import type { Credentials, SignInApi } from './credentials.ts';
import { HeldSignIn, type HeldSignInDeps } from './held-sign-in.ts';
import { KeptSignIns } from './kept-sign-ins.ts';
import { signInWithToken } from './pasted-token.ts';

export interface SessionDeps {
  readonly api: SignInApi;
  /** The origin of the API that the deployment file names: sign-ins of another one are not used. */
  readonly service: string;
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
 * to the outbox. Where the keychain does not take a secret the sign-in holds for this session, in memory.
 */
export class Session implements TokenSource {
  readonly #deps: SessionDeps;
  readonly #kept: KeptSignIns;
  readonly #heldDeps: HeldSignInDeps;
  readonly #held = new Map<string, HeldSignIn>();
  #active: HeldSignIn | null = null;
  /** Whose sign-in an earlier run left in use, until the keychain gives it out or somebody else is in use. */
  #remembered: string | null = null;
  /** Whom somebody switches to, until the keychain has answered. */
  #chosen: string | null = null;
  #switching: Promise<unknown> = Promise.resolve();
  #restoring: Promise<void> | null = null;
  /** Whose sign-in was last said to be there to send with. */
  #said: HeldSignIn | null = null;
  /** Why the keychain gave nothing, or kept what it should have deleted. */
  #problem: AppError | null = null;
  #hasSignedOut = false;
  /** Counts what people intend; the answer to an earlier intention is dropped. */
  #intention = 0;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    const { keychain, book, service, clock, refresh } = deps;
    const kept = new KeptSignIns(keychain, book, service);
    this.#kept = kept;
    this.#heldDeps = { kept, clock, refresh, changed: (signIn) => this.#changed(signIn) };
  }

  view(): SessionView {
    const { book, underWay } = this.#deps;
    const active = this.#active;
    const known = new Map(book.known.map(({ name, method, label }) => [name, { name, method, label }]));
    for (const { name, account } of this.#held.values())
      known.set(name, { name, method: account.method, label: account.label });
    const { pending, signInProblem } = underWay?.() ?? { pending: null, signInProblem: null };
    const problem = active?.problem ?? this.#problem;
    const message = problem?.details?.message;
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
      storageProblem: problem?.code ?? null,
      storageMessage: typeof message === 'string' ? message : null,
      undeleted: book.toDelete.some((name) => !this.#held.has(name)),
      pending,
      signInProblem,
    };
  }

  /** Whose ticket it is that is released now; null: nobody's. Who that is does not wait for the keychain. */
  account(): string | null {
    return this.#chosen ?? this.#active?.name ?? this.#remembered;
  }

  /** Whether somebody signed in at this PC before, whose browser may still know them. */
  isShared(): boolean {
    return this.#hasSignedOut || this.view().accounts.length > 0 || this.#deps.book.toDelete.length > 0;
  }

  /** Takes the sign-in of an earlier run out of the keychain, at leisure. */
  restore(manners: Manners = {}): Promise<void> {
    const name = this.#deps.book.active;
    if (name === null && this.#deps.book.toDelete.length === 0) return Promise.resolve();
    if (this.#active === null) this.#remembered = name;
    this.#restoring ??= this.#restore(name, manners).finally(() => {
      this.#restoring = null;
      this.tell();
    });
    this.tell();
    return this.#restoring;
  }

  async #restore(name: string | null, manners: Manners): Promise<void> {
    const { book } = this.#deps;
    const intention = this.#intention;
    const loaded = name === null ? null : await this.#load(name, manners);
    // An earlier sign-out that the keychain did not carry out, or what it was given and did not confirm. Whoever said no
    // to the keychain's question is not asked for each of them.
    let left: AppError | null = null;
    for (const old of book.toDelete) {
      const isInVain = left !== null || loaded?.ok === false;
      const deleted = await this.#delete(old, isInVain ? { quietly: true } : manners);
      if (!deleted.ok) left = deleted.error;
    }
    // Somebody else signed in, or this one signed out, meanwhile: they win.
    const isWanted = name !== null && this.#remembered === name;
    if (isWanted || intention === this.#intention) this.#problem = left;
    if (loaded === null || !isWanted) return;
    if (loaded.ok) this.#use(loaded.value);
    else if (loaded.error.code !== 'auth.account_gone') this.#problem = loaded.error;
    else {
      this.#remembered = null;
      book.activate(null);
    }
  }

  /** The sign-in of a known account: the one in memory, else the keychain's. */
  async #load(name: string, manners: Manners = {}): Promise<Result<HeldSignIn, AppError>> {
    const held = this.#held.get(name);
    if (held !== undefined) return ok(held);
    const credentials = await this.#kept.get(name, manners);
    const meanwhile = this.#held.get(name);
    if (meanwhile !== undefined) return ok(meanwhile);
    return credentials.ok ? ok(HeldSignIn.restored(credentials.value, this.#heldDeps)) : credentials;
  }

  #use(signIn: HeldSignIn): void {
    this.#held.set(signIn.name, signIn);
    this.#active = signIn;
    this.#remembered = null;
    this.#changed(signIn);
    // Of an earlier version, which did not keep whose it is: it is taken for this service's.
    if (signIn.stored && signIn.credentials.service === undefined) void signIn.store();
  }

  /** What is in the keychain as it is now comes back at the next start; what is not, does not. */
  #changed(signIn: HeldSignIn): void {
    const { book } = this.#deps;
    const { name, stored } = signIn;
    if (this.#held.get(name) !== signIn) return;
    const isSaved =
      stored && signIn === this.#active
        ? book.activate(name)
        : stored || book.active !== name || book.activate(null);
    if (!isSaved) this.#problem = appError('settings.not_saved');
    this.tell();
  }

  /** Somebody decides who is in use: the answer to an earlier decision is dropped. */
  #intend(chosen: string | null = null): number {
    this.#chosen = chosen;
    return (this.#intention += 1);
  }

  async signInWithPin(connector: number | string, pin: string): Promise<Result<SessionView, AppError>> {
    const { api, methods, pinVariant = 'connector-id' } = this.#deps;
    const fits = (typeof connector === 'number') === (pinVariant === 'connector-id');
    if (!methods.includes('connector-pin') || !fits) return err(appError('auth.method_disabled'));
    const intention = this.#intend();
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
    this.#intend();
    const { service } = this.#deps;
    const signIn = HeldSignIn.received({ ...credentials, service }, this.#heldDeps);
    this.#held.get(signIn.name)?.drop();
    this.#problem = null;
    this.#use(signIn);
    await signIn.store();
    return ok(this.view());
  }

  /** Uses another account that is known here. The one in use so far loses nothing. */
  switchTo(name: string): Promise<Result<SessionView, AppError>> {
    const switched = this.#switchTo(name);
    this.#switching = switched;
    return switched;
  }

  async #switchTo(name: string): Promise<Result<SessionView, AppError>> {
    const intention = this.#intend(name);
    const loaded = await this.#load(name);
    if (intention !== this.#intention) return ok(this.view());
    this.#chosen = null;
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
    this.#intend();
    const name = this.#active?.name ?? this.#deps.book.active;
    return name === null ? ok(this.view()) : this.remove(name);
  }

  /** Forgets an account's secret, here at once and in the keychain. */
  remove(name: string): Promise<Result<SessionView, AppError>> {
    return this.#kept.during(this.#remove(name));
  }

  async #remove(name: string): Promise<Result<SessionView, AppError>> {
    const { book, revoke } = this.#deps;
    const intention = this.#intend();
    this.#hasSignedOut = true;
    const signIn = this.#held.get(name);
    signIn?.drop();
    this.#held.delete(name);
    if (this.#active?.name === name) this.#active = null;
    if (this.#remembered === name) this.#remembered = null;
    this.#problem = null;
    // Forgotten first: whatever the keychain does, the next start must not sign in again.
    const isSaved = book.forget(name);
    this.tell();
    if (revoke !== undefined) {
      const last = signIn === undefined ? await this.#kept.get(name) : ok(signIn.credentials);
      if (last.ok) void revoke(last.value).catch(() => undefined);
    }
    const deleted = await this.#delete(name);
    // Where neither takes it, the account is back at the next start.
    if (intention === this.#intention && !deleted.ok)
      this.#problem = isSaved ? deleted.error : appError('settings.not_saved');
    this.tell();
    return ok(this.view());
  }

  /** Unless somebody signed in with it meanwhile: then it may be on its way into the keychain. */
  async #delete(name: string, manners: Manners = {}): Promise<Result<void, AppError>> {
    return this.#held.has(name) ? ok(undefined) : this.#kept.delete(name, manners);
  }

  /** The keychain was unlocked, allowed or started meanwhile: what it did not do, it may do now. */
  async retryKeychain(manners: Manners = {}): Promise<Result<SessionView, AppError>> {
    for (const signIn of [...this.#held.values()])
      if (!signIn.stored && signIn !== this.#active) await signIn.store(manners);
    if (this.#active !== null && !this.#active.stored) await this.#active.store(manners);
    else {
      await this.restore(manners);
      if (this.#active !== null) this.#changed(this.#active);
    }
    return ok(this.view());
  }

  /** The PC woke up, or somebody unlocked it, and perhaps its keychain. Nobody is asked for a password. */
  async unlocked(): Promise<void> {
    if (this.view().storageProblem?.startsWith('keychain.') === true)
      await this.retryKeychain({ quietly: true });
  }

  async token(): Promise<Result<{ value: string; account: string }, AppError>> {
    // A click right after the start, or after a switch, must not find "signed out" or somebody else only because the
    // keychain is slow.
    await (this.#chosen === null ? this.#restoring : Promise.all([this.#restoring, this.#switching]));
    const signIn = this.#active;
    if (signIn === null) return err(appError('auth.required'));
    const token = await signIn.token();
    return token.ok ? ok({ value: token.value, account: signIn.name }) : token;
  }

  /** Whoever is in use by now: the token says whose it is. One that nobody has any more was renewed, or signed out. */
  async renew(token: string): Promise<Result<void, AppError>> {
    return this.#holderOf(token)?.renew() ?? ok(undefined);
  }

  refused(token: string): void {
    this.#holderOf(token)?.refuse();
  }

  #holderOf(token: string): HeldSignIn | undefined {
    return [...this.#held.values()].find((signIn) => signIn.has(token));
  }

  /** Before the program ends. Resolves when the keychain has been told all that there is to tell it. */
  idle(): Promise<void> {
    return this.#kept.idle();
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
