import { appError } from '../../preload/contract/errors.ts';
import { err } from '../../preload/contract/result.ts';
import type { AboutView } from '../../preload/contract/settings.ts';
import type { Service } from '../api/init.ts';
import { createWebFetch } from '../api/web-fetch.ts';
import type { Link } from '../ipc/link.ts';
import { loadedOnce } from '../loaded-once.ts';
import type { Desktop } from '../platform/init.ts';
import type { Deployed } from '../settings/init.ts';
import type { Settings } from '../settings/settings.ts';
import { AccountBook } from './account-book.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { InteractiveSignIn } from './interactive-sign-in.ts';
import { createKeytarStore } from './keytar-store.ts';
import { listenForRedirect } from './loopback.ts';
import { Session } from './session.ts';

export interface SigningIn {
  readonly session: Session;
  /** Null: the deployment file names no sign-in service. */
  readonly interactive: InteractiveSignIn | null;
  readonly methods: AboutView['signInMethods'];
  readonly pinBy: AboutView['connectorPinBy'];
}

/** Who is signed in, and the ways of signing in that the deployment enables. */
export function initSigningIn(deps: {
  readonly deployed: Deployed;
  readonly service: Service;
  readonly settings: Settings;
  readonly link: Link;
  readonly desktop: Pick<Desktop, 'openBrowser' | 'copyText' | 'toFront'>;
  readonly signedIn: () => void;
}): SigningIn {
  const { service, link } = deps;
  const { oidc, connectorPin } = deps.deployed.auth;
  const clock = { now: Date.now, monotonic: () => performance.now() };
  const provider = oidc === null ? null : identityProvider(oidc, service, clock);
  const methods: AboutView['signInMethods'] = [
    ...(oidc === null ? [] : (['browser', 'device-code'] as const)),
    ...(connectorPin === null ? [] : (['connector-pin'] as const)),
    'token',
  ];
  const pinBy = connectorPin ?? 'connector-id';
  const session: Session = new Session({
    api: service.api,
    service: new URL(deps.deployed.api.baseUrl).origin,
    keychain: createKeytarStore(),
    book: new AccountBook(deps.settings),
    clock,
    methods,
    pinVariant: pinBy,
    refresh:
      provider === null
        ? null
        : (old) =>
            provider().then(
              (loaded) => loaded.refresh(old),
              () => err(appError('auth.not_renewed')),
            ),
    ...(provider === null ? {} : { revoke: async (old) => (await provider()).revoke(old) }),
    underWay: () => interactive?.view() ?? { pending: null, signInProblem: null },
    changed: (view) => link.tell('session', 'changed', view),
    signedIn: () => deps.signedIn(),
  });
  const interactive =
    provider === null
      ? null
      : new InteractiveSignIn({
          openBrowser: (url) => deps.desktop.openBrowser(url),
          copyText: (text) => deps.desktop.copyText(text),
          toFront: () => deps.desktop.toFront(),
          provider,
          listen: listenForRedirect,
          isShared: () => session.isShared(),
          adopt: (credentials) => session.adopt(credentials),
          changed: () => session.tell(),
          clock,
        });
  return { session, interactive, methods, pinBy };
}

/** Made when somebody first signs in or a token is first renewed: nothing of it is needed to start. */
function identityProvider(
  oidc: NonNullable<Deployed['auth']['oidc']>,
  { way }: Service,
  clock: { readonly now: () => number; readonly monotonic: () => number },
): () => Promise<IdentityProvider> {
  return loadedOnce(async () => {
    const { createOidc } = await import('./oidc.ts');
    return createOidc({ ...oidc, fetch: createWebFetch(way), clock });
  });
}
