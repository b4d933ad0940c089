import * as v from 'valibot';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { Credentials, SignInApi } from './credentials.ts';

const Tokens = v.object({
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/)),
  id_token: v.optional(v.nullable(v.string())),
  refresh_token: v.optional(v.nullable(v.string())),
});

/**
 * Signs a connector in with its pin code: `POST /v1/authenticate/pincode` (public documentation; marked deprecated
 * there in favour of the same call with connector_uuid). Documents differ on the pin's length, so it is not checked.
 */
export async function signInWithPin(
  api: SignInApi,
  connectorId: number,
  pin: string,
): Promise<Result<Credentials, AppError>> {
  const answer = await api.postJson('/v1/authenticate/pincode', { connector_id: connectorId, pincode: pin });
  if (!answer.ok) return answer;
  const { status, json, message } = answer.value;
  if (status === 400 || status === 401 || status === 403) {
    return err(appError('auth.refused', { status, ...(message === null ? {} : { message }) }));
  }
  const tokens = v.safeParse(Tokens, json);
  if (status < 200 || status > 299 || !tokens.success)
    return err(appError('auth.unexpected_answer', { status }));
  return ok({
    account: { method: 'connector-pin', label: String(connectorId) },
    accessToken: tokens.output.access_token,
    refreshToken: tokens.output.refresh_token ?? null,
    idToken: tokens.output.id_token ?? null,
  });
}
