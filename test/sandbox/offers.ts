import type { SandboxCatalogue } from './catalogue.ts';

export type Ids = Readonly<Record<string, number>>;
export type OfferQuery =
  | { readonly ok: true; readonly ids: Ids; readonly offset: number; readonly limit: number }
  | { readonly ok: false; readonly problem: string };

/** Reads the query of a list for a vehicle: every id is there, once, and whole; nothing else is. */
export function pageOf(query: URLSearchParams, more: readonly string[]): OfferQuery {
  const names = [...more, 'vehicle_model_id', 'vehicle_model_variant_id'];
  for (const name of query.keys()) {
    if (![...names, 'offset', 'limit'].includes(name) || query.getAll(name).length > 1)
      return { ok: false, problem: `${name} is not known here, or there twice` };
  }
  const missing = names.find((name) => !/^\d{1,15}$/.test(query.get(name) ?? ''));
  if (missing !== undefined) return { ok: false, problem: `${missing} must be an integer` };
  const [offset, limit] = [query.get('offset') ?? '0', query.get('limit') ?? '50'];
  if (!/^\d+$/.test(offset) || !/^\d+$/.test(limit) || Number(limit) > 200)
    return { ok: false, problem: 'offset or limit is out of range' };
  const ids = Object.fromEntries(names.map((name) => [name, Number(query.get(name))]));
  return { ok: true, ids, offset: Number(offset), limit: Number(limit) };
}

/** Two of three groups, other ones for each model: so that a vehicle's offer is not the whole catalogue. */
export function offeredGroups(catalogue: SandboxCatalogue | null, ids: Ids) {
  if (catalogue === null || !isKnown(catalogue, ids)) return [];
  return catalogue.product_groups.filter(({ id }) => (id + (ids.vehicle_model_id ?? 0)) % 3 !== 0);
}

export function offeredBundles(catalogue: SandboxCatalogue | null, ids: Ids) {
  if (catalogue === null || !offeredGroups(catalogue, ids).some(({ id }) => id === ids.product_group_id))
    return [];
  return catalogue.bundles.filter(({ product_group_id }) => product_group_id === ids.product_group_id);
}

const isKnown = ({ variants }: SandboxCatalogue, ids: Ids) =>
  variants.some(
    ({ id, model_id }) => id === ids.vehicle_model_variant_id && model_id === ids.vehicle_model_id,
  );
