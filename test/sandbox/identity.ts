import { randomBytes } from 'node:crypto';

interface Issued {
  readonly account: string;
  readonly expiresAt: number;
}

export interface IdentityOptions {
  /** Pin by connector id. */
  readonly pins: Readonly<Record<string, string>>;
  /** Connector id by uuid. */
  readonly uuids?: Readonly<Record<string, number>>;
  /** How long an access token holds. Default: 300. */
  readonly accessTokenSeconds?: number;
}

/** Who may do what: connectors with their pins, and the tokens given out. */
export class Identity {
  readonly #pins: Map<string, string>;
  readonly #uuids: Map<string, number>;
  readonly #lifetimeMs: number;
  readonly #issued = new Map<string, Issued>();
  /** One refresh token an account: a new sign-in ends the one before. */
  readonly refreshTokens = new Map<string, string>();

  constructor({ pins, uuids = {}, accessTokenSeconds = 300 }: IdentityOptions) {
    this.#pins = new Map(Object.entries(pins));
    this.#uuids = new Map(Object.entries(uuids));
    this.#lifetimeMs = accessTokenSeconds * 1_000;
  }

  /** A token as an administrator would hand it out for pasting. */
  issue(account: string, lifetimeMs = this.#lifetimeMs): string {
    const token = `sbx.${randomBytes(24).toString('base64url')}`;
    this.#issued.set(token, { account, expiresAt: Date.now() + lifetimeMs });
    return token;
  }

  /** Tokens for a connector, called by its id or uuid, and its pin; null: they do not fit. */
  signIn(
    connector: number | string,
    pin: string,
  ): { id_token: string; access_token: string; refresh_token: string } | null {
    const connectorId = typeof connector === 'number' ? connector : this.#uuids.get(connector);
    if (connectorId === undefined || this.#pins.get(String(connectorId)) !== pin) return null;
    const account = `connector:${connectorId}`;
    const refresh = `sbr.${randomBytes(24).toString('base64url')}`;
    this.refreshTokens.set(account, refresh);
    return {
      id_token: `sbi.${randomBytes(24).toString('base64url')}`,
      access_token: this.issue(account),
      refresh_token: refresh,
    };
  }

  /** Takes tokens from elsewhere, such as the OpenID provider. */
  adopt(token: string, account: string, expiresAt: number): void {
    this.#issued.set(token, { account, expiresAt });
  }

  /** Whose token it is; null: nobody's, or not any more. */
  accountOf(token: string): string | null {
    const issued = this.#issued.get(token);
    return issued !== undefined && issued.expiresAt > Date.now() ? issued.account : null;
  }

  /** Ends every access token at once, as an administrator or a long weekend would. */
  revokeAll(): void {
    this.#issued.clear();
  }
}
