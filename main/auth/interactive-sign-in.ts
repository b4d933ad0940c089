import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { Pending, SessionView } from '../../preload/contract/session.ts';
import type { Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { BrowserFlow, IdentityProvider } from './identity-provider.ts';
import type { Loopback } from './loopback.ts';

export interface InteractiveDeps {
  /** The sign-in service, made when first needed. */
  readonly provider: () => Promise<IdentityProvider>;
  /** Listens for the browser's way back. */
  readonly listen: () => Promise<Result<Loopback, AppError>>;
  /** Opens an address in the system's browser. @returns whether that worked. */
  readonly openBrowser: (url: string) => Promise<boolean>;
  readonly copyText: (text: string) => void;
  /** Whether somebody else may have signed in at this PC before. */
  readonly isShared: () => boolean;
  /** What to do with the sign-in once it is there. */
  readonly adopt: (credentials: Credentials) => Promise<unknown>;
  /** The person is in another window: brings ours to the front. */
  readonly toFront: () => void;
  readonly changed: () => void;
  readonly clock: Clock;
}

type UnderWay = Pick<SessionView, 'pending' | 'signInProblem'>;

/** One sign-in under way: who calls it off, and what can be copied meanwhile. */
interface Attempt {
  readonly ended: AbortController;
  link: string | null;
}

/**
 * The sign-ins that a person finishes elsewhere, in a browser on this PC or on another device. One at a time: whoever
 * begins another calls the first off. Addresses with what protects a sign-in in them stay on this side of the bridge.
 */
export class InteractiveSignIn {
  readonly #deps: InteractiveDeps;
  #attempt: Attempt | null = null;
  /** This provider gave a sign-in that lasts to consent alone. */
  #needsConsent = false;
  #view: UnderWay = { pending: null, signInProblem: null };

  constructor(deps: InteractiveDeps) {
    this.#deps = deps;
  }

  view(): UnderWay {
    return this.#view;
  }

  /** Begins; how it ends is told by `changed`. */
  withBrowser(): void {
    this.#begin({ method: 'browser', phase: 'starting', opened: true }, (attempt) => this.#browser(attempt));
  }

  /** Begins; how it ends is told by `changed`. */
  withDevice(): void {
    const starting = { phase: 'starting', userCode: null, verificationUri: null, until: null } as const;
    this.#begin({ method: 'device-code', ...starting }, (attempt) => this.#device(attempt));
  }

  /** Calls it off. What was half done is forgotten. */
  cancel(): void {
    this.#attempt?.ended.abort();
    this.#attempt = null;
    this.#tell(null, null);
  }

  /** Puts the address where the person goes on onto the clipboard, for another browser. */
  copyLink(): Result<undefined, AppError> {
    const link = this.#attempt?.link ?? null;
    if (link === null) return err(appError('auth.cancelled'));
    this.#deps.copyText(link);
    return ok(undefined);
  }

  #begin(pending: Pending, work: (attempt: Attempt) => Promise<Result<Credentials | null, AppError>>): void {
    this.cancel();
    const attempt: Attempt = { ended: new AbortController(), link: null };
    this.#attempt = attempt;
    this.#tell(pending, null);
    void work(attempt)
      // A defect, or a file of the program that cannot be read. Nobody is left waiting for a sign-in that is none.
      .catch(() => err(appError('internal')))
      .then((result) => this.#end(attempt, result));
  }

  /** @param result what to use from now on; null: it is in use already. */
  async #end(attempt: Attempt, result: Result<Credentials | null, AppError>): Promise<void> {
    // Called off, or another one was begun: whatever came of it is nobody's.
    if (this.#attempt !== attempt) return;
    this.#attempt = null;
    if (result.ok) {
      // Told together with who is signed in now, so that nobody sees a moment in between.
      this.#view = { pending: null, signInProblem: null };
      if (result.value === null) this.#deps.changed();
      else await this.#deps.adopt(result.value);
      return;
    }
    const { code, details } = result.error;
    const message = typeof details?.message === 'string' ? details.message : null;
    this.#tell(null, { code, message });
  }

  /**
   * Consent is asked for only where a sign-in would not last without: there are organisations where no one but an
   * administrator may give it. The sign-in that does not last is in use meanwhile, and stays where nothing comes of it.
   */
  async #browser(attempt: Attempt): Promise<Result<Credentials | null, AppError>> {
    const chooses = this.#deps.isShared();
    const first = await this.#inBrowser(attempt, { chooses, consents: this.#needsConsent });
    if (!first.ok || !first.value.isWithoutConsent || first.value.credentials.refreshToken !== null)
      return first.ok ? ok(first.value.credentials) : first;
    await this.#deps.adopt(first.value.credentials);
    if (this.#attempt !== attempt) return err(appError('auth.cancelled'));
    const second = await this.#inBrowser(attempt, { chooses: false, consents: true });
    this.#needsConsent = second.ok && second.value.credentials.refreshToken !== null;
    return ok(second.ok ? second.value.credentials : null);
  }

  async #inBrowser(
    attempt: Attempt,
    how: Parameters<IdentityProvider['beginBrowser']>[1],
  ): Promise<Result<{ credentials: Credentials; isWithoutConsent: boolean }, AppError>> {
    const listening = await this.#deps.listen();
    if (!listening.ok) return listening;
    const { redirectUri, redirected, close } = listening.value;
    attempt.ended.signal.addEventListener('abort', close, { once: true });
    try {
      const flow = await this.#begun(attempt, (provider) => provider.beginBrowser(redirectUri, how));
      if (!flow.ok) return flow;
      attempt.link = flow.value.url;
      this.#tell({ method: 'browser', phase: 'waiting', opened: true }, null);
      const back = await this.#returned(attempt, flow.value, redirected);
      return back.ok ? ok({ credentials: back.value, isWithoutConsent: flow.value.isWithoutConsent }) : back;
    } finally {
      close();
    }
  }

  async #returned(
    attempt: Attempt,
    flow: BrowserFlow,
    redirected: Loopback['redirected'],
  ): Promise<Result<Credentials, AppError>> {
    const waiting = (opened: boolean) => {
      if (this.#attempt === attempt && this.#view.pending?.phase === 'waiting')
        this.#tell({ method: 'browser', phase: 'waiting', opened }, null);
    };
    void this.#deps.openBrowser(flow.url).then(waiting);
    const back = await redirected;
    if (!back.ok || this.#attempt !== attempt) return back.ok ? err(appError('auth.cancelled')) : back;
    attempt.link = null;
    this.#deps.toFront();
    this.#tell({ method: 'browser', phase: 'finishing', opened: true }, null);
    return flow.complete(back.value);
  }

  async #device(attempt: Attempt): Promise<Result<Credentials, AppError>> {
    const begun = await this.#begun(attempt, (provider) => provider.beginDevice());
    if (!begun.ok) return begun;
    const { userCode, verificationUri, lifetimeMs, wait } = begun.value;
    attempt.link = verificationUri;
    const until = this.#deps.clock.now() + lifetimeMs;
    this.#tell({ method: 'device-code', phase: 'waiting', userCode, verificationUri, until }, null);
    return wait(attempt.ended.signal);
  }

  /** The first step at the provider, unless it was called off meanwhile. */
  async #begun<T>(
    attempt: Attempt,
    begin: (provider: IdentityProvider) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    const begun = await begin(await this.#deps.provider());
    return this.#attempt === attempt ? begun : err(appError('auth.cancelled'));
  }

  #tell(pending: Pending | null, signInProblem: UnderWay['signInProblem']): void {
    this.#view = { pending, signInProblem };
    this.#deps.changed();
  }
}
