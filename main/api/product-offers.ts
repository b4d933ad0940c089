import * as v from 'valibot';
import type { BundleView, ProductGroupView, Vehicle } from '../../preload/contract/catalogue.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { JsonAnswer } from './customer-api.ts';

/** The largest page the service gives (public documentation). */
const PAGE = 200;
/** A vehicle has no more than this; whoever says so is not believed. */
const MAX_PAGES = 5;
const MAX_GROUPS = 200;

/** Ids come as numbers or, as in the document's sample of a ticket, as text. */
const Id = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(1),
);
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
const pageOf = <S extends v.GenericSchema>(entry: S) =>
  v.object({ result: v.pipe(v.array(entry), v.maxLength(PAGE)), total: v.optional(v.number()) });

type Get = (path: string) => Promise<Result<JsonAnswer, AppError>>;

/**
 * What the service offers for a vehicle: `GET /v1/product-groups`, and `GET /v1/product-bundles` for each group (public
 * documentation). All of it or an error: half an offer would hide what can be had.
 */
export async function offerOf(
  { modelId, variantId }: Vehicle,
  get: Get,
): Promise<Result<{ groups: ProductGroupView[]; bundles: BundleView[] }, AppError>> {
  const vehicle = { vehicle_model_id: String(modelId), vehicle_model_variant_id: String(variantId) };
  const groups = await all('/v1/product-groups', vehicle, Group, get);
  if (!groups.ok) return groups;
  if (groups.value.length > MAX_GROUPS) return unexpected(200);
  const bundles: BundleView[] = [];
  for (const group of groups.value) {
    const query = { product_group_id: String(group.id), ...vehicle };
    const found = await all('/v1/product-bundles', query, Bundle, get);
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

/** Every page of a list. */
async function all<S extends v.GenericSchema>(
  path: string,
  query: Readonly<Record<string, string>>,
  entry: S,
  get: Get,
): Promise<Result<v.InferOutput<S>[], AppError>> {
  const found: v.InferOutput<S>[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const words = new URLSearchParams({ ...query, offset: String(page * PAGE), limit: String(PAGE) });
    const answer = await get(`${path}?${words.toString()}`);
    if (!answer.ok) return answer;
    const parsed = v.safeParse(pageOf(entry), answer.value.json);
    if (answer.value.status !== 200 || !parsed.success) return unexpected(answer.value.status);
    const { result, total } = parsed.output;
    found.push(...result);
    const isFull = result.length >= PAGE;
    if (total === undefined ? !isFull : found.length >= total) return ok(found);
    if (!isFull) break;
  }
  return unexpected(200);
}

const unexpected = (status: number) => err(appError('auth.unexpected_answer', { status }));
