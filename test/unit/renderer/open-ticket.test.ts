import { describe, expect, it } from 'vitest';
import { changeForm } from '../../../main/tickets/form.ts';
import { newTicket, type Ticket } from '../../../main/tickets/ticket.ts';
import { appError } from '../../../preload/contract/errors.ts';
import { err, ok } from '../../../preload/contract/result.ts';
import type { FormChanges } from '../../../preload/contract/ticket.ts';
import { OpenTicket } from '../../../renderer/state/open-ticket.svelte.ts';
import { bridgeDouble } from '../../support/bridge-double.ts';
import { filledForm, nextId } from '../../support/tickets.ts';
import { workbench } from '../../support/workbench.ts';

const viewOf = (ticket: Ticket) => workbench().views.viewOf(ticket);

/** The ticket on screen over a main that saves when the test lets it. */
function setUp() {
  let stored: Ticket = newTicket(nextId(), filledForm({ reference: '' }), 1);
  const saved: FormChanges[] = [];
  const gates: (() => void)[] = [];
  const main = { held: false, full: false };
  const { bridge } = bridgeDouble({
    drafts: {
      change: async ({ changes }) => {
        saved.push(changes);
        if (main.held) await new Promise<void>((resolve) => gates.push(resolve));
        if (main.full) return err(appError('storage.full'));
        stored = { ...stored, form: changeForm(stored.form, changes), revision: stored.revision + 1 };
        return ok(viewOf(stored));
      },
    },
  });
  const open = new OpenTicket(bridge, viewOf(stored));
  const letGo = () => {
    main.held = false;
    for (const go of gates.splice(0)) go();
  };
  /** Main says something of the ticket by itself. */
  const push = (changes: Partial<Ticket['form']>) => {
    stored = { ...stored, form: { ...stored.form, ...changes }, revision: stored.revision + 1 };
    return viewOf(stored);
  };
  return { open, saved, main, letGo, push, stored: () => stored };
}

describe('the ticket on screen', () => {
  it('is kept from being sent by a doubt, until somebody says that the number is right as it is', async () => {
    const { open, stored } = setUp();
    open.set('vin', ' ncp10-0012345');
    await open.flush();
    expect(open.errors).toMatchObject([{ field: 'vin', code: 'vin.frame_number', severity: 'doubt' }]);
    open.vinIsRight();
    await open.flush();
    expect(stored().form).toMatchObject({ vin: ' ncp10-0012345', vinAsIs: 'NCP10-0012345' });
    expect(open.errors).toEqual([]);
  });

  it('gives every key to main at once', async () => {
    const { open, saved, stored } = setUp();
    open.set('reference', '1');
    expect(saved).toEqual([{ reference: '1' }]);
    await open.flush();
    expect(stored().form.reference).toBe('1');
  });

  it('saves together what comes while main is saving, and loses nothing of it', async () => {
    const { open, saved, main, letGo, stored } = setUp();
    main.held = true;
    open.set('reference', '1');
    open.set('reference', '12');
    open.set('voucher', 'ABCD');
    open.set('reference', '123');
    letGo();
    await open.flush();
    expect(saved).toEqual([{ reference: '1' }, { reference: '123', voucher: 'ABCD' }]);
    expect(stored().form).toMatchObject({ reference: '123', voucher: 'ABCD' });
  });

  it('never lets an answer or a push overwrite what was typed after it', async () => {
    const { open, main, letGo, push } = setUp();
    main.held = true;
    open.set('reference', 'a');
    open.set('reference', 'ab');
    open.apply(push({ reference: 'of another time', vin: 'WVGZZZ5NZEW069297' }));
    expect(open.form).toMatchObject({ reference: 'ab', vin: 'WVGZZZ5NZEW069297' });
    letGo();
    await open.flush();
    expect(open.form.reference).toBe('ab');
  });

  it('drops what is older than what it has, and what is of another ticket', () => {
    const { open, push } = setUp();
    const older = push({ reference: 'older' });
    open.apply(push({ reference: 'newer' }));
    open.apply(older);
    open.apply({ ...push({ reference: 'other' }), id: nextId() });
    expect(open.form.reference).toBe('newer');
  });

  it('says when it could not be saved, keeps the text, and saves it later', async () => {
    const { open, main, stored } = setUp();
    main.full = true;
    open.set('reference', 'kept');
    await open.flush();
    expect(open.saveError?.code).toBe('storage.full');
    expect(open.form.reference).toBe('kept');
    main.full = false;
    await open.flush();
    expect(open.saveError).toBeNull();
    expect(stored().form.reference).toBe('kept');
  });

  it('gives everything to main when the window goes away, although it waits for an answer', () => {
    const { open, saved, main } = setUp();
    main.held = true;
    open.set('reference', 'first');
    open.set('reference', 'last words');
    open.leaveWindow();
    expect(saved.at(-1)).toEqual({ reference: 'last words' });
  });

  it('shows what is wrong with a field once it was left, and everything once sending was tried', () => {
    const { open, push } = setUp();
    open.apply(push({ vin: 'WVGZZZ', vehicle_model_id: 'x' }));
    expect(open.issues('vin')).toEqual([]);
    open.leave('vin');
    expect(open.issues('vin').map(({ code }) => code)).toEqual(['vin.length']);
    expect(open.issues('vehicle_model_id')).toEqual([]);
    open.submitted = true;
    expect(open.issues('vehicle_model_id').map(({ code }) => code)).toEqual(['number.not_whole']);
  });
});

it('changes nothing of a ticket that was released: its fields lose the focus as they go from the screen', async () => {
  const { open, saved, push } = setUp();
  open.apply({ ...push({}), state: 'queued' });
  open.set('product_ids', ['52351']);
  await open.flush();
  expect(saved).toEqual([]);
  expect(open.saveError).toBeNull();
});
