import http from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface OidcSandbox {
  readonly issuer: string;
  readonly clientId: string;
  close(): Promise<void>;
}

/**
 * An OpenID provider for native programs: public client, PKCE, a loopback redirect on any port, device flow, and
 * refresh tokens that rotate.
 *
 * @param issued told of every access token, so that the API can take it.
 */
export async function startOidc(
  issued: (token: string, account: string, expiresAt: number) => void,
): Promise<OidcSandbox> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientId = 'jifeline-workshop';
  // Its advice on development settings is for people who run it in earnest.
  const { warn, info } = console;
  console.warn = console.info = () => undefined;
  const provider = new Provider(issuer, {
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
    features: { devInteractions: { enabled: true }, deviceFlow: { enabled: true } },
    rotateRefreshToken: true,
    scopes: ['openid', 'offline_access'],
    ttl: {
      AccessToken: 20,
      RefreshToken: 3_600,
      Grant: 3_600,
      Session: 3_600,
      IdToken: 300,
      Interaction: 300,
      DeviceCode: 300,
    },
  });
  console.warn = warn;
  console.info = info;
  provider.on('access_token.saved', (token) => {
    const expiresAt = Date.now() + token.expiration * 1_000;
    issued(token.jti, `oidc:${token.accountId}`, expiresAt);
  });
  server.on('request', provider.callback() as http.RequestListener);
  return {
    issuer,
    clientId,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
