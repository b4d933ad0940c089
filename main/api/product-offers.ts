import * as v from 'valibot';
import type { BundleView, ProductGroupView, Vehicle } from '../../preload/contract/catalogue.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { GetJson } from './json-answer.ts';
import { allOf, Id, within } from './pages.ts';

/** For the whole offer: somebody sits before it. */
const OFFER_MS = 60_000;

/** A vehicle has no more than this; whoever says so is not believed. */
const MAX_GROUPS = 200;

const text = v.pipe(
  v.optional(v.nullable(v.string()), ''),
  v.transform((value) => (value ?? '').slice(0, 4_000)),
);
const Group = v.object({ id: Id, name: text });
const Bundle = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  product_group_id: Id,
  name: text,
  description: text,
  reference: text,
  blocks: v.pipe(
    v.array(
      v.object({
        optional: v.optional(v.boolean(), false),
        product_ids: v.pipe(v.array(v.pipe(v.array(Id), v.maxLength(200))), v.maxLength(200)),
      }),
    ),
    v.maxLength(200),
  ),
});
/**
 * What the service offers for a vehicle: `GET /v1/product-groups`, and `GET /v1/product-bundles` for each group (public
 * documentation). All of it or an error: half an offer would hide what can be had.
 */
export async function offerOf(
  { modelId, variantId }: Vehicle,
  getOne: GetJson,
): Promise<Result<{ groups: ProductGroupView[]; bundles: BundleView[] }, AppError>> {
  const get = within(getOne, OFFER_MS);
  const vehicle = { vehicle_model_id: String(modelId), vehicle_model_variant_id: String(variantId) };
  const groups = await allOf('/v1/product-groups', vehicle, Group, get);
  if (!groups.ok) return groups;
  if (groups.value.length > MAX_GROUPS) return err(appError('auth.unexpected_answer', { status: 200 }));
  const bundles: BundleView[] = [];
  for (const group of groups.value) {
    const query = { product_group_id: String(group.id), ...vehicle };
    const found = await allOf('/v1/product-bundles', query, Bundle, get);
    if (!found.ok) return found;
    bundles.push(
      ...found.value.map(({ id, product_group_id, name, description, reference, blocks }) => ({
        id,
        groupId: product_group_id,
        name,
        description,
        reference,
        blocks: blocks.map(({ optional, product_ids }) => ({ optional, productIds: product_ids })),
      })),
    );
  }
  return ok({ groups: groups.value, bundles });
}
