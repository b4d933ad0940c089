import { randomInt, randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, Faults } from './faults.ts';
import type { SandboxCatalogue } from './catalogue.ts';
import type { Identity } from './identity.ts';
import { offeredBundles, offeredGroups, pageOf } from './offers.ts';
import type { RecordedConnection, RecordedRequest, ServiceRecord } from './record.ts';
import { problemsOf } from './validation.ts';

export interface ApiOptions {
  readonly identity: Identity;
  readonly record: ServiceRecord;
  readonly faults: Faults;
  /** How a token is presented. */
  readonly authorizer: { readonly header: string; readonly scheme: string };
  /** The real service's words are not published; these are the sandbox's. */
  readonly pendingText?: string;
}

const BODY_LIMIT = 1024 * 1024;

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly ticket?: Readonly<Record<string, unknown>>;
}

/**
 * The Customer API as its document describes it, and no kinder: what the real service would refuse is refused.
 * Written from the document alone; it shares no code with the program.
 */
export class SandboxApi {
  readonly #options: ApiOptions;
  readonly #http: http.Server;
  readonly #connections = new WeakMap<Socket, RecordedConnection>();
  readonly #sockets = new Set<Socket>();
  readonly #serving = new Set<Promise<void>>();
  /** Tickets that are pending, by connector: while there is one, no second is created. */
  readonly pending = new Map<number, string>();
  /** What vehicles can have; null: the service knows no vehicle. */
  catalogue: SandboxCatalogue | null = null;
  /** An operator who deals with every ticket the moment it is there: none stays pending. */
  dealsAtOnce = false;
  #server: net.Server | null = null;
  #port = 0;
  #lastId = 2;

  constructor(options: ApiOptions) {
    this.#options = options;
    this.#http = http.createServer((request, response) => {
      const serving = this.#serve(request, response).finally(() => this.#serving.delete(serving));
      this.#serving.add(serving);
    });
    this.#http.on('clientError', (_error, socket) => socket.destroy());
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get listening(): boolean {
    return this.#server !== null;
  }

  /** Listens on 127.0.0.1: the first time on a free port, after a stop on the same one again. */
  async start(): Promise<void> {
    this.#server = this.#port === 0 ? await this.#listenSomewhere() : await this.#listenOn(this.#port);
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /**
   * On none of the ports that systems give out by themselves: while this service is stopped, somebody else would get its
   * port, and what is sent to a service that is down would be taken.
   */
  async #listenSomewhere(): Promise<net.Server> {
    for (;;) {
      try {
        return await this.#listenOn(20_000 + randomInt(12_000));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      }
    }
  }

  async #listenOn(port: number): Promise<net.Server> {
    const server = net.createServer((socket) => this.#accept(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return server;
  }

  /** As if the network were gone: connections are reset, new ones refused. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    if (server !== null) await new Promise((resolve) => server.close(resolve));
  }

  /**
   * Resolves when everything that clients, dead or alive, have sent so far is served to its end: what the record says
   * then is the whole truth. For when no client sends any more.
   */
  async quiet(): Promise<void> {
    // Connections are accepted in order: behind this one, none of a killed client is left in the system's queue.
    await new Promise<void>((resolve) => {
      const last = net.connect(this.#port, '127.0.0.1', () => last.end());
      last.on('error', () => undefined).on('close', () => resolve());
      last.resume();
    });
    while (this.#sockets.size + this.#serving.size > 0) {
      const closed = [...this.#sockets].map(
        (socket) => new Promise((resolve) => socket.once('close', resolve)),
      );
      await Promise.all([...closed, ...this.#serving]);
    }
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => undefined);
    this.#http.emit('connection', socket);
    this.#connections.set(socket, this.#options.record.tap(socket));
    // Before the parser sees it, which would make a request of it.
    socket.prependOnceListener('data', (chunk: Buffer) => {
      if (this.#options.faults.takeFirstByte(chunk.toString('latin1'))) socket.resetAndDestroy();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { record, faults } = this.#options;
    const socket = request.socket;
    const path = (request.url ?? '').split('?')[0] ?? '';
    const method = request.method ?? '';
    const connection = this.#connections.get(socket);
    if (connection === undefined || socket.destroyed) return;
    const fault = faults.take(method, path);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const entry = record.add({
      method,
      path,
      headers,
      body: '',
      status: null,
      ticket: null,
      fault: fault === null ? null : JSON.stringify(fault),
      connection,
    });
    tellAt(fault, 'headers');
    if (isReset(fault, 'headers')) return void socket.resetAndDestroy();
    const body = await bodyOf(request);
    if (body === null) return void socket.destroy();
    entry.body = body;
    tellAt(fault, 'body');
    if (isReset(fault, 'body')) return void socket.resetAndDestroy();
    await this.#pause(fault, 'body');
    if (fault?.kind === 'status' && fault.commit !== true) {
      this.#misanswer(response, entry, fault);
      return;
    }

    const answer = this.#answer(entry, request);
    if (answer.ticket !== undefined) entry.ticket = answer.ticket;
    tellAt(fault, 'commit');
    if (isReset(fault, 'commit')) return void socket.resetAndDestroy();
    await this.#pause(fault, 'commit');
    if (fault?.kind === 'status') {
      this.#misanswer(response, entry, fault);
      return;
    }
    if (isGone(socket)) return;
    entry.status = answer.status;
    const text = JSON.stringify(answer.body);
    if (fault?.kind === 'answer') return void misspeak(response, answer.status, text, fault.how);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    tellAt(fault, 'answer');
  }

  #misanswer(
    response: ServerResponse,
    entry: RecordedRequest,
    fault: Extract<Fault, { kind: 'status' }>,
  ): void {
    entry.status = fault.status;
    response
      .writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers })
      .end(fault.body ?? '');
  }

  async #pause(fault: Fault | null, at: 'body' | 'commit'): Promise<void> {
    if (fault?.kind === 'delay' && fault.at === at) await wait(fault.ms);
    if (fault?.kind === 'hold' && fault.at === at) await this.#options.faults.hold();
  }

  #answer({ method, path, body }: RecordedRequest, request: IncomingMessage): Answer {
    switch (`${method} ${path}`) {
      case 'POST /v1/authenticate/pincode':
        return this.#authenticate(request, body);
      case 'POST /v1/tickets':
        return this.#account(request) === null ? unauthorized : this.#create(request, body);
      case 'GET /v1/historical-tickets':
        return this.#account(request) === null ? unauthorized : this.#history(request);
      case 'GET /v1/product-groups':
      case 'GET /v1/product-bundles':
        return this.#account(request) === null ? unauthorized : this.#offers(path, request);
      default:
        return { status: 404, body: { message: 'There is nothing here' } };
    }
  }

  #account({ headers }: IncomingMessage): string | null {
    const { header, scheme } = this.#options.authorizer;
    const given = headers[header.toLowerCase()];
    if (typeof given !== 'string') return null;
    const prefix = scheme === '' ? '' : `${scheme} `;
    return given.startsWith(prefix) ? this.#options.identity.accountOf(given.slice(prefix.length)) : null;
  }

  #authenticate(request: IncomingMessage, text: string): Answer {
    const body = jsonOf(request, text);
    const problems = body === undefined ? ['body must be JSON'] : problemsOf('PincodeCredentials', body);
    if (problems.length > 0) return badRequest(problems);
    const given = body as { connector_id?: number; connector_uuid?: string; pincode: string };
    const tokens = this.#options.identity.signIn(
      given.connector_id ?? given.connector_uuid ?? '',
      given.pincode,
    );
    return tokens === null ? unauthorized : { status: 200, body: tokens };
  }

  #create(request: IncomingMessage, text: string): Answer {
    const body = jsonOf(request, text);
    const problems = body === undefined ? ['body must be JSON'] : problemsOf('CreateTicket', body);
    if (problems.length > 0) return badRequest(problems);
    const payload = body as Record<string, unknown> & { connector_id: number };
    if (this.pending.has(payload.connector_id)) {
      return badRequest([this.#options.pendingText ?? 'There is a pending ticket on the connector']);
    }
    this.#lastId += 1;
    const id = String(this.#lastId);
    if (!this.dealsAtOnce) this.pending.set(payload.connector_id, id);
    const answer = {
      id,
      uuid: randomUUID(),
      vin: payload.vin,
      vinNumber: payload.vin,
      vehicle_model_id: payload.vehicle_model_id,
      vehicle_model_variant_id: payload.vehicle_model_variant_id,
      product_ids: [payload.product_ids],
      chat_id: `${2_349_280 + this.#lastId}_${randomUUID()}`,
      connector_id: payload.connector_id,
      state: 1,
    };
    return {
      status: 201,
      body: answer,
      ticket: { ...payload, ...answer, product_ids: payload.product_ids },
    };
  }

  #offers(path: string, request: IncomingMessage): Answer {
    const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
    const page = pageOf(query, path === '/v1/product-groups' ? [] : ['product_group_id']);
    if (!page.ok) return badRequest([page.problem]);
    const found =
      path === '/v1/product-groups'
        ? offeredGroups(this.catalogue, page.ids)
        : offeredBundles(this.catalogue, page.ids);
    const { offset, limit } = page;
    return {
      status: 200,
      body: { result: found.slice(offset, offset + limit), total: found.length, offset, limit },
    };
  }

  #history(request: IncomingMessage): Answer {
    const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
    const found = this.#options.record.tickets.filter(({ vin }) => vin === query.get('vin'));
    const offset = Number(query.get('offset') ?? 0);
    const limit = Number(query.get('limit') ?? 50);
    if (!(offset >= 0) || !(limit >= 0 && limit <= 200))
      return badRequest(['offset or limit is out of range']);
    const result = found.slice(offset, offset + limit).map((ticket) => ({
      id: Number(ticket.id),
      connector_id: ticket.connector_id,
      state: ticket.state,
      vin: ticket.vin,
      odometer_reading: null,
      reference: ticket.reference ?? '',
      voucher: ticket.voucher ?? null,
      vehicle_model_id: ticket.vehicle_model_id,
      vehicle_model_variant_id: ticket.vehicle_model_variant_id,
    }));
    return { status: 200, body: { result, total: found.length, offset, limit } };
  }
}

const unauthorized: Answer = { status: 401, body: { message: 'Unauthorized' } };
const badRequest = (problems: string[]): Answer => ({ status: 400, body: { message: problems.join('; ') } });

/** Read through a function, because it changes behind an `await`. */
const isGone = (socket: Socket) => socket.destroyed;

const tellAt = (fault: Fault | null, at: string): void => {
  if (fault?.kind === 'tell' && fault.at === at) fault.tell();
};

const isReset = (fault: Fault | null, at: string) => fault?.kind === 'reset' && fault.at === at;

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size > BODY_LIMIT) return null;
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(request: IncomingMessage, text: string): unknown {
  if (request.headers['content-type']?.split(';')[0] !== 'application/json') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type How = Extract<Fault, { kind: 'answer' }>['how'];

async function misspeak(response: ServerResponse, status: number, text: string, how: How): Promise<void> {
  const head = { 'content-type': 'application/json' };
  switch (how) {
    case 'empty':
      response.writeHead(status, head).end();
      return;
    case 'broken':
      response.writeHead(status, head).end(text.slice(0, text.length / 2));
      return;
    case 'truncated':
      response.writeHead(status, { ...head, 'content-length': String(text.length) });
      response.write(text.slice(0, text.length / 2), () => response.socket?.resetAndDestroy());
      return;
    case 'slow':
      response.writeHead(status, { ...head, 'content-length': String(text.length) });
      for (const character of text) {
        if (response.destroyed) return;
        response.write(character);
        await wait(5);
      }
      response.end();
      return;
    case 'endless':
      response.writeHead(status, head);
      while (!response.destroyed) {
        if (!response.write(' '.repeat(64 * 1024))) await Promise.race([wait(50), once(response, 'drain')]);
      }
  }
}

const once = (response: ServerResponse, event: string) =>
  new Promise((resolve) => response.once(event, resolve));
