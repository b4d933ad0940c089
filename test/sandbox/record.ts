import type { Socket } from 'node:net';

/** One request, as the sandbox saw it. */
export interface RecordedRequest {
  /** From 1, in order of arrival. */
  readonly number: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; the bytes are in the connection. */
  body: string;
  /** The status answered; null: none was. */
  status: number | null;
  /** The ticket it created; null: none. */
  ticket: Readonly<Record<string, unknown>> | null;
  /** What the fault script did to it. */
  readonly fault: string | null;
  readonly connection: RecordedConnection;
}

/** One connection and every byte that came over it, whether or not they made a request. */
export interface RecordedConnection {
  readonly number: number;
  readonly bytes: Buffer;
}

/** What really happened at the service: the truth that tests compare the program with. */
export class ServiceRecord {
  readonly requests: RecordedRequest[] = [];
  readonly #connections: { number: number; chunks: Buffer[] }[] = [];

  /** To be called when the HTTP server has the socket already: a listener added before would be the only one. */
  tap(socket: Socket): RecordedConnection {
    const kept = { number: this.#connections.length + 1, chunks: [] as Buffer[] };
    this.#connections.push(kept);
    socket.on('data', (chunk: Buffer) => kept.chunks.push(chunk));
    return {
      number: kept.number,
      get bytes() {
        return Buffer.concat(kept.chunks);
      },
    };
  }

  add(request: Omit<RecordedRequest, 'number' | 'at'>): RecordedRequest {
    const added = {
      ...request,
      connection: request.connection,
      number: this.requests.length + 1,
      at: Date.now(),
    };
    this.requests.push(added);
    return added;
  }

  /** The connections on which anything was sent. A connection without a byte is somebody looking, not a request. */
  get connections(): RecordedConnection[] {
    return this.#connections
      .filter(({ chunks }) => chunks.length > 0)
      .map(({ number, chunks }) => ({ number, bytes: Buffer.concat(chunks) }));
  }

  /** The requests for creating a ticket. */
  get posts(): RecordedRequest[] {
    return this.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/tickets');
  }

  /** The tickets that exist. */
  get tickets(): Readonly<Record<string, unknown>>[] {
    return this.requests.map(({ ticket }) => ticket).filter((ticket) => ticket !== null);
  }

  /** Resolves when a request fits. */
  async until(fits: (request: RecordedRequest) => boolean, timeoutMs = 10_000): Promise<RecordedRequest> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = this.requests.find(fits);
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error('The sandbox saw no such request');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
