import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sample, sampleUuid, startSandbox, type Sandbox } from '../sandbox/sandbox.ts';

const ticket = {
  vin: 'JFL91010104391010',
  vehicle_model_id: 284841,
  vehicle_model_variant_id: 284841,
  connector_id: sample.connectorId,
  product_ids: [52351, 52352],
  metadata: { app_name: 'test' },
};

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ plugged: false });
});
afterEach(() => sandbox.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(sandbox.api.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const signedIn = () => ({ authorization: `Bearer ${sandbox.identity.issue('test')}` });
const create = (changes: object = {}) => post('/v1/tickets', { ...ticket, ...changes }, signedIn());

describe('the sandbox’s API', () => {
  it('creates a ticket and answers in the shape of the document’s sample', async () => {
    const answer = await create();
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({
      id: '3',
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      vin: ticket.vin,
      vinNumber: ticket.vin,
      vehicle_model_id: 284841,
      vehicle_model_variant_id: 284841,
      product_ids: [[52351, 52352]],
      chat_id: expect.stringMatching(/^\d+_/) as string,
      connector_id: sample.connectorId,
      state: 1,
    });
  });

  it.each([
    ['a missing vin', { vin: undefined }],
    ['a missing list of products', { product_ids: undefined }],
    ['missing metadata', { metadata: undefined }],
    ['an id as text', { vehicle_model_id: '284841' }],
    ['a fraction for an id', { connector_id: 1.5 }],
    ['a list of text', { product_ids: ['52351'] }],
    ['a prepared ticket id that is no UUID', { prepared_ticket_id: 'x' }],
    ['consent as text', { confirmed_unattended_service: 'true' }],
    ['answers that are no objects', { product_prerequisites: ['yes'] }],
    ['a key the document does not know', { vehicle: 'Audi' }],
  ])('refuses %s with 400, and creates nothing', async (_what, changes) => {
    expect((await create(changes)).status).toBe(400);
    expect(sandbox.record.tickets).toEqual([]);
  });

  it('refuses a second ticket while one is pending on the connector, and not on another', async () => {
    await create();
    expect((await create()).status).toBe(400);
    expect((await create({ connector_id: 940201044 })).status).toBe(201);
    sandbox.api.pending.delete(sample.connectorId);
    expect((await create()).status).toBe(201);
  });

  it('answers 401 without a token, with a wrong one, and with one that has run out', async () => {
    const old = sandbox.identity.issue('test', -1);
    for (const headers of [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: `Bearer ${old}` },
      { authorization: signedIn().authorization.slice(7) },
    ])
      expect((await post('/v1/tickets', ticket, headers as Record<string, string>)).status).toBe(401);
  });

  it('refuses what is no JSON', async () => {
    expect((await post('/v1/tickets', '{', signedIn())).status).toBe(400);
    expect((await post('/v1/tickets', ticket, { ...signedIn(), 'content-type': 'text/plain' })).status).toBe(
      400,
    );
  });

  it('signs in with connector and pin, and with nothing else', async () => {
    const signIn = (body: object) => post('/v1/authenticate/pincode', body);
    const answer = await signIn({ connector_id: sample.connectorId, pincode: sample.pin });
    expect(Object.keys((await answer.json()) as object).sort()).toEqual([
      'access_token',
      'id_token',
      'refresh_token',
    ]);
    expect((await signIn({ connector_id: sample.connectorId, pincode: '0' })).status).toBe(401);
    expect((await signIn({ connector_id: String(sample.connectorId), pincode: sample.pin })).status).toBe(
      400,
    );
    expect((await signIn({ connector_uuid: sampleUuid, pincode: sample.pin })).status).toBe(200);
    expect((await signIn({ connector_uuid: sampleUuid, pincode: '0' })).status).toBe(401);
    const both = { connector_id: sample.connectorId, connector_uuid: sampleUuid, pincode: sample.pin };
    expect((await signIn(both)).status).toBe(400);
  });

  it('records what came, whatever became of it', async () => {
    sandbox.faults.next({ kind: 'reset', at: 'commit' });
    await expect(create()).rejects.toThrow();
    expect(sandbox.record.posts).toHaveLength(1);
    expect(sandbox.record.tickets).toMatchObject([{ vin: ticket.vin }]);
    expect(sandbox.record.posts[0]).toMatchObject({ status: null, body: JSON.stringify(ticket) });
  });

  it('listens on this PC only', async () => {
    const { port } = new URL(sandbox.api.url);
    const others = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow();
  });
});
