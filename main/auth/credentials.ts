import { createHash } from 'node:crypto';
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
    /** Who knows it by that; null: nobody says. Sign-ins of earlier versions have none, and keep their name. */
    issuer: v.optional(v.nullable(v.string())),
  }),
  accessToken: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/)),
  refreshToken: v.nullable(v.string()),
  idToken: v.nullable(v.string()),
  /** Who issued it: a refresh token is shown to nobody else. */
  issuer: v.optional(v.nullable(v.string()), null),
  /** The origin of the API that it is for: an access token is shown to no other. Earlier versions did not keep it. */
  service: v.optional(v.string()),
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

/** Windows keeps names of up to 513 characters. */
const MOST_CHARACTERS = 400;

/**
 * The name of an account: in the keychain, with the tickets it released, and in the settings. Never a secret, and never
 * two people's: a subject means something at its issuer only, and where both cannot be told from the name as it
 * stands, since something had to be left out of it or it could be read in two ways, a hash of them does.
 */
export function accountName({ account }: Pick<Credentials, 'account'>): string {
  const { method, label, subject = label, issuer } = account;
  const text = typeof issuer === 'string' ? `${subject} (${issuer})` : subject;
  const isClear = issuer === undefined || (isPlain(subject) && isPlain(issuer ?? ''));
  if (isClear && text.length <= MOST_CHARACTERS) return `${method}:${text}`;
  const hash = createHash('sha256')
    .update(JSON.stringify([subject, issuer]), 'utf8')
    .digest('hex');
  return `${method}:${shown(text)} #${hash.slice(0, 32)}`;
}

/** Nothing that is lost in a name, nor what names are put together with. */
const isPlain = (text: string) => text === text.trim() && !/[\p{C}()#]|^token\b/u.test(text);

/** Somebody else's text as a part of a name or as a label: without what nobody sees, and not too long. */
export const shown = (text: string): string =>
  Array.from(text.replaceAll(/\p{C}/gu, ' ').trim()).slice(0, 200).join('');

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
