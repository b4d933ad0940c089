import type { AppError } from '../../preload/contract/errors.ts';

/** Nothing of the call was kept. */
export type StorageError = AppError & {
  readonly code: 'storage.full' | 'storage.failed' | 'storage.damaged';
};
