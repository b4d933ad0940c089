import { describe, expect, it } from 'vitest';
import { signInWithPin } from '../../main/auth/connector-pin.ts';
import { signInWithToken } from '../../main/auth/pasted-token.ts';
import { readAnswer } from '../../main/connector/profile.ts';
import { factOf } from '../../main/machine/metadata.ts';
import { Settings } from '../../main/settings/settings.ts';
import { TemplateName } from '../../preload/contract/template.ts';
import { ok } from '../../preload/contract/result.ts';
import { checkForm } from '../../main/tickets/form.ts';
import * as v from 'valibot';
import type { TicketForm } from '../../preload/contract/ticket.ts';
import { filledForm } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// "Only letters and digits" stood under a VIN that had nothing else for whoever looked at it: one of its letters was
// Cyrillic, or of full width. What has one meaning is taken for it; of anything else it is said which sign, and where.

async function sent(changes: Partial<TicketForm>): Promise<unknown> {
  const { write, tickets, outbox, posted, stateOf } = workbench();
  const id = write(changes);
  await tickets.send(id);
  await outbox.idle();
  // However it is sent: the field shows what was typed.
  expect(stateOf(id).form).toMatchObject(changes);
  return JSON.parse(posted[0]?.body ?? 'null');
}

describe('what has one meaning is sent as it is meant', () => {
  it.each([
    ['Cyrillic capitals', 'WVGZZZ5NZ\u0415W069297'],
    ['Cyrillic small letters', 'wvgzzz5nz\u0435w069297'],
    ['Greek capitals', 'WVG\u0396\u0396\u03965\u039D\u0396\u0395W069297'],
    ['full width', 'ＷＶＧＺＺＺ５ＮＺＥＷ０６９２９７'],
    ['a no-break blank and a long dash', 'WVG\u00a0ZZZ–5NZ\u202fEW069297'],
    ['a mark that chooses a form', 'WVGZZZ5NZEW0\ufe0f69297'],
  ])('of a VIN: %s', async (_what, vin) => {
    expect(await sent({ vin })).toMatchObject({ vin: 'WVGZZZ5NZEW069297' });
  });

  it('of ids, a voucher and a prepared ticket', async () => {
    expect(
      await sent({
        connector_id: '９１０\u00a0１０１ ０４３',
        vehicle_model_id: '284\u202f841\ufe0f',
        product_ids: ['\ufeff５2351'],
        voucher: '\u200b АВСＤ１ ',
        prepared_ticket_id: '\u202aca09a970–6519–4280–b6a6–65727e2894e3\u202c',
      }),
    ).toMatchObject({
      connector_id: 910_101_043,
      vehicle_model_id: 284_841,
      product_ids: [52_351],
      voucher: 'ABCD1',
      prepared_ticket_id: 'ca09a970-6519-4280-b6a6-65727e2894e3',
    });
  });

  it.each([
    ['a reference with marks that nobody sees', '\u202eJob\u200b 12\u0007\ufeff', 'Job 12'],
    ['an emoji of several', 'Auto \u{1F468}\u200D\u{1F527}', 'Auto \u{1F468}\u200D\u{1F527}'],
    ['Persian', '\u0645\u06cc\u200c\u062e', '\u0645\u06cc\u200c\u062e'],
    ['typographers’ signs', 'Tür – „links“', 'Tür – „links“'],
  ])('and of words what people wrote: %s', async (_what, reference, expected) => {
    expect(await sent({ reference })).toMatchObject({ reference: expected });
  });
});

describe('what has no one meaning', () => {
  const issues = (changes: Partial<TicketForm>) => checkForm(filledForm(changes));

  it.each<[Partial<TicketForm>, object]>([
    [
      { vin: 'WVG\u200bZZZ5NZЖW069297' },
      { field: 'vin', code: 'vin.characters', found: 10, about: 'Ж (U+0416)' },
    ],
    [{ vin: 'WVGZZZ5NZEW06929ß' }, { field: 'vin', code: 'vin.characters', found: 17, about: 'ß (U+00DF)' }],
    [
      { connector_id: '9101O1043' },
      { field: 'connector_id', code: 'number.not_whole', found: 5, about: 'O (U+004F)' },
    ],
    [
      { connector_id: '٩١٠١٠١٠٤٣' },
      { field: 'connector_id', code: 'number.not_whole', found: 1, about: '٩ (U+0669)' },
    ],
    [
      { product_ids: ['5235l'] },
      { field: 'product_ids', code: 'number.not_whole', index: 0, found: 5, about: 'l (U+006C)' },
    ],
    [{ voucher: 'СКИДКА' }, { field: 'voucher', code: 'voucher.unusual', found: 1, about: 'С (U+0421)' }],
    [
      { prepared_ticket_id: 'ca09a970-6519-4280-b6a6-65727e2894eО' },
      { field: 'prepared_ticket_id', code: 'uuid.format', found: 36 },
    ],
  ])('is told by its sign and place: %j', (changes, issue) => {
    expect(issues(changes)).toMatchObject([issue]);
  });

  it('is not told of words, which are no number with a wrong sign in it', () => {
    expect(issues({ vehicle_model_id: 'Golf' })).toEqual([
      { field: 'vehicle_model_id', code: 'number.not_whole', severity: 'error' },
    ]);
  });

  it.each(['\u200b', '\u00a0', '\ufeff \u202e'])(
    'nor of a field in which nothing can be seen: %j',
    (nothing) => {
      expect(issues({ connector_id: nothing, vin: nothing }).map(({ code }) => code)).toEqual([
        'required',
        'required',
      ]);
    },
  );
});

describe('where nobody can see what was pasted', () => {
  it.each(['\u200b1234\u202c', '１２３４', ' 1234\u00a0', '12\ufeff34'])(
    'a pin of %j is 1234',
    async (pin) => {
      let body: unknown = null;
      const api = {
        postJson: (_path: string, sent: unknown) => {
          body = sent;
          return Promise.resolve(ok({ status: 200, json: { access_token: 't' }, message: null }));
        },
      };
      await signInWithPin(api, 910_101_043, pin);
      expect(body).toEqual({ connector_id: 910_101_043, pincode: '1234' });
    },
  );

  it.each([
    '\ufeffabc-def\u200b',
    'abc‑def',
    '“abc-def”',
    'Authorization:\u00a0Bearer\u00a0abc-def',
    'аbc-def',
    'ａbc-\u00addef',
  ])('a token of %j is abc-def', (pasted) => {
    expect(signInWithToken(pasted)).toMatchObject({ ok: true, value: { accessToken: 'abc-def' } });
  });

  it.each([
    ['abc–def', '– (U+2013)', 4],
    ['\u200babc…', '… (U+2026)', 4],
    ['naïve', 'ï (U+00EF)', 3],
  ])('a token of %j is refused, and it is told why', (pasted, about, place) => {
    expect(signInWithToken(pasted)).toEqual({
      ok: false,
      error: { code: 'auth.refused', details: { about, place } },
    });
  });
});

describe('what others tell', () => {
  it('a connector may tell with marks and blanks of any kind', () => {
    const expect_ = '^(?<connectorId>\\d+);(?<vin>[^;]*);(?<vehiclePath>.*)$';
    expect(readAnswer('7;WVG\u00a0ZZZ5NZEW069297;\ufeffAU\u00adDI#100 ', expect_)).toEqual({
      connectorId: 7,
      vin: 'WVGZZZ5NZEW069297',
      vehiclePath: 'AUDI#100',
    });
  });

  it('firmware may tell with control characters', () => expect(factOf('Bosch\u0000\u200b')).toBe('Bosch'));

  it('settings may have decimals of any kind', () => {
    const settings = new Settings({
      read: () => ({ latitude: '51,98\u00a0', longitude: '−5,5' }),
      write: () => true,
    });
    expect(settings.view()).toMatchObject({ latitude: '51.98', longitude: '-5.5' });
  });

  it('a name is on one line', () => {
    expect(v.parse(TemplateName, '\u202aTow\u0000 bar\ufeff ')).toBe('Tow bar');
    expect(v.safeParse(TemplateName, '\u200b').success).toBe(false);
  });
});
