import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { decodeDrafts, encodeDrafts } from '../../main/tickets/drafts-file.ts';
import { contract } from '../../preload/contract/contract.ts';
import { serviceBench, type Program, type ServiceBench } from '../support/service-bench.ts';
import { workbench } from '../support/workbench.ts';

/** What stands on a car, a trailer or a prototype, as somebody types it, and what must leave. */
const numbers: [kind: string, typed: string, sent: string][] = [
  ['a Japanese frame number', 'NCP10-0012345', 'NCP10-0012345'],
  ['a frame number in small letters', ' jzx100-0098765 ', 'JZX100-0098765'],
  ['a frame number with a blank', 'BNR32 012345', 'BNR32 012345'],
  ['a frame number with a typographic dash', 'GX81\u20133012345', 'GX81-3012345'],
  ['a car of 1968', '115 1234567', '115 1234567'],
  ['a car of 1962, digits alone', '6789012', '6789012'],
  ['a trailer', 'TR 4711-B', 'TR 4711-B'],
  ['a number with a stroke', '911/1234', '911/1234'],
  ['a prototype', 'PROTO_07.3', 'PROTO_07.3'],
  ['seventeen letters, one of them an O', 'WVGZZZ5NZEWO69297', 'WVGZZZ5NZEWO69297'],
  ['what no car is called', 'FFFFFFFFFFFFFFFFF', 'FFFFFFFFFFFFFFFFF'],
];

let service: ServiceBench;
let program: Program;
beforeAll(async () => {
  service = await serviceBench();
  program = service.start();
});
beforeEach(() => service.sandbox.api.pending.clear());
afterAll(() => service.close());

const sentVins = () => service.sandbox.record.tickets.map(({ vin }) => vin);

// It was an error without a way round, although the service takes any text.
it.each(numbers)('%s is sent as it stands after one look: %j', async (_, typed, sent) => {
  const { tickets, write, view, stateOf } = program;
  const before = sentVins();
  const id = write({ vin: typed });
  // Nobody has looked: nothing leaves.
  expect(stateOf(id).issues).toMatchObject([{ field: 'vin', severity: 'doubt' }]);
  expect(await tickets.send(id)).toMatchObject({
    error: { code: 'ticket.incomplete', details: { field: 'vin' } },
  });
  expect(service.sandbox.record.posts).toHaveLength(before.length);

  expect(view(tickets.change(id, { vinAsIs: sent })).issues).toEqual([]);
  await program.send(id);
  expect(stateOf(id).state).toBe('created');
  expect(sentVins()).toEqual([...before, sent]);
});

it('the look is at exactly this number: another is asked about anew, and the same is not', () => {
  const { write, view, tickets, stateOf } = workbench();
  const id = write({ vin: 'NCP10-0012345', vinAsIs: 'NCP10-0012345' });
  expect(stateOf(id).issues).toEqual([]);
  for (const vin of ['NCP10-0012346', 'NCP100012345', 'NCP10-001234'])
    expect([vin, view(tickets.change(id, { vin })).issues]).toMatchObject([vin, [{ severity: 'doubt' }]]);
  expect(view(tickets.change(id, { vin: ' ncp10-0012345' })).issues).toEqual([]);
});

it('the look outlives the program, and goes along in a file of drafts', () => {
  const { write, stateOf, store } = workbench();
  const id = write({ vin: 'TR 4711-B', vinAsIs: 'TR 4711-B' });
  const restarted = workbench({ store });
  expect(restarted.stateOf(id)).toMatchObject({ form: { vinAsIs: 'TR 4711-B' }, issues: [] });

  const kept = store.get(id);
  const drafts = decodeDrafts(encodeDrafts(kept.ok && kept.value !== null ? [kept.value] : [], 1).text);
  const elsewhere = workbench();
  for (const draft of drafts.ok ? drafts.value : []) elsewhere.store.insert(draft);
  expect(elsewhere.stateOf(id).issues).toEqual([]);
  expect(stateOf(id).issues).toEqual([]);
});

it.each([
  ['a control character', 'NCP10\u0000-0012345'],
  ['half a character', 'NCP10-\ud83d0012345'],
  ['a whole mail', 'the car of Mr. Jansen '.repeat(6)],
  ['nothing', ' - '],
])('no look sends what cannot be sent: %s', async (_, vin) => {
  const { write, tickets, stateOf } = workbench();
  const id = write({ vin, vinAsIs: vin });
  expect(stateOf(id).issues).toMatchObject([{ field: 'vin', severity: 'error' }]);
  expect(await tickets.send(id)).toMatchObject({ error: { code: 'ticket.incomplete' } });
});

// What the service lists is what it was sent: asked for without its dash, such a number is never listed.
it('a ticket in doubt is looked up by the number as it was sent, and found however it is listed', async () => {
  const asked: string[] = [];
  const bench = workbench({
    script: [{ kind: 'unconfirmed', code: 'doubt.connection_lost', status: null, message: null }],
    lookup: {
      listed: (vin) => {
        asked.push(vin);
        const entry = { id: '41', connectorId: 7, vin: 'NCP100012345', reference: null, state: 1 };
        return Promise.resolve({ ok: true, value: asked.length === 1 ? [] : [entry] });
      },
    },
  });
  const id = bench.write({ vin: 'ncp10-0012345', vinAsIs: 'NCP10-0012345' });
  await bench.send(id);
  await bench.pass(3_600_000);
  expect(new Set(asked)).toEqual(new Set(['NCP10-0012345']));
  expect(bench.stateOf(id)).toMatchObject({ state: 'created', created: { id: '41' } });
});

it('a second ticket for the car is warned of, however its number is written', async () => {
  const { write, send, tickets } = workbench();
  const first = write({ vin: '115 1234567', vinAsIs: '115 1234567' });
  await send(first);
  for (const vin of ['1151234567', '115-1234567', ' 115 1234567']) {
    const same = tickets.sameToday(write({ vin, connector_id: '9' }));
    expect(same.ok && same.value.map(({ id }) => id)).toEqual([first]);
  }
});

it.each([
  ['NCP10-0012345', ['ncp10-0012345', 'NCP100012345', '0012345', 'NCP10\u20130012345']],
  ['PROTO_07.3', ['proto_07.3', 'proto_073']],
  ['\u0422\u0410 4711', ['TA 4711', 'ta4711']],
])('the ticket for %s is found by its number', (vin, searches) => {
  const { write, tickets } = workbench();
  const id = write({ vin });
  for (const search of searches) {
    const found = tickets.list({ limit: 10, filter: 'all', search });
    expect([search, found.ok && found.value.map((ticket) => ticket.id)]).toEqual([search, [id]]);
  }
});

it('the model of its last ticket is put in once the number was looked at, and not before', () => {
  const known = { modelId: 12, variantId: 34, source: 'ticket' as const };
  const bench = workbench({ vehicleOf: (car) => (car === 'S15000123' ? known : null) });
  const id = bench.write({ vin: '', vehicle_model_id: '', vehicle_model_variant_id: '' });
  const typed = bench.view(bench.tickets.change(id, { vin: 'S15-000123' }));
  expect(typed.form.vehicle_model_id).toBe('');
  const looked = bench.view(bench.tickets.change(id, { vinAsIs: 'S15-000123' }));
  expect(looked.form).toMatchObject({ vehicle_model_id: '12', vehicleSource: 'ticket' });
});

it('the window may be told of it', () => {
  const { write, stateOf } = workbench();
  for (const [, vin] of numbers)
    expect(v.safeParse(contract.drafts.change.output, stateOf(write({ vin }))).success).toBe(true);
});
