import type { Walk } from '../scene.ts';

/** The ticket while it is written. */
export const form: Walk = {
  name: 'form',
  sandbox: { oidc: true },
  scenes: [
    {
      name: 'form-blank',
      async go(stage) {
        await stage.connectorIs('ready');
        await stage.untilTicket('the VIN was read', ({ form: { vin } }) => vin.length === 17);
      },
    },
    {
      name: 'form-filled',
      async go(stage) {
        await stage.fill({
          product_ids: ['52351', '52352'],
          reference: '12-ABC-3',
          voucher: '234MD23',
        });
        await stage.page.locator('#voucher').waitFor();
      },
    },
    {
      name: 'form-warnings',
      async go(stage) {
        // Typed, because a field says what is wrong with it when it is left.
        await stage.page.locator('#voucher').fill('lower case!');
        await stage.page.locator('#vin').fill('WVGZZZ5NZEW069298');
        await stage.page.locator('#reference').fill('x'.repeat(260));
        await stage.page.locator('#reference').blur();
        await stage.button(stage.t.form.useCarVin).waitFor();
        // A text without an end need not be seen as a whole.
        await stage.page.locator('#reference').fill('12-ABC-3');
      },
    },
    {
      name: 'form-errors',
      async go(stage) {
        await stage.page.locator('#vin').fill('WVGZZZ5NZEWO69297');
        await stage.fill({ vehicle_model_id: '', vehicle_model_variant_id: '', product_ids: [] });
        await stage.send();
        await stage.page.getByRole('alert').first().waitFor();
        await stage.page.locator('.vin-field').getByRole('button').first().waitFor();
      },
    },
    {
      name: 'form-other-connector',
      async go(stage) {
        await stage.page.locator('#connector_id').fill('940201044');
        await stage.page.locator('#connector_id').blur();
        await stage.page.locator('#connector_id').scrollIntoViewIfNeeded();
      },
    },
    {
      name: 'form-same-today',
      async go(stage) {
        stage.sandbox.api.dealsAtOnce = true;
        await stage.sendNew();
        await stage.ticketIs('created');
        await stage.newTicket();
        await stage.page.getByRole('complementary').waitFor();
      },
    },
  ],
};
