import * as v from 'valibot';
import { expect, it } from 'vitest';
import { AnswerReader, Conversation } from '../../main/connector/identify.ts';
import type { Reading } from '../../main/connector/profile.ts';
import { ConnectorView } from '../../preload/contract/connector.ts';
import { workbench } from '../support/workbench.ts';

/** The pattern of the sample profile in docs/connector.md, as it was and as it is. */
const patterns = [
  '^JFL (?<connectorId>\\d+)(?: VIN (?<vin>[A-HJ-NPR-Z0-9]{17}))?(?: CAR (?<vehiclePath>.+))?$',
  '^JFL (?<connectorId>\\d+)(?: VIN (?<vin>.*?))?(?: CAR (?<vehiclePath>.+))?$',
  // Brackets and escapes within the group.
  '^JFL (?<connectorId>\\d+)(?: VIN (?<vin>(?:[(A-Z\\])]|\\d|\\)){17}))?(?: CAR (?<vehiclePath>.+))?$',
];
const read = (vin: string, pattern: string): Reading | undefined =>
  new AnswerReader(pattern).push(Buffer.from(`JFL 910101043 VIN ${vin} CAR AUDI#100\r\n`, 'latin1'))[0];
const each = <T extends readonly unknown[]>(inputs: readonly T[]) =>
  patterns.flatMap((pattern, at) => inputs.map((input) => [at, ...input, pattern] as const));

// A whole answer was refused for its VIN, and with it the connector's id: the cable was called mute.
it.each(
  each([
    ['WVGZZZ5NZEW069297'],
    ['wvgzzz5nzew069297'],
    ['WVGZZZ5NZEW069297\u0000\u0000\u0000'],
    ['\u00ff\u00ffWVGZZZ5NZEW069297\u00ff'],
    ['  WVGZZZ5NZEW069297  '],
  ] as const),
)('a VIN in its padding, or in small letters, is a VIN (pattern %i): %j', (_, told, pattern) =>
  expect(read(told, pattern)).toEqual({
    connectorId: 910101043,
    vin: 'WVGZZZ5NZEW069297',
    vehiclePath: 'AUDI#100',
  }),
);

it.each(
  each([
    ['FFFFFFFFFFFFFFFFF', 'FFFFFFFFFFFFFFFFF'],
    ['00000000000000000', '00000000000000000'],
    ['12345678901234567', '12345678901234567'],
    ['AAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAA'],
    ['\u00ff'.repeat(17), ''],
    ['\u0000'.repeat(17), ''],
    [' '.repeat(17), ''],
    ['NOT PROGRAMMED', 'NOT PROGRAMMED'],
    ['WVGZZZ5NZ', 'WVGZZZ5NZ'],
    ['NCP10-0012345', 'NCP10-0012345'],
    ['WVGZZZ\u00075NZEW06929', 'WVGZZZ5NZEW06929'],
    ['20260515123456789', '20260515123456789'],
    ['7A'.repeat(99), '7A'.repeat(50)],
  ] as const),
)('any other number costs the connector no id, and is no VIN (pattern %i): %j', (_, told, kept, pattern) => {
  const reading = read(told, pattern);
  expect(reading).toEqual({ connectorId: 910101043, vin: null, vinTold: kept, vehiclePath: 'AUDI#100' });
  const port = { path: 'COM3', label: 'COM3', matched: true };
  const view = { state: 'ready', port, searchProblem: null, candidates: [], ...reading };
  expect(v.safeParse(ConnectorView, view).success).toBe(true);
});

it.each(patterns)('a car that tells no number tells none: %s', (pattern) => {
  const readings = new AnswerReader(pattern).push(
    Buffer.from('JFL 7\r\nJFL 8 CAR AUDI#100\r\nJFL 9 VIX\r\n'),
  );
  expect(readings).toEqual([
    { connectorId: 7, vin: null, vehiclePath: null },
    { connectorId: 8, vin: null, vehiclePath: 'AUDI#100' },
  ]);
});

function ask(answers: readonly string[], retries: number) {
  let hear = (_: Uint8Array): void => undefined;
  const left = answers.map((answer) => `${answer}\r\n`);
  const conversation = new Conversation(
    {
      onData: (listen) => (hear = listen),
      onLost: () => undefined,
      write: () => {
        hear(Buffer.from(left.shift() ?? '', 'latin1'));
        return Promise.resolve(true);
      },
      close: () => Promise.resolve(),
    },
    { kind: 'query', send: 'ID?', expect: patterns[0] ?? '', timeoutMs: 1, retries },
    () => Promise.resolve(),
    () => undefined,
  );
  return conversation.identify();
}

it('a VIN that a byte got lost of is asked for again, and the id counts when it is told again', async () => {
  const [broken, whole] = ['JFL 7 VIN WVGZZZ5NZEW06929', 'JFL 7 VIN WVGZZZ5NZEW069297'];
  expect(await ask([broken, whole], 2)).toMatchObject({ reading: { vin: 'WVGZZZ5NZEW069297' } });
  expect(await ask([broken, broken], 2)).toMatchObject({ reading: { vinTold: 'WVGZZZ5NZEW06929' } });
  // Once, it proves nothing: what was lost of the VIN may be lost of the id.
  for (const answers of [[broken], [broken, 'what?', 'what?']])
    expect(await ask(answers, answers.length - 1)).toMatchObject({ kind: 'silent' });
  // Amid noise it proves nothing, as before.
  expect(await ask([`#~${broken}`], 0)).toEqual({ kind: 'silent', heard: 'garbage' });
});

// It was filled in, and called read from the car.
it.each(['FFFFFFFFFFFFFFFFF', '00000000000000000', 'NCP10-0012345', '', 'WVGZZZ5NZ'])(
  'what a car tells in place of a VIN is not filled in: %j',
  async (vinTold) => {
    const { tickets, state, view, posted, send } = workbench();
    state.reading = { connectorId: 7, vin: null, vinTold };
    const { id, form } = view(tickets.create());
    expect(form).toMatchObject({ vin: '', vinSource: 'typed', connector_id: '7' });
    expect(tickets.useConnectorVin(id)).toMatchObject({ error: { code: 'ticket.not_possible_now' } });
    // Used after all by a person, it is theirs.
    const number = 'NCP10-0012345';
    const order = { vehicle_model_id: '1', vehicle_model_variant_id: '2', product_ids: ['3'] };
    view(tickets.change(id, { ...order, vin: number, vinAsIs: number }));
    await send(id);
    expect(posted.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { vin: number, metadata: { vin_is_found_by_reader: false } },
    ]);
  },
);
