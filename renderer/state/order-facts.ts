import type { Price, ProductView } from '../../preload/contract/catalogue.ts';
import { idKey, idsIn } from '../../preload/contract/questions.ts';

export interface Totals {
  /** One amount a currency. */
  readonly net: readonly Price[];
  readonly gross: readonly Price[];
  /** How many products have no price that is known. */
  readonly unpriced: number;
}

/** What products cost together. An amount that some of them lack is not summed up: half a sum misleads. */
export function totalsOf(products: readonly ProductView[]): Totals {
  const priced = products.filter(({ netPrice, grossPrice }) => netPrice !== null || grossPrice !== null);
  return {
    net: sum(priced.map(({ netPrice }) => netPrice)),
    gross: sum(priced.map(({ grossPrice }) => grossPrice)),
    unpriced: products.length - priced.length,
  };
}

function sum(prices: readonly (Price | null)[]): Price[] {
  const totals = new Map<string, number>();
  for (const price of prices) {
    if (price === null) return [];
    // In ten-thousandths, so that 0.1 and 0.2 are 0.3; no currency has smaller parts.
    totals.set(price.currency, (totals.get(price.currency) ?? 0) + Math.round(price.value * 10_000));
  }
  return [...totals].map(([currency, value]) => ({ currency, value: value / 10_000 }));
}

/** Whether two lists of typed ids mean the same products. */
export function sameProducts(one: readonly string[], other: readonly string[]): boolean {
  const first = new Set(one.map(idKey));
  const second = new Set(other.map(idKey));
  return first.size === second.size && [...first].every((id) => second.has(id));
}

/** The ids among what was typed, each once. */
export const distinctIds = (typed: readonly string[]): number[] => [...new Set(idsIn(typed))];
