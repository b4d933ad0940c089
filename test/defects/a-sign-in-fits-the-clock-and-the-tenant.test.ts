import { expect, it } from 'vitest';
import { createOidc } from '../../main/auth/oidc.ts';
import { realClock } from '../support/session-bench.ts';

const now = Math.floor(Date.now() / 1_000);
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

interface Provider {
  /** As the deployment file names it. */
  readonly issuer: string;
  /** As it calls itself, in its description and in its ID tokens. */
  readonly described: string;
  readonly signs: string;
  readonly headers?: Record<string, string>;
  readonly claims?: Record<string, unknown>;
}

/** Signs in at a provider of whose answers the test says all. */
async function signedInAt({ issuer, described, signs, headers = {}, claims = {} }: Provider) {
  let nonce = '';
  const json = (body: unknown, more = {}) =>
    new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json', ...more } });
  const provider = createOidc({
    issuer,
    clientId: 'workshop',
    scopes: ['openid'],
    audience: null,
    prompt: [],
    clock: realClock,
    fetch: (address) => {
      const { origin } = new URL(address);
      const doors = { authorization_endpoint: `${origin}/authorize`, token_endpoint: `${origin}/token` };
      if (address.endsWith('/.well-known/openid-configuration'))
        return Promise.resolve(json({ issuer: described, jwks_uri: `${origin}/keys`, ...doors }, headers));
      const said = { iss: signs, aud: 'workshop', sub: 'anna', iat: now, exp: now + 300, nonce, ...claims };
      const id = `${base64({ alg: 'RS256', typ: 'JWT' })}.${base64(said)}.${base64('unchecked')}`;
      return Promise.resolve(json({ access_token: 'a', token_type: 'bearer', id_token: id }));
    },
  });
  const flow = await provider.beginBrowser('http://127.0.0.1:1/callback', {
    chooses: false,
    consents: false,
  });
  if (!flow.ok) return flow.error.code;
  const asked = new URL(flow.value.url).searchParams;
  nonce = asked.get('nonce') ?? '';
  const back = new URL(`http://127.0.0.1:1/callback?code=c&state=${asked.get('state') ?? ''}`);
  const done = await flow.value.complete(back);
  return done.ok ? done.value.account.subject : done.error.code;
}

const plain = { issuer: 'https://id.example', described: 'https://id.example', signs: 'https://id.example' };
const threeHours = 3 * 3_600;

// A description out of a cache was dated hours ago, and the token that was made just now was "of the future".
it.each([
  [
    'as old as it says',
    { date: new Date((now - threeHours) * 1_000).toUTCString(), age: String(threeHours) },
  ],
  ['made just now', { date: new Date(now * 1_000).toUTCString() }],
  ['without a date', {}],
  ['with an age that is none', { date: new Date(now * 1_000).toUTCString(), age: 'old' }],
])('a description %s tells the time', async (_what, headers) => {
  expect(await signedInAt({ ...plain, headers, claims: { nbf: now } })).toBe('anna');
});

const microsoft = 'https://login.microsoftonline.com';
const tenant = '8b6a1d9e-0000-4000-8000-000000000001';
const manyTenants = `${microsoft}/{tenantid}/v2.0`;

// One address serves every organisation, and each signs with its own: after signing in it "did not belong".
it.each(['organizations', 'common'])(
  'the issuer of many organisations is one to sign in at: %s',
  async (who) => {
    const provider = { issuer: `${microsoft}/${who}/v2.0`, described: manyTenants };
    const signs = `${microsoft}/${tenant}/v2.0`;
    expect(await signedInAt({ ...provider, signs, claims: { tid: tenant, nbf: now } })).toBe('anna');
    // But none that says it is of one organisation and is signed by another.
    expect(await signedInAt({ ...provider, signs, claims: { tid: 'another' } })).toBe(
      'auth.response_invalid',
    );
    expect(await signedInAt({ ...provider, signs: 'https://evil.example', claims: { tid: tenant } })).toBe(
      'auth.response_invalid',
    );
  },
);

it('and nobody else may call itself by another name', async () => {
  expect(await signedInAt({ ...plain, described: 'https://id.example/{tenantid}' })).toBe(
    'auth.wrong_issuer',
  );
});
