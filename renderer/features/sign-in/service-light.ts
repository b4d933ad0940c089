import type { Account, ServiceView, SessionView } from '../../../preload/contract/session.ts';
import { clock, exactTime, explain, grouped, texts } from '../../i18n/texts.ts';
import type { Tone } from '../../ui/tone.ts';

/** The service's light: can it be reached, who is signed in, and until when. */
export function serviceLight(
  service: ServiceView,
  session: SessionView,
): { tone: Tone; words: string; detail: string } {
  const words = texts.service[service.state];
  if (service.state === 'unreachable') {
    return { tone: 'bad', words, detail: service.problem === null ? '' : explain(service.problem).title };
  }
  if (session.restoring) return { tone: 'busy', words, detail: texts.service.restoring };
  if (session.account === null) return { tone: 'warn', words, detail: texts.service.signedOut };
  if (session.refused) return { tone: 'warn', words, detail: texts.service.refused };
  const tone = service.state === 'reachable' ? 'good' : 'busy';
  return { tone, words, detail: [signedInAs(session.account), ...lasts(session)].join(' · ') };
}

/** Until when, in two or three words; nothing where nobody said. */
function lasts({ storedIn, renews, expiresAt }: SessionView): string[] {
  if (storedIn === 'session') return [texts.service.sessionOnly];
  if (renews) return [texts.signIn.stays];
  return expiresAt === null ? [] : [texts.signIn.untilShort(clock(expiresAt))];
}

/** Until when, in a sentence. */
export function untilWords({ renews, expiresAt }: SessionView): string {
  if (renews) return texts.signIn.renews;
  return expiresAt === null ? texts.signIn.untilUnknown : texts.signIn.until(exactTime(expiresAt));
}

/** What people call an account. */
export function nameOf({ method, label }: Pick<Account, 'method' | 'label'>): string {
  if (method === 'token') return texts.signIn.tokenName;
  if (method === 'oidc') return label;
  return texts.signIn.connectorName(/^\d+$/.test(label) ? grouped(label) : label);
}

/** An account that was recorded once, as people call it; by its recorded name where it is not known here any more. */
export function accountWords(
  name: string | null,
  { accounts }: Pick<SessionView, 'accounts'>,
): string | null {
  const known = accounts.find((account) => account.name === name);
  return known === undefined ? name : nameOf(known);
}

export const signedInAs = (account: Account): string =>
  account.method === 'token' ? texts.signIn.signedInWithToken : texts.signIn.signedInAs(nameOf(account));
