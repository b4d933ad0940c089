import * as v from 'valibot';
import { plainCode } from '../../preload/contract/clean.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { Credentials, SignInApi } from './credentials.ts';

const Tokens = v.object({
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/)),
  id_token: v.optional(v.nullable(v.string())),
  refresh_token: v.optional(v.nullable(v.string())),
});

/** What a connector is called when it signs in: by its id, or in the successor of that call by its uuid. */
export type PinVariant = 'connector-id' | 'connector-uuid';

/**
 * Signs a connector in with its pin code: `POST /v1/authenticate/pincode` with connector_id (public documentation;
 * marked deprecated there in favour of the same call with connector_uuid). The deployment file says which one is used.
 * Documents differ on the pin's length, so it is not checked. A refresh token may come along; no document says where it
 * could be used, so this sign-in is not renewed.
 *
 * @param connector its id, or the text of its uuid.
 */
export async function signInWithPin(
  api: SignInApi,
  connector: number | string,
  pin: string,
): Promise<Result<Credentials, AppError>> {
  // Nobody sees what was pasted along: the field shows dots.
  const pincode = plainCode(pin).trim();
  const who = typeof connector === 'number' ? { connector_id: connector } : { connector_uuid: connector };
  const answer = await api.postJson('/v1/authenticate/pincode', { ...who, pincode }, [pincode]);
  if (!answer.ok) return answer;
  const { status, json, message } = answer.value;
  if (status === 400 || status === 401 || status === 403) {
    return err(appError('auth.refused', { status, ...(message === null ? {} : { message }) }));
  }
  const tokens = v.safeParse(Tokens, json);
  if (status < 200 || status > 299 || !tokens.success)
    return err(appError('auth.unexpected_answer', { status }));
  return ok({
    account: { method: 'connector-pin', label: String(connector) },
    accessToken: tokens.output.access_token,
    refreshToken: tokens.output.refresh_token ?? null,
    idToken: tokens.output.id_token ?? null,
    issuer: null,
    expiresAt: null,
    lifetimeMs: null,
  });
}
