import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { PrerequisiteAnswer } from '../../preload/contract/ticket.ts';
import { localDate } from '../database/local-date.ts';
import type { WorkshopFile } from '../database/sqlite-workshop-file.ts';
import { entriesIn } from '../stored-json.ts';
import type { Template, TemplateStore } from './template-store.ts';

/** Templates in `workshop.db`. */
export function createSqliteTemplateStore(file: WorkshopFile): TemplateStore {
  const templates = file.part(prepared);
  return {
    all: ({ from, before }) =>
      templates.read(({ all }) =>
        all.all(from, before).map((row): Template => ({
          id: row.id as string,
          name: row.name as string,
          product_ids: entriesIn(row.product_ids, v.string()),
          answers: entriesIn(row.answers, PrerequisiteAnswer),
          voucher: row.voucher as string,
          uses: Number(row.uses),
          usedAt: row.used_at === null ? null : Number(row.used_at),
          createdAt: Number(row.created_at),
          removedAt: row.removed_at === null ? null : Number(row.removed_at),
          recent: Number(row.recent),
        })),
      ),
    put: ({ id, name, product_ids, answers, voucher, createdAt, removedAt }) =>
      templates.write(({ put }) => {
        const [ids, answered] = [JSON.stringify(product_ids), JSON.stringify(answers)];
        put.run(id, name, ids, answered, voucher, createdAt, removedAt);
      }),
    used: (id, at) =>
      templates.write(({ count, countDay }) => {
        // Refused where there is no such template: the days refer to it.
        countDay.run(id, localDate(at));
        count.run(at, id);
      }),
  };
}

function prepared(db: DatabaseSync) {
  return {
    all: db.prepare(
      `SELECT id, name, product_ids, answers, voucher, uses, used_at, created_at, removed_at,
              (SELECT coalesce(sum(template_day.uses), 0) FROM template_day
               WHERE template_id = template.id AND day >= ? AND day < ?) AS recent
       FROM template ORDER BY created_at, id`,
    ),
    put: db.prepare(
      `INSERT INTO template (id, name, product_ids, answers, voucher, created_at, removed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, product_ids = excluded.product_ids,
         answers = excluded.answers, voucher = excluded.voucher, removed_at = excluded.removed_at`,
    ),
    count: db.prepare('UPDATE template SET uses = uses + 1, used_at = ? WHERE id = ?'),
    countDay: db.prepare(
      `INSERT INTO template_day (template_id, day, uses) VALUES (?, ?, 1)
       ON CONFLICT (template_id, day) DO UPDATE SET uses = uses + 1`,
    ),
  };
}
