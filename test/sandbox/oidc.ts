import http from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

/** One request to the token endpoint, as the provider saw it. */
export interface TokenRequest {
  readonly grant: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly status: number;
  readonly error: string | null;
}

/** What goes wrong with the next request to an endpoint of the provider. */
export interface OidcFault {
  readonly path: '/token' | '/device/auth' | '/.well-known/openid-configuration';
  /** `lose`: done, and the answer is lost on its way. */
  readonly fault:
    | { readonly kind: 'lose' }
    | { readonly kind: 'answer'; readonly status: number; readonly type?: string; readonly body: string }
    /** Changes the provider's own answer. */
    | { readonly kind: 'change'; readonly change: (body: Record<string, unknown>) => void };
}

export interface OidcOptions {
  /** Default: 20. */
  readonly accessTokenSeconds?: number;
  /** Default: 300. */
  readonly deviceCodeSeconds?: number;
  /** How far its clock is ahead of ours. Default: 0. */
  readonly clockAheadSeconds?: number;
}

export interface OidcSandbox {
  readonly issuer: string;
  readonly clientId: string;
  /** Every request to the token endpoint. */
  readonly tokenRequests: readonly TokenRequest[];
  /** How often a refresh token was shown again that had been used already. */
  readonly reused: number;
  /** Every token and code that was ever given out: what must be found nowhere. */
  readonly secrets: ReadonlySet<string>;
  /** How many tokens were revoked because a client asked for it. */
  readonly revoked: number;
  /** The addresses that browsers and clients asked for, with their queries. */
  readonly visited: readonly string[];
  next(fault: OidcFault): void;
  /** Nothing goes wrong any more. */
  clear(): void;
  /** Whether two renewals were ever under way at the same time. */
  hadParallelRefresh(): boolean;
  close(): Promise<void>;
}

/**
 * An OpenID provider for native programs: public client, PKCE, a loopback redirect on any port, device flow,
 * revocation, and refresh tokens that rotate: one that is shown twice ends the whole sign-in.
 *
 * @param issued told of every access token, so that the API can take it.
 */
export async function startOidc(
  issued: (token: string, account: string, expiresAt: number) => void,
  options: OidcOptions = {},
): Promise<OidcSandbox> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientId = 'jifeline-workshop';
  const tokenRequests: TokenRequest[] = [];
  const secrets = new Set<string>();
  const visited: string[] = [];
  const faults: OidcFault[] = [];
  let reused = 0;
  let revoked = 0;

  // Its advice on development settings is for people who run it in earnest.
  const { warn, info } = console;
  console.warn = console.info = () => undefined;
  const provider = new Provider(issuer, configuration(clientId, options));
  console.warn = warn;
  console.info = info;

  provider.on('access_token.saved', (token) => {
    issued(token.jti, `oidc:${token.accountId}`, Date.now() + token.expiration * 1_000);
  });
  provider.on('access_token.destroyed', () => (revoked += 1));
  provider.on('refresh_token.destroyed', () => (revoked += 1));
  provider.on('grant.error', (_context, error) => {
    if (error.error_detail?.includes('already used') === true) reused += 1;
  });
  provider.use(async (context, next) => {
    visited.push(context.href);
    const startedAt = performance.now();
    const at = faults.findIndex(({ path }) => path === context.path);
    const fault = at < 0 ? null : (faults.splice(at, 1)[0]?.fault ?? null);
    if (fault?.kind === 'answer') {
      context.status = fault.status;
      context.type = fault.type ?? 'application/json';
      context.body = fault.body;
    } else {
      await next();
    }
    // A second is what the RFC allows; a person's patience is not what is tested.
    if (context.path === '/device/auth' && context.status === 200)
      Object.assign(context.body as object, { interval: 1 });
    if (fault?.kind === 'change') fault.change(context.body as Record<string, unknown>);
    if (options.clockAheadSeconds !== undefined) moveClock(context, options.clockAheadSeconds);
    if (context.path === '/token') {
      const body = (context.body ?? {}) as Record<string, unknown>;
      for (const key of ['access_token', 'refresh_token', 'id_token']) {
        const secret = body[key];
        if (typeof secret === 'string') secrets.add(secret);
      }
      const { oidc } = context as unknown as { oidc?: { params?: { grant_type?: string } } };
      tokenRequests.push({
        grant: oidc?.params?.grant_type ?? '',
        startedAt,
        endedAt: performance.now(),
        status: context.status,
        error: errorIn(context.body),
      });
    }
    if (fault?.kind === 'lose') {
      context.respond = false;
      context.req.socket.destroy();
    }
  });
  server.on('request', provider.callback() as http.RequestListener);
  return {
    issuer,
    clientId,
    tokenRequests,
    secrets,
    visited,
    get reused() {
      return reused;
    },
    get revoked() {
      return revoked;
    },
    next: (fault) => void faults.push(fault),
    clear: () => void (faults.length = 0),
    hadParallelRefresh() {
      const refreshes = tokenRequests.filter(({ grant }) => grant === 'refresh_token');
      return refreshes.some((one) =>
        refreshes.some(
          (other) => other !== one && one.startedAt < other.endedAt && other.startedAt < one.endedAt,
        ),
      );
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function errorIn(body: unknown): string | null {
  try {
    const { error } = (typeof body === 'string' ? JSON.parse(body) : (body ?? {})) as { error?: unknown };
    return typeof error === 'string' ? error : null;
  } catch {
    return null;
  }
}

/** Dates an answer by another clock. The signature of the ID token is gone with that, which a code flow may ignore. */
function moveClock(
  context: { body: unknown; set(name: string, value: string): void },
  seconds: number,
): void {
  context.set('date', new Date(Date.now() + seconds * 1_000).toUTCString());
  const body = context.body as { id_token?: string } | null | undefined;
  if (typeof body?.id_token !== 'string') return;
  const [head, claims = '', signature] = body.id_token.split('.');
  const moved = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  for (const key of ['iat', 'exp', 'auth_time', 'nbf'])
    if (typeof moved[key] === 'number') moved[key] += seconds;
  body.id_token = [head, Buffer.from(JSON.stringify(moved)).toString('base64url'), signature].join('.');
}

function configuration(
  clientId: string,
  { accessTokenSeconds = 20, deviceCodeSeconds = 300 }: OidcOptions,
): Configuration {
  return {
    clients: [
      {
        client_id: clientId,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['sandbox'] },
    // It has no page to choose an account on, and refuses to be asked for one.
    discovery: { prompt_values_supported: ['none', 'login', 'consent'] },
    features: {
      devInteractions: { enabled: true },
      deviceFlow: {
        enabled: true,
        userCodeInputSource: (context, form, _out, error) => {
          const said = error === undefined ? '' : '<p>That did not work.</p>';
          context.body = `<h1>Enter the code</h1>${said}${form}<button form="op.deviceInputForm">Go on</button>`;
        },
        userCodeConfirmSource: (context, form, _client, _device, code) => {
          context.body = `<h1>Is it ${code}?</h1>${form}<button form="op.deviceConfirmForm">Yes</button>`;
        },
        successSource: (context) => {
          context.body = '<h1>Done</h1><p>Go back to the other device.</p>';
        },
      },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
    },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    rotateRefreshToken: true,
    scopes: ['openid', 'offline_access'],
    ttl: {
      AccessToken: accessTokenSeconds,
      RefreshToken: 3_600,
      Grant: 3_600,
      Session: 3_600,
      IdToken: 300,
      Interaction: 300,
      DeviceCode: deviceCodeSeconds,
    },
  };
}
