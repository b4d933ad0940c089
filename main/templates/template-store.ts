import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { TemplateView } from '../../preload/contract/template.ts';
import type { CountedDays } from './template-order.ts';

/** What people decide of a template. */
export interface TemplateRecord extends Omit<TemplateView, 'uses' | 'usedAt'> {
  /** Milliseconds since the epoch; null: it is there. A removed one is kept, so that it can come back. */
  readonly removedAt: number | null;
}

/** The record, and how it was used. */
export interface Template extends TemplateRecord, Pick<TemplateView, 'uses' | 'usedAt'> {
  /** How often it was used in the days asked about. */
  readonly recent: number;
}

/** `storage.full` or `storage.failed`: nothing of the call was kept. */
export type TemplateResult<T> = Result<T, AppError>;

/** Templates, kept like tickets: every call that returns `ok` has been committed to disk before. None is ever deleted. */
export interface TemplateStore {
  /** All of them, the removed ones too, oldest first. */
  all(counted: CountedDays): TemplateResult<readonly Template[]>;
  /** A new one, or the new state of the one with this id; how it was used stays, and so does when it was made. */
  put(record: TemplateRecord): TemplateResult<void>;
  /** Used once more. `storage.failed`: there is none with this id. */
  used(id: string, at: number): TemplateResult<void>;
}
