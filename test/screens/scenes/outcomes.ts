import type { Walk } from '../scene.ts';
import type { Stage } from '../stage.ts';

/** Clicks one of the buttons that stand with what became of the ticket. */
const decide = (stage: Stage, words: string) => stage.press(words, stage.outcome);

/** What becomes of a ticket. */
export const outcomes: Walk = {
  name: 'outcomes',
  scenes: [
    {
      name: 'rejected',
      async go(stage) {
        stage.sandbox.faults.next({
          kind: 'status',
          status: 400,
          body: '{"message":"The voucher is not valid"}',
        });
        await stage.sendNew();
        await stage.ticketIs('rejected');
      },
    },
    {
      name: 'rejected-edit',
      known: ['The voucher is not valid'],
      async go(stage) {
        await decide(stage, stage.t.action.edit);
        await stage.ticketIs('draft');
      },
    },
    {
      name: 'sending',
      async go(stage) {
        stage.sandbox.faults.next({ kind: 'hold', at: 'body' });
        await stage.sendNew();
        await stage.ticketIs('sending');
      },
    },
    {
      name: 'created',
      async go(stage) {
        stage.sandbox.faults.release();
        await stage.ticketIs('created');
        await stage.page.getByTestId('ticket-number').waitFor();
      },
    },
    {
      name: 'created-details',
      async go(stage) {
        for (const summary of await stage.outcome.locator('summary').all()) await summary.click();
        await stage.outcome.locator('li time').first().waitFor();
      },
    },
    {
      name: 'held',
      async go(stage) {
        await stage.newTicket();
        await stage.fill();
        await stage.send();
        await stage.ticketIs('held');
      },
    },
    {
      name: 'discarded',
      async go(stage) {
        await decide(stage, stage.t.action.discard);
        await stage.button(stage.t.action.undo).waitFor();
      },
    },
    {
      name: 'sign-in-to-send',
      async go(stage) {
        stage.sandbox.identity.revokeAll();
        await stage.sendNew();
        await stage.ticketIs('queued', 'auth.required');
        await stage.outcome.locator('input').first().waitFor();
      },
    },
    {
      name: 'offline',
      async go(stage) {
        await stage.outcome.locator('input[type=password]').fill('12345');
        await decide(stage, stage.t.signIn.submit);
        await stage.ticketIs('created');
        stage.sandbox.api.pending.clear();
        await stage.newTicket();
        await stage.fill();
        await stage.sandbox.api.stop();
        await stage.send();
        await stage.untilTicket('it waits', ({ state, wait }) => state === 'queued' && wait !== null);
        await stage.until('the service is gone', ({ service }) => service.state === 'unreachable');
      },
    },
    {
      name: 'offline-service',
      async go(stage) {
        await stage.openPanel('service');
      },
    },
    {
      name: 'check',
      async go(stage) {
        await stage.closePanel();
        // Another connector is plugged in meanwhile.
        stage.sandbox.connector.unplug();
        await stage.connectorIs('unplugged');
        stage.sandbox.connector.connectorId = 940201044;
        stage.sandbox.connector.plug();
        await stage.connectorIs('ready');
        await stage.ticketIs('confirm');
      },
    },
    {
      name: 'unconfirmed',
      async go(stage) {
        await stage.sandbox.api.start();
        stage.sandbox.faults.next({ kind: 'status', status: 500, body: '{"message":"Internal error"}' });
        await decide(stage, stage.t.action.confirm);
        await stage.ticketIs('unconfirmed');
      },
    },
    {
      name: 'unconfirmed-history',
      async go(stage) {
        await stage.outcome.locator('summary').click();
        await stage.outcome.locator('li time').first().waitFor();
        await stage.outcome.locator('summary').scrollIntoViewIfNeeded();
      },
    },
    {
      name: 'unconfirmed-sure',
      async go(stage) {
        await decide(stage, stage.t.action.sendAgain);
        await stage.button(stage.t.action.sendAgainYes).waitFor();
      },
    },
    {
      name: 'needs-you',
      async go(stage) {
        await decide(stage, stage.t.action.cancel);
        await stage.page
          .getByRole('navigation')
          .getByRole('button')
          .filter({ hasText: stage.t.rail.filters['needs-you'] })
          .first()
          .click();
      },
    },
    {
      name: 'nothing-found',
      async go(stage) {
        await stage.page.getByRole('searchbox').fill('zzz');
        await stage.page.getByText(stage.t.rail.nothingFound).waitFor();
      },
    },
    {
      name: 'created-by-person',
      async go(stage) {
        await stage.outcome.locator('#known-number').fill('4711');
        await decide(stage, stage.t.action.itIsThere);
        await stage.ticketIs('created');
      },
    },
  ],
};
