import { webcrypto } from 'node:crypto';
import type * as library from 'openid-client';
import { appError, type AppError, type ErrorCode } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { wordsOf } from '../api/problem.ts';
import { isLoopback } from '../api/proxy.ts';
import { WebFetchError, type createWebFetch } from '../api/web-fetch.ts';
import { later } from '../timers.ts';
import type { Clock } from './clock.ts';
import { shown, type Credentials } from './credentials.ts';
import type { IdentityProvider } from './identity-provider.ts';

export type Prompt = 'login' | 'consent' | 'select_account';

export interface OidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** For whom the access token is to be, where the provider wants to be told. */
  readonly audience: string | null;
  /** What the provider is always to ask people (OpenID Connect Core, 3.1.2.1). */
  readonly prompt: readonly Prompt[];
  readonly fetch: ReturnType<typeof createWebFetch>;
  readonly clock: Clock;
}

type Library = typeof library;
type Tokens = library.TokenEndpointResponse & library.TokenEndpointResponseHelpers;

/** Ours end earlier; the library's own limits must not. Seconds. */
const LIBRARY_TIMEOUT = 120;
/** Seconds. */
const CENTURY = 100 * 365 * 86_400;
/** The longest that a code for another device is waited for, whatever the provider says. */
const MOST_CODE_MS = 86_400_000;
/** A PC's clock that moved by more than this since it was compared with the provider's is compared again. */
const CLOCK_MOVED_MS = 5_000;

/**
 * Signing in by OpenID Connect: authorization code with PKCE, device code, refresh, revocation. The protocol and its
 * checks (state, nonce, issuer, audience) are openid-client's, which is loaded when first needed; the requests are ours.
 */
export function createOidc(options: OidcOptions): IdentityProvider {
  const { clock } = options;
  const issuer = new URL(options.issuer);
  let known: { config: library.Configuration; nowAt: number; monotonicAt: number } | null = null;
  /** The last answer's idea of the time, in seconds ahead of this PC's clock. */
  let skew = 0;
  let answers = 0;

  const customFetch = async (address: string, init: library.CustomFetchOptions): Promise<Response> => {
    const response = await options.fetch(address, {
      ...init,
      body: init.body as URLSearchParams | undefined,
    });
    answers += 1;
    const date = Date.parse(response.headers.get('date') ?? '');
    // RFC 9111, 5.1: an answer out of a cache is dated with the day on which it was put there.
    const age = Number(response.headers.get('age') ?? 0);
    if (Number.isFinite(date))
      skew = Math.round((date - clock.now()) / 1_000) + (Number.isFinite(age) && age > 0 ? age : 0);
    return response;
  };

  /** Asks the provider where its doors are. What is known is used again while this PC's clock runs evenly. */
  const discover = async (client: Library, again: boolean): Promise<library.Configuration> => {
    const { now, monotonic } = clock;
    if (known !== null && !again) {
      const moved = now() - known.nowAt - (monotonic() - known.monotonicAt);
      if (Math.abs(moved) <= CLOCK_MOVED_MS) return known.config;
    }
    // Marked as deprecated to make people think twice: plain http is for an issuer on this very PC alone.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const allow: (config: library.Configuration) => void = client.allowInsecureRequests;
    const execute = isLoopback(issuer.hostname) ? [allow] : [];
    // A workshop PC's clock may be wrong by years; the provider's is what its tokens were dated with. The library reads
    // the difference when discovery has come back. What it knows of a provider that serves many organisations is in this
    // configuration only, and lost in one that is made of its metadata.
    const metadata = {
      get [client.clockSkew]() {
        return skew;
      },
      [client.clockTolerance]: 60,
    };
    const config = await client.discovery(issuer, options.clientId, metadata, client.None(), {
      [client.customFetch]: customFetch,
      execute,
      timeout: LIBRARY_TIMEOUT,
    });
    known = { config, nowAt: now(), monotonicAt: monotonic() };
    return config;
  };

  const attempt = async <T>(
    work: (client: Library, config: library.Configuration) => Promise<T>,
    again = false,
    meaningOf: (error: unknown) => AppError = errorOf,
  ): Promise<Result<T, AppError>> => {
    try {
      const client = await load();
      const config = await discover(client, again);
      return ok(await work(client, config));
    } catch (error) {
      return err(meaningOf(error));
    }
  };

  const request = (): Record<string, string> => ({
    scope: options.scopes.join(' '),
    ...(options.audience === null ? {} : { audience: options.audience }),
  });

  const credentialsOf = (tokens: Tokens, before: Credentials | null): Credentials => {
    const claims = tokens.claims();
    const subject = claims?.sub ?? before?.account.subject;
    // Nobody's name is on it. OpenID Connect promises one, and two people without would be one account.
    if (subject === undefined) throw new Expected('auth.unexpected_answer');
    // OpenID Connect Core, 12.2: a renewal is for the same person, or it is none.
    if (before !== null && before.account.subject !== subject) throw new Expected('doubt.unexpected_answer');
    const { issuer } = options;
    // Some say 0 for "it does not end", or more than a date can say. Should it end after all, the service says 401,
    // which renews it too.
    const seconds = tokens.expires_in ?? 0;
    const lifetimeMs = seconds > 0 && seconds < CENTURY ? seconds * 1_000 : null;
    return {
      account: before?.account ?? {
        method: 'oidc',
        label: labelOf(claims) ?? shown(subject),
        subject,
        issuer,
      },
      accessToken: tokens.access_token,
      // A provider that does not rotate sends none, and the old one stays good.
      refreshToken: tokens.refresh_token ?? before?.refreshToken ?? null,
      // It has said what it had to say; keeping it would be keeping one secret more.
      idToken: null,
      issuer,
      lifetimeMs,
      expiresAt: lifetimeMs === null ? null : clock.now() + lifetimeMs,
    };
  };

  const poll = async (
    client: Library,
    config: library.Configuration,
    device: library.DeviceAuthorizationResponse,
    signal: AbortSignal,
  ): Promise<Result<Credentials, AppError>> => {
    try {
      const tokens = await client.pollDeviceAuthorizationGrant(config, device, undefined, { signal });
      return ok(credentialsOf(tokens, null));
    } catch (error) {
      return err(errorOf(error, [device.device_code]));
    }
  };

  return {
    beginBrowser: (redirectUri, { chooses, consents }) =>
      attempt(async (client, config) => {
        const [verifier, state, nonce] = [
          client.randomPKCECodeVerifier(),
          client.randomState(),
          client.randomNonce(),
        ];
        const always = new Set(consents ? [...options.prompt, 'consent' as const] : options.prompt);
        const prompts = promptsOf([...always], chooses, config.serverMetadata());
        const url = client.buildAuthorizationUrl(config, {
          ...request(),
          redirect_uri: redirectUri,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state,
          nonce,
          ...(prompts.length === 0 ? {} : { prompt: prompts.join(' ') }),
        });
        return {
          url: url.href,
          isWithoutConsent: options.scopes.includes('offline_access') && !prompts.includes('consent'),
          async complete(redirected: URL): Promise<Result<Credentials, AppError>> {
            const before = answers;
            try {
              const tokens = await client.authorizationCodeGrant(config, redirected, {
                pkceCodeVerifier: verifier,
                expectedState: state,
                expectedNonce: nonce,
                idTokenExpected: true,
              });
              return ok(credentialsOf(tokens, null));
            } catch (error) {
              const failure = errorOf(error, [redirected.searchParams.get('code') ?? '', verifier]);
              // Nothing was asked yet: it was the browser's answer that did not fit.
              const isForeign = answers === before && failure.code === 'auth.unexpected_answer';
              return err(isForeign ? appError('auth.response_invalid') : failure);
            }
          },
        };
      }, true),

    beginDevice: () =>
      attempt(async (client, config) => {
        if (config.serverMetadata().device_authorization_endpoint === undefined)
          throw new Expected('auth.not_offered');
        const device = await client.initiateDeviceAuthorization(config, request());
        const lifetimeMs = Math.min(device.expires_in * 1_000, MOST_CODE_MS);
        if (!isShowable(device.verification_uri)) throw new Expected('auth.unexpected_answer');
        return {
          userCode: device.user_code.slice(0, 40),
          verificationUri: device.verification_uri,
          lifetimeMs,
          async wait(signal: AbortSignal): Promise<Result<Credentials, AppError>> {
            const ending = new AbortController();
            const stop = () => ending.abort();
            const callOff = later(stop, lifetimeMs);
            signal.addEventListener('abort', stop, { once: true });
            if (signal.aborted) stop();
            try {
              for (;;) {
                const asked = await poll(client, config, device, ending.signal);
                if (asked.ok) return asked;
                if (isEnded(signal)) return err(appError('auth.cancelled'));
                if (isEnded(ending.signal)) return err(appError('auth.code_expired'));
                // A network that comes and goes does not end it: the code holds until its time is over.
                if (!passes(asked.error)) return asked;
              }
            } finally {
              callOff();
              signal.removeEventListener('abort', stop);
            }
          },
        };
      }, true),

    async refresh(credentials) {
      const { refreshToken } = credentials;
      // Another issuer's refresh token is none of this provider's business.
      if (refreshToken === null || credentials.issuer !== options.issuer)
        return err(appError('auth.required'));
      return attempt(
        async (client, config) =>
          credentialsOf(await client.refreshTokenGrant(config, refreshToken), credentials),
        false,
        notRenewed,
      );
    },

    async revoke({ refreshToken, accessToken, issuer: from }) {
      if (from !== options.issuer) return;
      await attempt(async (client, config) => {
        if (config.serverMetadata().revocation_endpoint === undefined) return;
        await client.tokenRevocation(config, refreshToken ?? accessToken, {
          token_type_hint: refreshToken === null ? 'access_token' : 'refresh_token',
        });
      });
    },
  };
}

/** Read through functions, because they change behind an `await`. */
const isEnded = (signal: AbortSignal) => signal.aborted;
/** Trouble on the way, which says nothing about the sign-in itself. */
const passes = ({ code }: AppError) => /^(net|doubt)\./.test(code);

async function load(): Promise<Library> {
  // Older runtimes do not show it to every script. The library expects it in the open.
  if (!('crypto' in globalThis))
    Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
  return import('openid-client');
}

/** What people know themselves by, in the order in which it tells them most. */
function labelOf(claims: library.IDToken | undefined): string | undefined {
  const names = [claims?.email, claims?.preferred_username, claims?.name];
  const name = names.find((value): value is string => typeof value === 'string' && value.trim() !== '');
  return name === undefined ? undefined : shown(name);
}

/** An address that a person may be sent to. */
function isShowable(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return address.length <= 500 && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)));
  } catch {
    return false;
  }
}

/**
 * What the provider is to ask people. Where somebody else may have signed in at this PC, its browser may still be
 * theirs: then it is to ask who it is, in the way that it knows.
 */
function promptsOf(
  always: readonly Prompt[],
  chooses: boolean,
  { prompt_values_supported: known }: Readonly<library.ServerMetadata>,
): readonly Prompt[] {
  const isKnown = (one: Prompt) => !Array.isArray(known) || known.includes(one);
  const asks = (['select_account', 'login'] as const).find(isKnown);
  const isAsked = always.some((one) => one !== 'consent');
  return !chooses || isAsked || asks === undefined ? always : [asks, ...always];
}

const plainText = { 'content-type': 'text/plain; charset=utf-8' };

class Expected extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

/** What the provider's own words for an error (RFC 6749, 8628, OpenID Connect) mean here. */
const meanings: Readonly<Record<string, ErrorCode>> = {
  access_denied: 'auth.denied',
  expired_token: 'auth.code_expired',
  invalid_grant: 'auth.refused',
  invalid_client: 'auth.misconfigured',
  invalid_request: 'auth.misconfigured',
  invalid_scope: 'auth.misconfigured',
  invalid_target: 'auth.misconfigured',
  unauthorized_client: 'auth.misconfigured',
  unsupported_grant_type: 'auth.misconfigured',
  unsupported_response_type: 'auth.misconfigured',
  server_error: 'doubt.server_error',
  temporarily_unavailable: 'doubt.server_error',
};

/**
 * The library's errors as our codes. They hold whole answers, tokens included: nothing of them but the provider's
 * words for people goes any further, and not even that where it repeats what it was given.
 */
function errorOf(error: unknown, secrets: readonly string[] = []): AppError {
  if (error instanceof Expected) return appError(error.code);
  const { name, code, cause, status, ...rest } = error as Record<string, unknown>;
  if (error instanceof WebFetchError) return error.failure;
  if (cause instanceof WebFetchError) return cause.failure;
  if (typeof rest.error === 'string') {
    const meaning = Object.hasOwn(meanings, rest.error) ? meanings[rest.error] : undefined;
    // What nobody here knows is shown as it is called, where it is all that was said.
    const unnamed = meaning === undefined ? rest.error : '';
    const said =
      typeof rest.error_description === 'string' && rest.error_description.trim() !== ''
        ? rest.error_description
        : unnamed;
    const { message } = wordsOf({ body: Buffer.from(said, 'utf8'), headers: plainText }, secrets);
    // In a redirect, whose state fits, it is a no whatever it is called.
    const other = name === 'AuthorizationResponseError' ? 'auth.refused' : byStatus(Number(status));
    return appError(meaning ?? other, message === null ? undefined : { message });
  }
  if (name === 'WWWAuthenticateChallengeError') return appError('auth.misconfigured');
  switch (code) {
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
      return appError(byStatus(cause instanceof Response ? cause.status : 0));
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return appError('auth.wrong_issuer');
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return appError('auth.response_invalid');
    case 'OAUTH_TIMEOUT':
      return appError('doubt.timeout');
    default:
      return appError('auth.unexpected_answer');
  }
}

function byStatus(status: number): ErrorCode {
  if (status >= 500) return 'doubt.server_error';
  return status === 429 ? 'net.throttled' : 'auth.unexpected_answer';
}

/** Errors about this program, for which signing in again does nothing. */
const ofProgram: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
]);
/** Errors that pass by themselves, whatever status they come with: a server's trouble, or too many questions. */
const passing = /server_error|unavailable|timeout|throttl|slow_down|too_many|rate_?limit/i;

/**
 * Why a sign-in was not renewed. A provider has many words for "a person must do something" (a second factor, a consent,
 * a new password), and its own beside those of the standards: whatever it refuses is a person's, and only the trouble of
 * servers and of the way there is waited out. Nothing of its words goes any further.
 */
function notRenewed(error: unknown): AppError {
  const { code } = errorOf(error);
  const { error: word, status } = refusalIn(error);
  if (word !== null && status >= 400 && status < 500 && ![408, 425, 429].includes(status)) {
    if (passing.test(word)) return appError('doubt.server_error');
    return appError(ofProgram.has(word) ? 'auth.misconfigured' : 'auth.required');
  }
  if (status === 429) return appError('net.throttled');
  const isKnown = passes({ code }) || (word === null && code === 'auth.misconfigured');
  return appError(isKnown ? code : 'doubt.unexpected_answer');
}

/** The provider's word for it, in the answer's body or, beside a 401, in its header (RFC 6750, 3). */
function refusalIn(error: unknown): { readonly error: string | null; readonly status: number } {
  const { error: word, status, cause } = error as Record<string, unknown>;
  const [challenge] = Array.isArray(cause) ? (cause as { parameters?: Record<string, unknown> }[]) : [];
  const said = [word, challenge?.parameters?.error].find((one) => typeof one === 'string');
  return { error: typeof said === 'string' ? said : null, status: Number(status ?? 0) };
}
