import { describe, expect, it } from 'vitest';
import { freeName, isTaken } from '../../main/templates/template-names.ts';
import { countedDays, inOrder } from '../../main/templates/template-order.ts';

const template = (id: string, recent: number, createdAt: number) => ({ id, recent, createdAt });
const ids = (templates: readonly { readonly id: string }[]) => templates.map(({ id }) => id).join('');

describe('the order of templates', () => {
  it('is by use, then by age, and never by chance', () => {
    const all = [
      template('d', 0, 5),
      template('c', 0, 5),
      template('a', 2, 9),
      template('b', 0, 7),
      template('e', 3, 8),
    ];
    expect(ids(inOrder(all))).toBe('eacdb');
    expect(ids(inOrder(all.toReversed()))).toBe('eacdb');
  });

  it('counts thirty days, and not today’s, so that it stays from morning to evening', () => {
    const counted = { from: '2026-02-13', before: '2026-03-15' };
    expect(countedDays(new Date(2026, 2, 15, 0, 0).getTime())).toEqual(counted);
    expect(countedDays(new Date(2026, 2, 15, 23, 59).getTime())).toEqual(counted);
    expect(countedDays(new Date(2026, 0, 2, 12).getTime())).toEqual({
      from: '2025-12-03',
      before: '2026-01-02',
    });
  });
});

describe('a name', () => {
  it.each(['tow bar', ' Tow  Bar ', 'TOW\u00a0BAR'])('that people take for another is taken: %j', (name) => {
    expect(isTaken(name, [{ name: 'Tow bar' }])).toBe(true);
    expect(isTaken(name, [{ name: 'Tow bars' }])).toBe(false);
  });

  it('that is taken gets a number, and stays short enough', () => {
    expect(freeName('Tow bar', [])).toBe('Tow bar');
    expect(freeName('Tow bar', [{ name: 'tow BAR' }, { name: 'Tow bar (2)' }])).toBe('Tow bar (3)');
    const long = 'x'.repeat(60);
    expect(freeName(long, [{ name: long }])).toBe(`${'x'.repeat(56)} (2)`);
  });
});
