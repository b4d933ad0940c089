import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { Clock } from './clock.ts';
import { accountName, type Credentials } from './credentials.ts';
import type { Manners } from './credential-store.ts';
import type { KeptSignIns } from './kept-sign-ins.ts';
import { Lifetime } from './lifetime.ts';

export interface HeldSignInDeps {
  readonly kept: Pick<KeptSignIns, 'put' | 'during'>;
  readonly clock: Clock;
  /** New tokens for the same account; null: this way of signing in knows no renewal. */
  readonly refresh: ((credentials: Credentials) => Promise<Result<Credentials, AppError>>) | null;
  /** Something that people see changed; `stored` tells whether the keychain holds it as it is now. */
  readonly changed: (signIn: HeldSignIn) => void;
}

/**
 * One account's sign-in: its tokens, how long they hold, and where they are kept. Renewal is single flight: whoever
 * needs a token while one is being renewed waits for that one.
 */
export class HeldSignIn {
  readonly #deps: HeldSignInDeps;
  #credentials: Credentials;
  #lifetime: Lifetime;
  #refreshing: Promise<Result<void, AppError>> | null = null;
  #storing: Promise<void> | null = null;
  #dropped = false;
  /** The service answered 401 to the access token: it is shown to nobody again before it is renewed. */
  #isVoid = false;
  /** In the keychain as it is now; otherwise in memory only, and `problem` says why. */
  stored: boolean;
  problem: AppError | null = null;
  /** The service, or the provider, does not take it any more. */
  refused = false;

  private constructor(credentials: Credentials, stored: boolean, lifetime: Lifetime, deps: HeldSignInDeps) {
    this.#credentials = credentials;
    this.#lifetime = lifetime;
    this.#deps = deps;
    this.stored = stored;
  }

  /** Signed in a moment ago. */
  static received(credentials: Credentials, deps: HeldSignInDeps): HeldSignIn {
    return new HeldSignIn(credentials, false, Lifetime.received(deps.clock, credentials.lifetimeMs), deps);
  }

  /** Of an earlier run, as the keychain kept it. */
  static restored(credentials: Credentials, deps: HeldSignInDeps): HeldSignIn {
    return new HeldSignIn(credentials, true, Lifetime.stored(deps.clock, credentials), deps);
  }

  get name(): string {
    return accountName(this.#credentials);
  }
  get account(): Credentials['account'] {
    return this.#credentials.account;
  }
  get credentials(): Credentials {
    return this.#credentials;
  }
  /** When a person has to sign in again; null: never as far as is known, since it is renewed, or nobody said. */
  get endsAt(): number | null {
    return this.renews ? null : this.#lifetime.endsAt;
  }
  get renews(): boolean {
    return (
      this.#deps.refresh !== null &&
      this.#credentials.refreshToken !== null &&
      this.#credentials.issuer !== null
    );
  }

  /** Signed out, or replaced by a newer sign-in: what still comes for it is dropped. */
  drop(): void {
    this.#dropped = true;
  }

  /** Puts it into the keychain. In use it is already, whether or not the keychain takes it. */
  store(manners: Manners = {}): Promise<void> {
    this.#storing ??= this.#deps.kept.during(this.#store(manners));
    return this.#storing;
  }

  /** As it is in the end: what was renewed while the keychain was at it is worth nothing any more. */
  async #store(manners: Manners): Promise<void> {
    let kept: Result<void, AppError>;
    let stored: Credentials;
    do {
      stored = this.#credentials;
      kept = await this.#deps.kept.put(stored, () => !this.#dropped, manners);
      if (this.#isDropped()) return;
    } while (stored !== this.#credentials);
    this.#storing = null;
    this.stored = kept.ok;
    this.problem = kept.ok ? null : kept.error;
    this.#deps.changed(this);
  }

  /** A token that holds, renewed before its end where that can be. */
  async token(): Promise<Result<string, AppError>> {
    const isDue = this.#isVoid || this.#lifetime.isDue || this.#refreshing !== null;
    if (!this.refused && this.renews && isDue) {
      const renewed = await this.#refreshOnce();
      // What is not over yet is used until it is, whatever keeps the provider from answering.
      const holds = !this.#isVoid && this.#lifetime.left > 0;
      if (!renewed.ok && (renewed.error.code === 'auth.required' || !holds)) return renewed;
    }
    if (this.refused || this.#dropped) return err(appError('auth.required'));
    return ok(this.#credentials.accessToken);
  }

  /** Whether this is its token as it is now. */
  has(token: string): boolean {
    return this.#credentials.accessToken === token;
  }

  /** The service answered 401 to its token. */
  renew(): Promise<Result<void, AppError>> {
    this.#isVoid = true;
    return this.#refreshOnce();
  }

  /** It answered 401 again, and nothing more can be done. */
  refuse(): void {
    this.refused = true;
    this.#deps.changed(this);
  }

  #refreshOnce(): Promise<Result<void, AppError>> {
    this.#refreshing ??= this.#deps.kept.during(this.#refresh()).finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #refresh(): Promise<Result<void, AppError>> {
    const { refresh, clock } = this.#deps;
    if (refresh === null || this.#credentials.refreshToken === null) return err(appError('auth.required'));
    const renewed = await refresh(this.#credentials);
    if (this.#dropped) return err(appError('auth.required'));
    if (!renewed.ok) {
      // Only a clear no means signed out: trouble on the way there never does.
      if (renewed.error.code === 'auth.required') {
        this.refused = true;
        this.#deps.changed(this);
      }
      // What became of the renewal is in doubt; no ticket is.
      return renewed.error.code.startsWith('doubt.') ? err(appError('auth.not_renewed')) : renewed;
    }
    this.#credentials = { ...renewed.value, service: this.#credentials.service };
    this.#lifetime = Lifetime.received(clock, renewed.value.lifetimeMs);
    this.#isVoid = false;
    this.refused = false;
    // The new refresh token is safe before the new access token is used: the old one may be worth nothing by now.
    // What the keychain did not take before it may take now; nobody is asked for a password a second time.
    await this.store({ quietly: !this.stored });
    if (this.#isDropped()) return err(appError('auth.required'));
    return ok(undefined);
  }

  /** Read through a function, because it changes behind an `await`. */
  #isDropped(): boolean {
    return this.#dropped;
  }
}
