import { describe, expect, it } from 'vitest';
import type { ModelView, VariantView } from '../../../preload/contract/catalogue.ts';
import { ok } from '../../../preload/contract/result.ts';
import type { FormChanges, TicketForm, TicketView } from '../../../preload/contract/ticket.ts';
import { chosenOf, firstChoices } from '../../../renderer/features/tickets/bundle-choice.ts';
import { variantsLike, Vehicle } from '../../../renderer/features/tickets/vehicle.svelte.ts';
import { OpenTicket } from '../../../renderer/state/open-ticket.svelte.ts';
import { bridgeDouble } from '../../support/bridge-double.ts';
import { filledForm } from '../../support/tickets.ts';

const use = { ownName: null, uses: 0, usedAt: null };
const model = (id: number): ModelView => ({
  id,
  known: true,
  make: 'Avero',
  name: `Model ${id}`,
  fromYear: 2012,
  toYear: null,
  ...use,
});
const variant = (id: number, name = `Variant ${id}`): VariantView => ({ id, known: true, name, ...use });

function setUp(variants: readonly VariantView[], form: Partial<TicketForm> = {}) {
  let kept = filledForm({ vehicle_model_id: '', vehicle_model_variant_id: '', ...form });
  const view = (): TicketView => ({
    id: '00000000-0000-4000-8000-000000000001',
    state: 'draft',
    revision: 1,
    listed: true,
    savedAt: 1,
    place: 1,
    waitsFor: null,
    wait: null,
    answer: null,
    restored: null,
    created: null,
    nextAttemptAt: null,
    form: kept,
    issues: [],
    checks: [],
    attempts: 0,
  });
  const { bridge } = bridgeDouble({
    drafts: {
      change: ({ changes }: { changes: FormChanges }) => {
        kept = { ...kept, ...(changes as Partial<TicketForm>) };
        return ok(view());
      },
    },
    catalogue: {
      variantsOf: ({ modelId }) => ok({ model: model(modelId), variants: [...variants] }),
    },
  });
  const open = new OpenTicket(bridge, view());
  return { open, vehicle: new Vehicle(bridge, open) };
}

describe('choosing a model', () => {
  it('takes the one variant that it has, or that was typed', async () => {
    const only = setUp([variant(100)]);
    await only.vehicle.take({ model: model(10), variant: null });
    expect(only.open.form).toMatchObject({ vehicle_model_id: '10', vehicle_model_variant_id: '100' });
    const typed = setUp([variant(100), variant(101)]);
    await typed.vehicle.take({ model: model(10), variant: variant(101) });
    expect(typed.open.form.vehicle_model_variant_id).toBe('101');
  });

  it('takes the variant of another model away, and leaves one of its own', async () => {
    const other = setUp([variant(100), variant(101)], { vehicle_model_variant_id: '900' });
    await other.vehicle.take({ model: model(10), variant: null });
    expect(other.open.form.vehicle_model_variant_id).toBe('');
    const own = setUp([variant(100), variant(101)], { vehicle_model_variant_id: '101' });
    await own.vehicle.take({ model: model(10), variant: null });
    expect(own.open.form.vehicle_model_variant_id).toBe('101');
  });

  it('leaves a typed variant where the catalogue knows none', async () => {
    const { open, vehicle } = setUp([], { vehicle_model_variant_id: '900' });
    await vehicle.take({ model: model(10), variant: null });
    expect(open.form.vehicle_model_variant_id).toBe('900');
  });

  it('knows nothing of an id that is none', async () => {
    const { vehicle } = setUp([variant(100)], { vehicle_model_id: 'Avero' });
    await vehicle.look();
    expect(vehicle.model).toBeNull();
    expect(vehicle.variants).toEqual([]);
  });
});

it('finds variants by every word, without accents, and by id', () => {
  const variants = [variant(1, '1.8 Quattro 65KW'), variant(2, '2.0 Allée 92KW')];
  expect(variantsLike(variants, 'allee 2.0').map(({ id }) => id)).toEqual([2]);
  expect(variantsLike(variants, 'quattro 92')).toEqual([]);
  expect(variantsLike(variants, '')).toHaveLength(2);
});

it('takes of a bundle what was chosen of each part, each product once', () => {
  const bundle = {
    id: '5a4db0c5-0000-4000-8000-000000000001',
    groupId: 7,
    name: 'After a windscreen',
    description: '',
    reference: '',
    blocks: [
      { optional: false, productIds: [[1, 2], [3]] },
      { optional: true, productIds: [[2, 4]] },
    ],
  };
  expect(firstChoices(bundle)).toEqual([0, null]);
  expect(chosenOf(bundle, firstChoices(bundle))).toEqual([1, 2]);
  expect(chosenOf(bundle, [0, 0])).toEqual([1, 2, 4]);
  expect(chosenOf(bundle, [1, 0])).toEqual([3, 2, 4]);
});
