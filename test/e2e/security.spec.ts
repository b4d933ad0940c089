import { writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findElectron } from '../../scripts/electron-runtime.mjs';
import { expect, test } from './fixtures.ts';

const root = process.cwd();

for (const [name, text, ...words] of [
  [
    'a wrong key',
    '{"api":{"baseUrl":"https://a.example","tiketLookup":"none"}}',
    'api.tiketLookup',
    'not known',
  ],
  [
    'a wrong type',
    '{"api":{"baseUrl":"https://a.example"},"auth":{"connectorPin":"yes"}}',
    'auth.connectorPin',
    'true or false',
  ],
  ['http to a public host', '{"api":{"baseUrl":"http://a.example"}}', 'api.baseUrl', 'https://'],
  ['broken JSON', '{"api": {"baseUrl": }', 'no valid JSON', 'line 1'],
] as const) {
  test(`a deployment file with ${name} is refused with the key and the reason, before anything is opened`, async ({
    userData,
  }) => {
    const deployment = join(userData, 'deployment.json');
    writeFileSync(deployment, text);
    const data = join(userData, 'data');
    const child = spawn(findElectron()?.executable ?? '', [
      root,
      `--deployment=${deployment}`,
      `--user-data-dir=${data}`,
    ]);
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await expect.poll(() => output).toContain('Nothing was changed');
    for (const word of [deployment, ...words]) expect(output).toContain(word);
    const { existsSync } = await import('node:fs');
    expect(existsSync(join(data, 'tickets.db'))).toBe(false);
    child.kill('SIGKILL');
  });
}

test('the window can reach nothing but its own pages', async ({ start }) => {
  const { window, app } = await start();
  const refused: string[] = [];
  window.on('console', (message) => refused.push(message.text()));
  expect(await window.evaluate(() => location.origin)).toBe('app://workshop');
  expect(await window.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe('undefined');
  expect(await window.evaluate(() => typeof (globalThis as { process?: unknown }).process)).toBe('undefined');
  await expect(window.evaluate(() => fetch('https://example.com'))).rejects.toThrow();
  await expect(
    window.evaluate(() => fetch('app://workshop/main.cjs').then(({ ok }) => ok)),
  ).rejects.toThrow();
  expect(await window.evaluate(() => open('https://example.com'))).toBeNull();
  await window.evaluate(() => {
    location.href = 'https://example.com';
  });
  await window.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com';
    document.body.append(frame);
  });
  expect(window.url()).toBe('app://workshop/index.html');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  for (const name of ['geolocation', 'notifications', 'camera'] as PermissionName[]) {
    expect(
      await window.evaluate(
        (query) => navigator.permissions.query({ name: query }).then(({ state }) => state),
        name,
      ),
    ).toBe('denied');
  }
  expect(
    await window.evaluate(() =>
      (navigator as { serial?: { getPorts(): Promise<unknown[]> } }).serial?.getPorts(),
    ),
  ).toEqual([]);
});

test('scripts and styles from elsewhere than our own files do not run', async ({ start }) => {
  const { window } = await start();
  const ran = await window.evaluate(() => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      violations.push(violatedDirective),
    );
    const script = document.createElement('script');
    try {
      script.text = 'globalThis.injected = true';
      document.body.append(script);
      document.body.innerHTML += '<img src=x onerror="globalThis.injected = true">';
    } catch {
      violations.push('trusted-types');
    }
    return { injected: 'injected' in globalThis, violations };
  });
  expect(ran.injected).toBe(false);
  expect(ran.violations).toContain('trusted-types');
});

test('no call of the bridge gives a secret away', async ({ program, sandbox }) => {
  const token = sandbox.identity.issue('canary');
  const said = await program.window.evaluate(async (pasted) => {
    const bridge = window.workshop;
    if (bridge === undefined) return '';
    return JSON.stringify([
      await bridge.session.signInWithToken({ token: pasted }),
      await bridge.app.snapshot(),
    ]);
  }, token);
  expect(said).toContain('"method":"token"');
  expect(said).not.toContain(token);
  expect(program.output()).not.toContain(token);
});
