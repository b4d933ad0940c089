import type { ServiceView, SessionView } from '../../../preload/contract/session.ts';
import { explain, grouped, texts } from '../../i18n/texts.ts';
import type { Tone } from '../../ui/tone.ts';

/** The service's light: can it be reached, and who is signed in. */
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
  const kept = session.storedIn === 'session' ? ` · ${texts.service.sessionOnly}` : '';
  return { tone, words, detail: `${nameOf(session.account)}${kept}` };
}

export const nameOf = ({ method, label }: NonNullable<SessionView['account']>): string =>
  method === 'token' ? texts.signIn.signedInWithToken : texts.signIn.signedInAs(grouped(label));
