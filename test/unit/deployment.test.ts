import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { explain, findDeploymentFile, readDeployment } from '../../main/settings/deployment.ts';

const folder = mkdtempSync(join(tmpdir(), 'workshop-deployment-'));
const file = join(folder, 'deployment.json');
const said = (content: unknown): string[] => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const read = readDeployment(file);
  return read.ok ? [] : read.error.map(({ key, reason }) => `${key}: ${reason}`);
};
const api = { baseUrl: 'https://api.example' };

describe('the deployment file', () => {
  it('needs nothing but the address of the service', () => {
    writeFileSync(file, JSON.stringify({ api }));
    const read = readDeployment(file);
    expect(read).toMatchObject({
      ok: true,
      value: {
        api: { ticketLookup: 'none' },
        auth: {
          oidc: null,
          connectorPin: 'connector-id',
          authorizer: { header: 'Authorization', scheme: 'Bearer' },
        },
        connector: { extraPorts: [], profiles: [] },
        updates: { url: null },
      },
    });
  });

  it.each([
    [true, 'connector-id'],
    [false, null],
    ['connector-id', 'connector-id'],
    ['connector-uuid', 'connector-uuid'],
  ])('takes %j for signing in with a pin as %j', (connectorPin, expected) => {
    writeFileSync(file, JSON.stringify({ api, auth: { connectorPin } }));
    expect(readDeployment(file)).toMatchObject({ ok: true, value: { auth: { connectorPin: expected } } });
  });

  it('asks a sign-in service for a lasting sign-in unless it says otherwise', () => {
    writeFileSync(
      file,
      JSON.stringify({ api, auth: { oidc: { issuer: 'https://id.example', clientId: 'c' } } }),
    );
    expect(readDeployment(file)).toMatchObject({
      value: { auth: { oidc: { scopes: ['openid', 'offline_access'], audience: null, prompt: [] } } },
    });
  });

  it('that ships is right', () => {
    expect(
      readDeployment(fileURLToPath(new URL('../../resources/deployment.json', import.meta.url))).ok,
    ).toBe(true);
  });

  it.each<[string, unknown, string | RegExp]>([
    ['a missing key', {}, 'api: This key is missing.'],
    ['a key within that is missing', { api: {} }, 'api.baseUrl: This key is missing.'],
    ['a misspelt key', { api, auht: {} }, 'auht: This key is not known. Is it misspelt?'],
    [
      'a misspelt key within',
      { api: { ...api, baseURL: 'x' } },
      'api.baseURL: This key is not known. Is it misspelt?',
    ],
    ['a wrong type', { api: { baseUrl: 12 } }, 'api.baseUrl: The value must be text in quotes, but is 12.'],
    [
      'a wrong type further down',
      { api, auth: { connectorPin: 'yes' } },
      'auth.connectorPin: The value must be true or false or "connector-id" or "connector-uuid", but is "yes".',
    ],
    [
      'scopes without the one that OpenID Connect needs',
      { api, auth: { oidc: { issuer: 'https://id.example', clientId: 'c', scopes: ['offline_access'] } } },
      'auth.oidc.scopes: The value must contain "openid".',
    ],
    [
      'a prompt that asks nobody',
      { api, auth: { oidc: { issuer: 'https://id.example', clientId: 'c', prompt: ['none'] } } },
      'auth.oidc.prompt[0]: The value must be "login" or "consent" or "select_account", but is "none".',
    ],
    [
      'a prompt that asks twice',
      { api, auth: { oidc: { issuer: 'https://id.example', clientId: 'c', prompt: ['login', 'login'] } } },
      'auth.oidc.prompt: The value must name each only once.',
    ],
    [
      'a list that is none',
      { api, connector: { extraPorts: 'COM5' } },
      /^connector\.extraPorts: The value must be a list/,
    ],
    [
      'http to a public host',
      { api: { baseUrl: 'http://api.example' } },
      'api.baseUrl: The value must begin with https:// (plain http:// is for this PC only).',
    ],
    [
      'another scheme',
      { api: { baseUrl: 'ftp://127.0.0.1' } },
      /^api\.baseUrl: The value must begin with https/,
    ],
    [
      'a host that only looks like this PC',
      { api: { baseUrl: 'http://localhost.example' } },
      /^api\.baseUrl: The value must begin with https/,
    ],
    ['no address', { api: { baseUrl: 'api.example' } }, /^api\.baseUrl: The value is no address/],
    [
      'a password in the address',
      { api: { baseUrl: 'https://u:p@api.example' } },
      /^api\.baseUrl: .*password/,
    ],
    [
      'an unknown way of looking up',
      { api: { ...api, ticketLookup: 'all' } },
      /^api\.ticketLookup: .*none.*historical/,
    ],
    [
      'a broken pattern',
      { api: { ...api, pendingTicketPattern: '(' } },
      /^api\.pendingTicketPattern: .*regular/,
    ],
    [
      'a header that is none',
      { api, auth: { authorizer: { header: 'X Y' } } },
      /^auth\.authorizer\.header: .*HTTP header/,
    ],
    [
      'a profile for every device',
      {
        api,
        connector: {
          profiles: [
            { id: 'p', match: {}, identify: { kind: 'usb-serial-number', expect: '(?<connectorId>.*)' } },
          ],
        },
      },
      /^connector\.profiles\[0\]\.match: .*every device/,
    ],
    ['a list instead of an object', [], 'api: This key is missing.'],
    ['null', 'null', /object in \{ \}/],
  ])('says of %s which key and why', (_what, content, expected) => {
    const [first, ...others] = said(content);
    if (typeof expected === 'string') expect(first).toBe(expected);
    else expect(first).toMatch(expected);
    expect(others).toEqual([]);
  });

  it('says where JSON is broken', () => {
    expect(said('{\n  "api": {\n    "baseUrl": oops\n  }\n}')[0]).toContain('line 3, column 16');
    expect(said('{ "api": {"baseUrl":"https://api.example"}, }')[0]).toContain('trailing commas');
    expect(said('')[0]).toContain('no valid JSON');
  });

  it('says that a file is missing, cannot be read, or is far too large', () => {
    const missing = readDeployment(join(folder, 'nowhere.json'));
    expect(missing).toMatchObject({ ok: false, error: [{ reason: 'The file does not exist.' }] });
    expect(readDeployment(folder)).toMatchObject({ ok: false, error: [{ reason: /EISDIR/ }] });
    expect(said(`{"api":{"baseUrl":"https://${'x'.repeat(2_000_000)}"}}`)[0]).toContain('larger than 1 MiB');
  });

  it('may begin with the mark that Windows editors put there', () => {
    expect(said(`\uFEFF${JSON.stringify({ api })}`)).toEqual([]);
  });

  it('names the sign that nobody sees where JSON is broken', () => {
    expect(said('{ "api":\u00a0{"baseUrl":"https://api.example"} }')[0]).toContain(
      '(line 1, column 9: U+00A0)',
    );
    expect(said('{ “api”: {} }')[0]).toContain('(line 1, column 3: “ (U+201C))');
    expect(
      said('{"api":{"baseUrl":"https://api.example"},"connector":{"extraPorts":[1\u00a0000]}}')[0],
    ).toContain('U+00A0');
  });

  it('loses what nobody sees of its values, and names what does not belong there', () => {
    const oidc = {
      issuer: '\u200bhttps://id.example\u00a0',
      clientId: '\ufeffa–b ',
      scopes: ['openid\u200b'],
    };
    const catalogue = { file: '\u202aC:\\Kataloge\\Prüfstand\u00a02.json' };
    writeFileSync(
      file,
      JSON.stringify({ api: { baseUrl: 'https://api.example\u200b' }, auth: { oidc }, catalogue }),
    );
    expect(readDeployment(file)).toMatchObject({
      value: {
        api: { baseUrl: 'https://api.example' },
        auth: { oidc: { issuer: 'https://id.example', clientId: 'a-b', scopes: ['openid'] } },
        catalogue: { file: 'C:\\Kataloge\\Prüfstand\u00a02.json' },
      },
    });
    expect(said({ api, auth: { oidc: { ...oidc, clientId: 'abЖ' } } })).toEqual([
      'auth.oidc.clientId: The value has a character that does not belong there: Ж (U+0416), at place 3.',
    ]);
  });

  it('is explained with its path, every wrong key, and what to do', () => {
    const read = readDeployment(join(folder, 'nowhere.json'));
    const text = read.ok ? '' : explain(read.error);
    expect(text).toContain(join(folder, 'nowhere.json'));
    expect(text).toContain('Nothing was changed.');
  });
});

describe('where the deployment file is', () => {
  const where = {
    argv: ['program'],
    env: {},
    platform: 'linux' as const,
    resources: '/program/resources',
    exists: () => false,
  };
  it('is what the command line says, before everything else', () => {
    const env = { JIFELINE_WORKSHOP_DEPLOYMENT: '/env.json' };
    expect(findDeploymentFile({ ...where, argv: ['p', '--deployment=/a b.json'], env })).toBe('/a b.json');
  });
  it('is what the environment says, then the machine-wide file, then the one that came along', () => {
    const env = { JIFELINE_WORKSHOP_DEPLOYMENT: '/env.json' };
    expect(findDeploymentFile({ ...where, env })).toBe('/env.json');
    expect(findDeploymentFile({ ...where, exists: () => true })).toBe(
      '/etc/jifeline-workshop/deployment.json',
    );
    expect(findDeploymentFile(where)).toBe('/program/resources/deployment.json');
  });
});
