import { createHash } from 'node:crypto';
import { plainCode, strangerIn } from '../../preload/contract/clean.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { shown, type Credentials } from './credentials.ts';

/**
 * Takes a token that somebody pasted: what the "JifelineAuthorizer" of the Customer API document wants to see is not
 * published, so whatever an administrator was given is presented as it is. It cannot be checked without creating a
 * ticket; a wrong one shows at the first 401.
 */
export function signInWithToken(pasted: string): Result<Credentials, AppError> {
  // Anything else could not stand in a header. A long dash may be two short ones that a mail or an editor put together.
  const stranger = strangerIn(pasted, /[\s!-~]/, /[\u2013-\u2015]/);
  if (stranger !== null) return err(appError('auth.refused', { ...stranger }));
  // People copy the whole header line, with quotes that an editor made; line breaks come from terminals and mails.
  const token = plainCode(pasted.replaceAll(/[“”„‟‘’‚‛«»]/g, ''))
    .trim()
    .replace(/^(authorization:\s*)?bearer\s+/i, '')
    .replaceAll(/\s+/g, '');
  if (token === '') return err(appError('auth.refused'));
  return ok({
    account: accountOf(token),
    accessToken: token,
    refreshToken: null,
    idToken: null,
    issuer: null,
    expiresAt: null,
    lifetimeMs: null,
  });
}

/**
 * What a pasted token is known by: each is an account of its own, or one person's tickets would go out under the name of
 * whoever pastes theirs next. A token that says whose it is (a JWT's `sub`, and who issued it) stays the same account
 * when it is renewed; nobody checks that here, as the service does. Of others it is a part of their fingerprint.
 */
function accountOf(token: string): Credentials['account'] {
  const { sub, iss } = claimsOf(token);
  const [subject, issuer] = [textOf(sub), textOf(iss)];
  if (subject !== null) {
    const label = shown(issuer === null ? subject : `${subject} (${issuer})`);
    return { method: 'token', label, subject, issuer };
  }
  const fingerprint = createHash('sha256').update(token, 'utf8').digest('hex').slice(0, 8);
  return { method: 'token', label: `token ${fingerprint}` };
}

const textOf = (claim: unknown): string | null =>
  typeof claim === 'string' && claim.trim() !== '' ? claim : null;

/** What a JWT says in its middle part (RFC 7519); nothing where it is none. */
function claimsOf(token: string): { readonly sub?: unknown; readonly iss?: unknown } {
  const [, middle, ...rest] = token.split('.');
  if (middle === undefined || rest.length !== 1) return {};
  try {
    const claims: unknown = JSON.parse(Buffer.from(middle, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? claims : {};
  } catch {
    return {};
  }
}
