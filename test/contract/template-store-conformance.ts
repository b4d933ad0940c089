import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateRecord, TemplateStore } from '../../main/templates/template-store.ts';
import { valueOf } from './ticket-store-conformance.ts';

const always = { from: '0000-01-01', before: '9999-12-31' };
/** Noon, so that it is this day wherever the test runs. */
const day = (date: number, hour = 12) => new Date(2026, 2, date, hour).getTime();

export const record = (number: number, changes: Partial<TemplateRecord> = {}): TemplateRecord => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  name: `Template ${number}`,
  product_ids: ['52351', ' 52 352 '],
  answers: [
    { prerequisiteId: '9', kind: 'yes', text: '' },
    { prerequisiteId: '10', kind: 'text', text: 'laminated, “heated”\n' },
  ],
  voucher: 'SUMMER26',
  createdAt: number,
  removedAt: null,
  ...changes,
});

/** What every store of templates must do, whatever it is made of. */
export function describeTemplateStore(
  name: string,
  make: () => { readonly store: TemplateStore; readonly close: () => void },
): void {
  describe(`template store: ${name}`, () => {
    let made: ReturnType<typeof make>;
    let store: TemplateStore;
    beforeEach(() => {
      made = make();
      ({ store } = made);
    });
    afterEach(() => made.close());
    const all = (counted = always) => valueOf(store.all(counted));

    it('gives back exactly what was put in, oldest first', () => {
      expect(all()).toEqual([]);
      valueOf(store.put(record(2)));
      valueOf(store.put(record(3, { createdAt: 2 })));
      valueOf(store.put(record(1, { name: 'Zdvihák — ťažné', voucher: '', answers: [] })));
      expect(all()).toEqual([
        {
          ...record(1, { name: 'Zdvihák — ťažné', voucher: '', answers: [] }),
          uses: 0,
          usedAt: null,
          recent: 0,
        },
        { ...record(2), uses: 0, usedAt: null, recent: 0 },
        { ...record(3, { createdAt: 2 }), uses: 0, usedAt: null, recent: 0 },
      ]);
    });

    it('is not changed by what is done to what it gave or got', () => {
      const given = record(1);
      valueOf(store.put(given));
      given.product_ids.push('1');
      all()[0]?.answers.pop();
      expect(all()).toMatchObject([record(1)]);
    });

    it('takes the new state of one, and keeps when it was made and how it was used', () => {
      valueOf(store.put(record(1)));
      valueOf(store.used(record(1).id, day(4)));
      const other = record(1, { name: 'Renamed', product_ids: ['7'], answers: [], voucher: '' });
      valueOf(store.put({ ...other, createdAt: 99 }));
      expect(all()).toEqual([{ ...other, uses: 1, usedAt: day(4), recent: 1 }]);
    });

    it('keeps what was removed, with when', () => {
      valueOf(store.put(record(1)));
      valueOf(store.put(record(1, { removedAt: 7 })));
      expect(all()).toMatchObject([{ name: 'Template 1', removedAt: 7 }]);
      valueOf(store.put(record(1)));
      expect(all()).toMatchObject([{ removedAt: null }]);
    });

    it('counts every use, and knows how many were on the days asked about', () => {
      valueOf(store.put(record(1)));
      valueOf(store.put(record(2)));
      for (const at of [day(1), day(2, 0), day(2, 23), day(3), day(4, 0)]) {
        valueOf(store.used(record(1).id, at));
      }
      valueOf(store.used(record(2).id, day(3)));
      expect(all()).toMatchObject([
        { uses: 5, usedAt: day(4, 0), recent: 5 },
        { uses: 1, usedAt: day(3), recent: 1 },
      ]);
      const recent = (from: string, before: string) => all({ from, before }).map((one) => one.recent);
      expect(recent('2026-03-02', '2026-03-04')).toEqual([3, 1]);
      expect(recent('2026-03-02', '2026-03-03')).toEqual([2, 0]);
      expect(recent('2026-03-05', '2026-04-05')).toEqual([0, 0]);
    });

    it('counts nothing for one that it has not', () => {
      valueOf(store.put(record(1)));
      expect(store.used(record(2).id, day(1))).toMatchObject({ error: { code: 'storage.failed' } });
      expect(all()).toMatchObject([{ uses: 0 }]);
    });
  });
}
