import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { Credentials } from './credentials.ts';

/** A sign-in that a person finishes in a browser on this PC. */
export interface BrowserFlow {
  /** Where the person signs in. No token, but it is meant for this PC's browser alone. */
  readonly url: string;
  /** A sign-in that lasts was asked for without the person's consent, which some want for it (OpenID Connect Core, 11). */
  readonly isWithoutConsent: boolean;
  /** Checks what the browser brought back and exchanges it for tokens. */
  complete(redirected: URL): Promise<Result<Credentials, AppError>>;
}

/** A sign-in that a person finishes on any device, with a code from this screen. */
export interface DeviceFlow {
  readonly userCode: string;
  readonly verificationUri: string;
  readonly lifetimeMs: number;
  /** Asks, as often as the provider allows, until the person is done, the code ran out, or `signal` ends it. */
  readonly wait: (signal: AbortSignal) => Promise<Result<Credentials, AppError>>;
}

/** The sign-in service that the deployment file names. Every call answers; none throws. */
export interface IdentityProvider {
  /**
   * @param how `chooses`: somebody else may have signed in at this PC, so the provider is to ask who it is. `consents`:
   *   it is to ask for the person's consent, whether or not the deployment file says so.
   */
  beginBrowser(
    redirectUri: string,
    how: { readonly chooses: boolean; readonly consents: boolean },
  ): Promise<Result<BrowserFlow, AppError>>;
  beginDevice(): Promise<Result<DeviceFlow, AppError>>;
  /**
   * New tokens for the same account. `auth.required` means that the provider refused: only a person can sign in again.
   * `auth.misconfigured`: it does not know this program. Everything else passes.
   */
  refresh(credentials: Credentials): Promise<Result<Credentials, AppError>>;
  /** Tells the provider that the sign-in is over, where it wants to know. Best effort. */
  revoke(credentials: Credentials): Promise<void>;
}
