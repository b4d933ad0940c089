import { localDate } from '../../main/database/local-date.ts';
import type { TemplateRecord, TemplateResult, TemplateStore } from '../../main/templates/template-store.ts';
import { appError, type ErrorCode } from '../../preload/contract/errors.ts';
import { err, ok } from '../../preload/contract/result.ts';

export interface MemoryTemplateStore extends TemplateStore {
  /** While set, every write fails with it, as on a full disk. */
  broken: Extract<ErrorCode, 'storage.full' | 'storage.failed'> | null;
}

/** Templates without a disk; checked by the same conformance suite as the real store. */
export function createMemoryTemplateStore(): MemoryTemplateStore {
  const rows = new Map<string, { record: TemplateRecord; usedAt: number | null; days: string[] }>();
  const written = (work: () => boolean): TemplateResult<void> => {
    if (store.broken !== null) return err(appError(store.broken));
    return work() ? ok(undefined) : err(appError('storage.failed'));
  };
  const store: MemoryTemplateStore = {
    broken: null,
    all: ({ from, before }) =>
      ok(
        [...rows.values()]
          .map(({ record, usedAt, days }) => ({
            ...structuredClone(record),
            uses: days.length,
            usedAt,
            recent: days.filter((day) => day >= from && day < before).length,
          }))
          .sort((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1)),
      ),
    put: (record) =>
      written(() => {
        const row = rows.get(record.id) ?? { record, usedAt: null, days: [] };
        rows.set(record.id, {
          ...row,
          record: { ...structuredClone(record), createdAt: row.record.createdAt },
        });
        return true;
      }),
    used: (id, at) =>
      written(() => {
        const row = rows.get(id);
        row?.days.push(localDate(at));
        if (row !== undefined) row.usedAt = at;
        return row !== undefined;
      }),
  };
  return store;
}
