import http from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { listenForRedirect, type Loopback, type LoopbackOptions } from '../../main/auth/loopback.ts';

const open: Loopback[] = [];
afterEach(() => open.splice(0).forEach(({ close }) => close()));

async function listen(options?: LoopbackOptions): Promise<Loopback> {
  const listening = await listenForRedirect(options);
  if (!listening.ok) throw new Error(listening.error.code);
  open.push(listening.value);
  return listening.value;
}

/** A request with headers that fetch would not send. */
const ask = (url: string, options: http.RequestOptions): Promise<number> =>
  new Promise((resolve, reject) => {
    http
      .request(url, options, (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', reject)
      .end();
  });

describe('the way back from the browser', () => {
  it('is on 127.0.0.1, at a new port each time, and nowhere else', async () => {
    const [one, two] = [await listen(), await listen()];
    expect(one.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(one.redirectUri).not.toBe(two.redirectUri);
    const { port } = new URL(one.redirectUri);
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow();
  });

  it('takes one redirect, and answers it with a plain page that says to go back', async () => {
    const { redirectUri, redirected } = await listen();
    const response = await fetch(`${redirectUri}?code=c&state=s`);
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('Return to Jifeline Workshop');
    expect(page).not.toMatch(/<script|code=c|http/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
    const result = await redirected;
    expect(result.ok && result.value.href).toBe(`${redirectUri}?code=c&state=s`);
  });

  it('tells a second redirect that it is used, and takes nothing from it', async () => {
    const { redirectUri, redirected } = await listen();
    await fetch(`${redirectUri}?code=first&state=s`);
    const second = await fetch(`${redirectUri}?code=second&state=s`);
    expect(second.status).toBe(410);
    expect(await second.text()).toContain('Already used');
    const result = await redirected;
    expect(result.ok && result.value.searchParams.get('code')).toBe('first');
  });

  it('does not take what is no redirect for one', async () => {
    const { redirectUri, redirected, close } = await listen();
    const { origin } = new URL(redirectUri);
    expect((await fetch(`${origin}/favicon.ico`)).status).toBe(404);
    expect((await fetch(`${redirectUri}?code=c`, { method: 'POST' })).status).toBe(405);
    // A page of somebody else's that calls this PC by another name.
    expect(await ask(`${redirectUri}?code=c`, { headers: { host: 'evil.example' } })).toBe(404);
    expect(await ask(origin, { path: '//evil.example/callback?code=c' })).toBe(404);
    expect(await ask(origin, { path: `${redirectUri}?code=c` })).toBe(404);
    close();
    expect(await redirected).toMatchObject({ ok: false, error: { code: 'auth.cancelled' } });
  });

  it('says plainly that somebody declined', async () => {
    const { redirectUri } = await listen();
    const page = await (await fetch(`${redirectUri}?error=access_denied`)).text();
    expect(page).toContain('You are not signed in');
  });

  it('stops waiting when the time is over, and is closed then', async () => {
    const { redirectUri, redirected } = await listen({ timeoutMs: 20 });
    expect(await redirected).toMatchObject({ ok: false, error: { code: 'auth.timed_out' } });
    await expect(fetch(redirectUri)).rejects.toThrow();
  });

  it('is closed a while after it was used', async () => {
    const { redirectUri } = await listen({ lingerMs: 20 });
    await fetch(`${redirectUri}?code=c`);
    await expect
      .poll(() =>
        fetch(redirectUri).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
  });
});
