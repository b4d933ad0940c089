import { describe, expect, it } from 'vitest';
import { appError } from '../../../preload/contract/errors.ts';
import { err, ok } from '../../../preload/contract/result.ts';
import type { TemplateView } from '../../../preload/contract/template.ts';
import type { PrerequisiteAnswer } from '../../../preload/contract/ticket.ts';
import { Templates, usualAnswers } from '../../../renderer/state/templates.svelte.ts';
import { bridgeDouble } from '../../support/bridge-double.ts';
import { question } from '../../support/products.ts';

const template = (changes: Partial<TemplateView> = {}): TemplateView => ({
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Tow bar',
  product_ids: ['1', '2'],
  answers: [],
  voucher: '',
  uses: 0,
  usedAt: null,
  createdAt: 1,
  ...changes,
});
const answer = (id: number, kind: PrerequisiteAnswer['kind'], text = ''): PrerequisiteAnswer => ({
  prerequisiteId: String(id),
  kind,
  text,
});

describe('usual answers', () => {
  const questions = [question(12), question(13, 'checkbox'), question(14, 'text', false)];
  const usual = template({ answers: [answer(12, 'no'), answer(13, 'yes'), answer(14, 'text', 'none')] });

  it('are offered for what is open, and never over what was answered', () => {
    expect(usualAnswers(usual, { questions }, [answer(12, 'yes')])).toEqual([
      { id: 13, answer: { kind: 'yes', text: '' } },
      { id: 14, answer: { kind: 'text', text: 'none' } },
    ]);
  });

  it('are none without a template, with everything answered, or where the template has none', () => {
    expect(usualAnswers(null, { questions }, [])).toBeNull();
    expect(usualAnswers(usual, { questions }, usual.answers)).toBeNull();
    expect(usualAnswers(template(), { questions }, [])).toBeNull();
  });

  it('leave out what is not asked any more, and empty words', () => {
    const old = template({ answers: [answer(99, 'yes'), answer(14, 'text', ' ')] });
    expect(usualAnswers(old, { questions }, [])).toBeNull();
  });
});

describe('templates', () => {
  it('are told anew by main, and known by their products', async () => {
    const { bridge, push } = bridgeDouble({ templates: { list: () => ok([template()]) } });
    const templates = new Templates(bridge);
    const stop = templates.follow();
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(templates.of(['2', '1'])?.name).toBe('Tow bar');
    expect(templates.of([])).toBeNull();
    push('templates', 'changed', { revision: 2, value: [template({ name: 'Tow bar coding' })] });
    expect(templates.of(['1', '2'])?.name).toBe('Tow bar coding');
    stop();
    push('templates', 'changed', { revision: 3, value: [] });
    expect(templates.all).toHaveLength(1);
  });

  it('can be fetched back when removed, and say what did not work', async () => {
    const { bridge } = bridgeDouble({
      templates: {
        remove: () => ok(undefined),
        restore: () => ok(template()),
        rename: () => err(appError('template.name_taken')),
      },
    });
    const templates = new Templates(bridge);
    await templates.remove(template());
    expect(templates.removed?.name).toBe('Tow bar');
    await templates.restore();
    expect(templates.removed).toBeNull();
    expect(await templates.rename(template(), 'Keys')).toBe(false);
    expect(templates.error?.code).toBe('template.name_taken');
  });
});
