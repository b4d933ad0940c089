import type { CreatedTicket } from '../../preload/contract/ticket.ts';
import type { ErrorCode } from '../../preload/contract/errors.ts';

/** Proven not to have reached the service: trying again cannot create a second ticket. */
export type NotSentCode = Extract<ErrorCode, `net.${string}`>;
/** The request left and nobody can know what became of it. */
export type DoubtCode = Extract<ErrorCode, `doubt.${string}`>;

/**
 * How one POST of a ticket ended. The union is closed: whoever adds a way to end must decide, everywhere, what
 * it means for "send again only what is proven not to have been created". That no connection came about is none of
 * them: then there was no POST.
 */
export type PostOutcome =
  /** 201 was seen. The fields are null where the body was lost, broken or did not say. */
  | { readonly kind: 'created'; readonly ticket: CreatedTicket }
  /** 400 or another 4xx (not 401, 408, 425, 429), or a redirect 307/308: not created. */
  | {
      readonly kind: 'rejected';
      readonly code: 'api.rejected' | 'api.redirected';
      readonly status: number;
      readonly message: string | null;
    }
  /** 400 that says the connector has a pending ticket. */
  | { readonly kind: 'held'; readonly status: number; readonly message: string | null }
  /** 401: not processed (assumption: authentication comes before any effect). */
  | { readonly kind: 'unauthorized'; readonly message: string | null }
  /** 429: not processed. `retryAfterMs` is its Retry-After, clamped to 1 s .. 1 h; null: it did not say. */
  | {
      readonly kind: 'throttled';
      readonly status: number;
      readonly message: string | null;
      readonly retryAfterMs: number | null;
    }
  /** May already have been sent. */
  | {
      readonly kind: 'unconfirmed';
      readonly code: DoubtCode;
      readonly status: number | null;
      readonly message: string | null;
    };
