import { en, type Explanation } from './en.ts';

/** The texts in use. More languages come as more files of the same shape. */
export const texts: typeof en = en;

/** The text of a code; codes of a newer or older version get the general one. */
export const explain = (code: string): Explanation =>
  (texts.error as Record<string, Explanation>)[code] ?? texts.error.internal;

export const clock = (at: number): string =>
  new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });

export const exactTime = (at: number): string =>
  new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });

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
