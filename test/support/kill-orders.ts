import type { TicketState } from '../../preload/contract/ticket.ts';

/** What is done with whole files. */
export type Phase = 'restore' | 'migration' | 'backup';

/** What the kill loop tells its child to do: one line of JSON on its standard input. */
export interface KillOrders {
  readonly seed: number;
  /** `work`: writes, changes and sends until it is killed. `settle`: only ends what is under way, and then itself. */
  readonly mode: 'work' | 'settle';
  readonly file: string;
  readonly backups: string;
  /** Where the PC remembers what was sent. */
  readonly witness: string;
  readonly url: string;
  readonly token: string;
  /** Whether the deployment enables the service's list. */
  readonly lookup: boolean;
  /** What a person at the service's desk sees of each ticket in doubt: its number there, or null: it is not there. */
  readonly truth: Readonly<Record<string, string | null>>;
  /** In the mode of files: where the process ends of itself, before this step of that work; null: nowhere. */
  readonly files: { readonly dies: { readonly phase: Phase; readonly step: number } | null } | null;
}

/** What the child tells: one line each, written before anything else happens. */
export type KillNews =
  /** The store is open and recovered. */
  | { readonly kind: 'ready'; readonly notice: string | null }
  /** A person is about to press a button that sends. */
  | { readonly kind: 'pressed'; readonly id: string }
  /** The program has said, or could have said, "saved": this is on disk. */
  | {
      readonly kind: 'saved';
      readonly id: string;
      readonly revision: number;
      readonly state: TicketState;
      readonly reference: string;
    }
  /** Work on whole files begins; null: it is over. Only in the mode of files. */
  | { readonly kind: 'phase'; readonly phase: Phase | null }
  /** A person has read what the window says about the file. */
  | { readonly kind: 'dismissed' }
  /** Nothing is under way any more; only after `settle`. */
  | { readonly kind: 'settled' };

/** The reference of every ticket in the loop: which draft it is of, and which of its texts. */
export const referenceOf = (id: string, text: number): string => `${id} ${text}`;
export const textOf = (reference: string): number => Number(reference.split(' ')[1] ?? 0);
export const draftOf = (reference: string): string => reference.split(' ')[0] ?? '';

/** The lanes of the loop. */
export const connectors = [7, 8, 9, 10, 11, 12] as const;
