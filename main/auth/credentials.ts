import * as v from 'valibot';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import { Secret } from './secret.ts';

/** What a sign-in yields, as it is kept in the keychain. */
const Credentials = v.object({
  account: v.object({
    method: v.picklist(['oidc', 'connector-pin', 'token']),
    /** What people know it by; not necessarily unique, and it may change. */
    label: v.string(),
    /** What the sign-in service knows it by, where that is something else than the label. */
    subject: v.optional(v.string()),
  }),
  accessToken: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/)),
  refreshToken: v.nullable(v.string()),
  idToken: v.nullable(v.string()),
  /** Who issued it: a refresh token is shown to nobody else. */
  issuer: v.optional(v.nullable(v.string()), null),
  /** See StoredLifetime. */
  expiresAt: v.optional(v.nullable(v.number()), null),
  lifetimeMs: v.optional(v.nullable(v.number()), null),
});
export type Credentials = v.InferOutput<typeof Credentials>;

/** What signing in needs of the Customer API. */
export interface SignInApi {
  /** @param secrets what in the body must not come back among the service's words. */
  postJson(
    path: string,
    body: unknown,
    secrets?: readonly string[],
  ): Promise<
    Result<{ readonly status: number; readonly json: unknown; readonly message: string | null }, AppError>
  >;
}

/** The name of an account: in the keychain, with the tickets it released, and in the settings. Never a secret. */
export const accountName = ({ account }: Pick<Credentials, 'account'>): string =>
  `${account.method}:${account.subject ?? account.label}`;

export const sealed = (credentials: Credentials): Secret => new Secret(JSON.stringify(credentials));

/** What the keychain gave back, if it is what was put in. */
export function unsealed(secret: Secret): Credentials | null {
  try {
    const parsed = v.safeParse(Credentials, JSON.parse(secret.reveal()));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
