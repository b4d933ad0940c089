import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { Credentials } from './credentials.ts';

/**
 * Takes a token that somebody pasted: what the "JifelineAuthorizer" of the Customer API document wants to see is not
 * published, so whatever an administrator was given is presented as it is. It cannot be checked without creating a
 * ticket; a wrong one shows at the first 401.
 */
export function signInWithToken(pasted: string): Result<Credentials, AppError> {
  // People copy the whole header line; line breaks come from terminals and mails.
  const token = pasted
    .trim()
    .replace(/^(authorization:\s*)?bearer\s+/i, '')
    .replaceAll(/\s+/g, '');
  // Anything else could not stand in a header.
  if (!/^[\x21-\x7e]+$/.test(token)) return err(appError('auth.refused'));
  return ok({
    account: { method: 'token', label: 'token' },
    accessToken: token,
    refreshToken: null,
    idToken: null,
    issuer: null,
    expiresAt: null,
    lifetimeMs: null,
  });
}
