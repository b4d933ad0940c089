import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { PostOutcome } from './post-outcome.ts';

/** A connection to the service that stands, for one ticket. Nothing of a request has left yet. */
export interface TicketConnection {
  /** Whether it still stands, as far as is known here. */
  stands(): boolean;
  /** Makes the one POST that it is for, and says how that ended. Never throws, never tries twice. */
  post(body: Buffer, token: string): Promise<PostOutcome>;
  /** Gives it up. To be called once nothing more is wanted of it, also after the POST. */
  close(): void;
}

/** The way to the service. */
export interface TicketSender {
  /** A fresh connection, or why there is none: by construction nothing was sent then. Never throws. */
  connect(): Promise<Result<TicketConnection, AppError>>;
}
