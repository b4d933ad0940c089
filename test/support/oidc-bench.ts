import { createWebFetch } from '../../main/api/web-fetch.ts';
import type { Clock } from '../../main/auth/clock.ts';
import type { CredentialStore } from '../../main/auth/credential-store.ts';
import { InteractiveSignIn } from '../../main/auth/interactive-sign-in.ts';
import { listenForRedirect, type LoopbackOptions } from '../../main/auth/loopback.ts';
import { createOidc, type Prompt } from '../../main/auth/oidc.ts';
import { Session } from '../../main/auth/session.ts';
import type { SessionView } from '../../preload/contract/session.ts';
import type { OidcOptions, OidcSandbox } from '../sandbox/oidc.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { browse, type Page, type Person } from './browser.ts';
import { createMemoryCredentialStore } from './memory-credential-store.ts';
import { memoryBook, realClock } from './session-bench.ts';

export interface OidcBenchOptions extends OidcOptions {
  readonly issuer?: string;
  readonly clientId?: string;
  readonly scopes?: readonly string[];
  readonly audience?: string | null;
  readonly prompt?: readonly Prompt[];
  readonly loopback?: LoopbackOptions;
  readonly keychain?: CredentialStore;
  readonly clock?: Clock;
}

/** The program's sign-in, put together as the program does, at the sandbox's real OpenID provider. */
export async function oidcBench(options: OidcBenchOptions = {}) {
  const sandbox: Sandbox & { readonly oidc: OidcSandbox | null } = await startSandbox({
    plugged: false,
    oidc: options,
  });
  const { oidc } = sandbox;
  if (oidc === null) throw new Error('The sandbox has no provider');
  const keychain = createMemoryCredentialStore();
  const { book, memory } = memoryBook();
  const clock = options.clock ?? realClock;
  const opened: string[] = [];
  const copied: string[] = [];
  const views: SessionView[] = [];
  /** What the person does with the page that the program opens; null: nothing. */
  const person: { does: ((url: string) => Promise<unknown>) | null } = { does: null };

  /** The program, started (again) on what the keychain and the settings kept. */
  const start = () => {
    const provider = createOidc({
      issuer: options.issuer ?? oidc.issuer,
      clientId: options.clientId ?? oidc.clientId,
      scopes: options.scopes ?? ['openid', 'offline_access'],
      audience: options.audience ?? null,
      // This provider leaves offline access out without it.
      prompt: options.prompt ?? ['consent'],
      clock,
      fetch: createWebFetch({
        resolveProxy: () => Promise.resolve('DIRECT'),
        ca: () => [],
        userAgent: 'test',
        limits: { headersMs: 2_000, totalMs: 3_000, bodyBytes: 64 * 1024 },
      }),
    });
    const front = { times: 0 };
    const session: Session = new Session({
      service: 'https://api.example',
      api: { postJson: () => Promise.reject(new Error('not here')) },
      keychain: options.keychain ?? keychain,
      book,
      clock,
      methods: ['browser', 'device-code', 'token'],
      refresh: (old) => provider.refresh(old),
      revoke: (old) => provider.revoke(old),
      underWay: () => interactive.view(),
      changed: (view) => void views.push(view),
    });
    const interactive = new InteractiveSignIn({
      provider: () => Promise.resolve(provider),
      listen: () => listenForRedirect(options.loopback),
      openBrowser: (url) => {
        opened.push(url);
        void person.does?.(url);
        return Promise.resolve(true);
      },
      copyText: (text) => void copied.push(text),
      isShared: () => session.isShared(),
      adopt: (credentials) => session.adopt(credentials),
      toFront: () => (front.times += 1),
      changed: () => session.tell(),
      clock,
    });
    return { provider, session, interactive, front };
  };

  /** Resolves when the view is as wanted. */
  const until = async (session: Session, fits: (view: SessionView) => boolean): Promise<SessionView> => {
    const deadline = performance.now() + 15_000;
    while (!fits(session.view())) {
      if (performance.now() > deadline) throw new Error(`Never: ${JSON.stringify(session.view())}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return session.view();
  };
  /** A person signs in with the browser, from the first click to the end, whatever the end is. */
  const signIn = async (program: ReturnType<typeof start>, who: Person): Promise<SessionView> => {
    person.does = (url) => browse(url, who);
    program.interactive.withBrowser();
    return until(program.session, ({ pending }) => pending === null);
  };
  return {
    sandbox,
    oidc,
    keychain,
    book,
    memory,
    opened,
    copied,
    views,
    person,
    start,
    until,
    signIn,
    close: () => sandbox.close(),
  };
}

export type OidcBench = Awaited<ReturnType<typeof oidcBench>>;
export type { Page };
