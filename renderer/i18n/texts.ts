import { languages } from '../../preload/contract/choices.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type { NotText } from '../../preload/contract/not-text.ts';
import type { Language, SettingsView } from '../../preload/contract/settings.ts';
import type { en, Explanation } from './en.ts';

export type Texts = typeof en;

/** Each is fetched when somebody wants it: nobody needs more than one to begin with. */
const dictionaries: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: () => import('./en.ts').then(({ en }) => en),
  nl: () => import('./nl.ts').then(({ nl }) => nl),
  de: () => import('./de.ts').then(({ de }) => de),
  fr: () => import('./fr.ts').then(({ fr }) => fr),
  pseudo: async () => {
    const [{ pseudo }, { en }] = await Promise.all([import('./pseudo.ts'), import('./en.ts')]);
    return pseudo(en);
  },
};

/** The texts in use: no words are shown before there are some, and all of them anew when the language changes (App.svelte). */
export let texts!: Texts;
/** The language in use, as Intl and the page want it. */
export let language = 'en';

/** Which language a setting means on this PC; English where there is no better one. */
export function languageOf(chosen: SettingsView['language'], system: string): Language {
  if (chosen !== 'system') return chosen;
  const primary = system.toLowerCase().split('-')[0];
  return languages.find((known) => known === primary) ?? 'en';
}

/** Uses a language from now on. */
export async function speak(wanted: Language): Promise<void> {
  texts = await dictionaries[wanted]();
  language = wanted === 'pseudo' ? 'en' : wanted;
}

/** What this one is about, beyond what its code says; undefined: nothing that is known of here. */
export function moreOf({ code, details = {} }: AppError): string | undefined {
  if (code === 'import.not_text')
    return texts.notText({
      ...details,
      encoding: details.encoding === '' ? null : details.encoding,
    } as NotText);
  if (code === 'auth.refused' && details.about !== undefined)
    return texts.wrongSign(Number(details.place), String(details.about));
  return undefined;
}

/** The text of a code; codes of a newer or older version get the general one. */
export const explain = (code: string): Explanation =>
  (texts.error as Record<string, Explanation>)[code] ?? texts.error.internal;

export const clock = (at: number): string =>
  new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });

export const exactTime = (at: number): string =>
  new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });

export const exactDate = (at: number): string =>
  new Date(at).toLocaleDateString(language, { dateStyle: 'medium' });

/** A number as it is written in the language: 12,345 or 12.345. */
export const amount = (number: number, options?: Intl.NumberFormatOptions): string =>
  number.toLocaleString(language, options);

/** How long ago, in the largest unit that fits. A clock that was set back says "just now". */
export function ago(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return texts.ago.now;
  if (minutes < 60) return texts.ago.minutes(minutes);
  if (minutes < 24 * 60) return texts.ago.hours(Math.floor(minutes / 60));
  return texts.ago.days(Math.floor(minutes / (24 * 60)));
}

/** How long something took, in the largest unit that fits. */
export function duration(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  if (ms < 0) return texts.duration.unknown;
  if (minutes < 60) return texts.duration.minutes(minutes);
  if (minutes < 24 * 60) return texts.duration.hours(Math.floor(minutes / 60));
  return texts.duration.days(Math.floor(minutes / (24 * 60)));
}

/** When something is planned, from now. */
export function until(at: number, now: number): string {
  const seconds = Math.ceil((at - now) / 1_000);
  if (seconds < 5) return texts.next.soon;
  return seconds < 60 ? texts.next.seconds(seconds) : texts.next.minutes(Math.round(seconds / 60));
}

/** `910101043` as people read it: 910 101 043. */
export const grouped = (id: number | string): string => String(id).replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0');

/** Several names as a person would write them: "minicom and screen". */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
