import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankForm } from '../../main/tickets/form.ts';
import { decodeDrafts, encodeDrafts } from '../../main/tickets/drafts-file.ts';
import { newTicket } from '../../main/tickets/ticket.ts';
import type { TicketForm } from '../../preload/contract/ticket.ts';
import { claimEvent, draft, filledForm, outcomes, queued, walk } from '../support/tickets.ts';

const at = Date.UTC(2026, 4, 6, 7, 8, 9);
const id = '4f1c2e7a-9c0b-4d3e-8f5a-6b7c8d9e0f1a';

/** A file as another program would write it. */
const file = (changes: object = {}) => ({
  format: 'jifeline-workshop-drafts',
  version: 1,
  exportedAt: '2026-05-06T07:08:09.000Z',
  drafts: [{ id, createdAt: 10, savedAt: 20, form: filledForm() }],
  ...changes,
});
const read = (content: unknown) => decodeDrafts(JSON.stringify(content));
const withDraft = (changes: object) => read(file({ drafts: [{ ...file().drafts[0], ...changes }] }));

describe('the file of drafts', () => {
  it.each([
    ['markup', { reference: '<img src=x onerror=alert(1)> & "quoted" </script>' }],
    ['umlauts', { reference: 'Übergröße, çà et là, Łódź', voucher: 'ÄÖÜß' }],
    ['emoji', { reference: 'rear \u{1F697} \u{1F468}\u200D\u{1F527}' }],
    ['line ends, tabs and NUL', { reference: 'one\r\ntwo\tthree\u0000\u2028\u2029' }],
    ['half a character', { reference: 'cut \uD83D off' }],
    ['the longest reference', { reference: 'ü'.repeat(2_000) }],
    ['a draft with almost nothing in it', { ...blankForm(), voucher: ' ' }],
    [
      'answers and products as typed',
      {
        product_ids: ['52351', ' 5 2 '],
        product_prerequisites: [{ prerequisiteId: '12', kind: 'text', text: '"12,6 V"' }],
      },
    ],
  ] satisfies [string, Partial<TicketForm>][])('brings back exactly what was typed: %s', (_name, form) => {
    const original = draft(form, at);
    expect(decodeDrafts(encodeDrafts([original], at).text)).toEqual({ ok: true, value: [original] });
  });

  it('brings back any text and any order of drafts', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(fc.array(fc.record({ reference: typed, voucher: typed })), (forms) => {
        const drafts = forms.map((form) => draft({ ...form, vin: 'x' }));
        expect(decodeDrafts(encodeDrafts(drafts, at).text)).toEqual({ ok: true, value: drafts });
      }),
    );
  });

  it('brings a draft back as one that was never sent, with both of its times', () => {
    // Refused three times: it is proven that none of them created it.
    const changed = { ...draft({}, at), savedAt: at + 60_000, revision: 42, attempts: 3 };
    const { text } = encodeDrafts([changed], at);
    expect(decodeDrafts(text)).toEqual({
      ok: true,
      value: [{ ...newTicket(changed.id, changed.form, at), savedAt: at + 60_000 }],
    });
  });

  it('leaves out what was sent and may exist, and says how many those are', () => {
    const sent = { ...draft({}, at), attempts: 1, doubted: true };
    const { text, drafts, leftOut } = encodeDrafts([sent, draft({ reference: 'other' }, at)], at);
    expect({ drafts, leftOut }).toEqual({ drafts: 1, leftOut: 1 });
    expect(text).not.toContain(sent.id);
  });

  it('takes along what was read from a backup, which elsewhere is as doubtful as here', () => {
    const restored = { ...draft({}, at), doubted: true, restored: at };
    const { text } = encodeDrafts([restored], at);
    // Who does not know that word must not take it for a draft like any other.
    expect(JSON.parse(text)).toMatchObject({ version: 2, drafts: [{ mayHaveBeenSent: true }] });
    expect(decodeDrafts(text)).toMatchObject({
      value: [{ id: restored.id, state: 'draft', doubted: true, restored: at }],
    });
  });

  it('takes along that somebody looked at a number, which programs that do not know that refuse', () => {
    const looked = draft({ vin: 'NCP10-0012345', vinAsIs: 'NCP10-0012345' }, at);
    const { text } = encodeDrafts([looked, { ...draft({}, at), doubted: true }], at);
    expect(JSON.parse(text)).toMatchObject({
      version: 3,
      drafts: [{ form: { vinAsIs: 'NCP10-0012345' } }, {}],
    });
    expect(decodeDrafts(text)).toMatchObject({ value: [{ form: looked.form }, { form: { vinAsIs: '' } }] });
  });

  it('is documented JSON that says what it is and when it was made', () => {
    const ticket = draft({ reference: 'aa' }, 10);
    const { text, drafts } = encodeDrafts([ticket], at);
    // Said only where somebody looked at a number.
    const { vinAsIs: _, ...form } = ticket.form;
    expect(drafts).toBe(1);
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual({
      format: 'jifeline-workshop-drafts',
      version: 1,
      exportedAt: '2026-05-06T07:08:09.000Z',
      drafts: [{ id: ticket.id, createdAt: 10, savedAt: 10, form }],
    });
  });

  it('leaves out what was released, was thrown away, or has nothing in it', () => {
    const released = queued();
    const tickets = [
      released,
      walk(released, claimEvent),
      walk(released, claimEvent, { kind: 'end', outcome: outcomes.created }),
      walk(released, claimEvent, { kind: 'end', outcome: outcomes.rejected }),
      walk(released, claimEvent, { kind: 'end', outcome: outcomes.held }),
      walk(released, claimEvent, { kind: 'end', outcome: outcomes.lost }),
      walk(released, { kind: 'check', checks: [{ code: 'aged', was: '1', now: '2' }] }),
      walk(draft(), { kind: 'discard' }),
      newTicket(id, blankForm(), at),
      newTicket(id, { ...blankForm(), connector_id: '9', vin: 'X', vinSource: 'connector' as const }, at),
    ];
    const kept = draft({ reference: 'kept' });
    const { text, drafts } = encodeDrafts([...tickets, kept], at);
    expect(drafts).toBe(1);
    expect(decodeDrafts(text)).toEqual({ ok: true, value: [kept] });
  });

  it('of no drafts is a file too', () => {
    const { text, drafts } = encodeDrafts([], at);
    expect(drafts).toBe(0);
    expect(decodeDrafts(text)).toEqual({ ok: true, value: [] });
  });
});

describe('reading a file of drafts', () => {
  it('takes the mark that editors of Windows put in front', () => {
    expect(decodeDrafts(`\uFEFF${JSON.stringify(file())}`)).toMatchObject({ ok: true, value: [{ id }] });
  });

  it.each(['', 'no JSON', '{"format":"jifeline-workshop-drafts",', '\u0000\u0001', `\uFEFF\uFEFF{}`])(
    'refuses what is no JSON: %j',
    (text) => {
      expect(decodeDrafts(text)).toEqual({
        ok: false,
        error: { code: 'import.not_readable', details: { place: '' } },
      });
    },
  );

  it.each([
    ['another format', file({ format: 'other-drafts' }), 'format'],
    ['no format', { ...file(), format: undefined }, 'format'],
    ['a newer version', file({ version: 4, drafts: 'in a database' }), 'version'],
    ['a version in text', file({ version: '1' }), 'version'],
    ['no list of drafts', file({ drafts: {} }), 'drafts'],
    ['nothing at all', null, ''],
    ['a bare list', [], 'format'],
  ])('refuses %s, and names the place', (_name, content, place) => {
    expect(read(content)).toMatchObject({
      ok: false,
      error: { code: 'import.not_readable', details: { place } },
    });
  });

  it.each([
    ['an id that is none', { id: '../../etc/passwd' }, 'id'],
    ['no id', { id: undefined }, 'id'],
    ['a time in text', { createdAt: '2026-05-06' }, 'createdAt'],
    ['half a millisecond', { savedAt: 0.5 }, 'savedAt'],
    ['a time after the last day that there is', { createdAt: 8.64e15 + 1 }, 'createdAt'],
    ['a time before the first day that there is', { savedAt: -8.64e15 - 1 }, 'savedAt'],
    ['no form', { form: undefined }, 'form'],
    ['a field that is missing', { form: { ...filledForm(), vin: undefined } }, 'form.vin'],
    ['a number for text', { form: { ...filledForm(), connector_id: 910101043 } }, 'form.connector_id'],
    [
      'a reference too long to type',
      { form: filledForm({ reference: 'x'.repeat(65_537) }) },
      'form.reference',
    ],
    [
      'a product that is no text',
      { form: { ...filledForm(), product_ids: ['1', null] } },
      'form.product_ids.1',
    ],
    [
      'an answer of no known kind',
      {
        form: {
          ...filledForm(),
          product_prerequisites: [{ prerequisiteId: '1', kind: 'maybe', text: '' }],
        },
      },
      'form.product_prerequisites.0.kind',
    ],
  ])('refuses %s, and names the place', (_name, changes, place) => {
    expect(withDraft(changes)).toMatchObject({
      ok: false,
      error: { code: 'import.not_readable', details: { place: `drafts.0.${place}` } },
    });
  });

  it.each([
    ['a consent', { consent: { given: true, at: 1, account: 'pin:1', text: '1-nl' } }],
    ['the yes of an earlier version', { consent: undefined, confirmed_unattended_service: true }],
  ])('brings nobody’s word back: %s is asked for anew', (_name, changes) => {
    expect(withDraft({ form: { ...filledForm(), ...changes } })).toMatchObject({
      ok: true,
      value: [{ form: filledForm() }],
    });
  });

  it('names the draft that is wrong among those that are right', () => {
    const good = file().drafts[0];
    expect(read(file({ drafts: [good, good, { ...good, id: 'x' }] }))).toMatchObject({
      error: { details: { place: 'drafts.2.id' } },
    });
  });

  // docs/offline.md: what a later program adds around a draft does no harm when it is passed over ...
  it('passes over what it does not know around the drafts', () => {
    const [known] = file().drafts;
    const later = file({ program: '9.9', drafts: [{ ...known, colour: 'red' }] });
    expect(read(later)).toEqual({
      ok: true,
      value: [{ ...newTicket(id, filledForm(), 10), savedAt: 20 }],
    });
  });

  // ... but a field of the form is something a person typed, and must not get lost without a word.
  it('refuses a field of the form that it does not know', () => {
    expect(withDraft({ form: { ...filledForm(), mileage: '120000' } })).toMatchObject({
      error: { code: 'import.not_readable', details: { place: 'drafts.0.form.mileage' } },
    });
  });

  it('never takes a state from a file: whatever it says, it is a draft', () => {
    expect(withDraft({ state: 'queued', payload: { body: '{}', sha256: '' }, lane: 7 })).toMatchObject({
      ok: true,
      value: [{ state: 'draft', payload: null, lane: null, revision: 1 }],
    });
  });
});
