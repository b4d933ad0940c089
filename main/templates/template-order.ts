import type { TemplateView } from '../../preload/contract/template.ts';
import { localDate } from '../database/local-date.ts';

/** So many days before today decide what comes first. */
const COUNTED = 30;

/** Days of this PC's calendar, e.g. `2026-03-01`: from the first one on, and before the second. */
export interface CountedDays {
  readonly from: string;
  readonly before: string;
}

/**
 * The days whose uses count for the order. Today's do not: what is used moves nothing while people work, so the
 * template on Ctrl+3 in the morning is on Ctrl+3 in the evening. What was used much comes forward overnight.
 */
export function countedDays(now: number): CountedDays {
  const first = new Date(now);
  first.setDate(first.getDate() - COUNTED);
  return { from: localDate(first), before: localDate(now) };
}

/** Used most in the days that count comes first; of those used alike, the older. A new one is therefore last. */
export const inOrder = <T extends Pick<TemplateView, 'id' | 'createdAt'> & { readonly recent: number }>(
  templates: readonly T[],
): T[] =>
  [...templates].sort(
    (one, other) =>
      other.recent - one.recent || one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1),
  );
