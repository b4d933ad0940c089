import { browse } from '../../support/browser.ts';
import type { Walk } from '../scene.ts';
import { begun, signInAs, withoutBrowser } from './people.ts';

/** Every way of signing in, and how each can go wrong. */
export const signIn: Walk = {
  name: 'sign-in',
  sandbox: { oidc: true },
  signedIn: false,
  scenes: [
    {
      name: 'sign-in-browser',
      async go(stage) {
        await stage.until('the service was reached', ({ service }) => service.state === 'reachable');
        await stage.openPanel('service');
      },
    },
    {
      name: 'sign-in-waiting',
      async go(stage) {
        await withoutBrowser(stage);
        await stage.press(stage.t.signIn.browserSubmit, stage.panel);
        await begun(stage);
        await stage.press(stage.t.signIn.copyLink, stage.panel);
        await stage.panel.getByText(stage.t.signIn.linkCopied, { exact: true }).waitFor();
      },
    },
    {
      name: 'sign-in-declined',
      async go(stage) {
        await browse(await begun(stage), { login: 'anna', declines: true });
        await stage.panel.getByRole('alert').waitFor();
      },
    },
    {
      name: 'sign-in-no-browser',
      async go(stage) {
        await stage.app.evaluate(({ shell }) => {
          shell.openExternal = () => Promise.reject(new Error('There is no browser'));
        });
        await stage.press(stage.t.signIn.browserSubmit, stage.panel);
        await stage.button(stage.t.signIn.copyLink, stage.panel).waitFor();
      },
    },
    {
      name: 'sign-in-code',
      async go(stage) {
        await stage.press(stage.t.signIn.cancel, stage.panel);
        await stage.press(stage.t.signIn.methods['device-code'], stage.panel);
      },
    },
    {
      name: 'sign-in-code-shown',
      async go(stage) {
        await stage.press(stage.t.signIn.deviceSubmit, stage.panel);
        await stage.panel.getByTestId('user-code').waitFor();
      },
    },
    {
      name: 'sign-in-pin',
      async go(stage) {
        await stage.press(stage.t.signIn.cancel, stage.panel);
        await stage.press(stage.t.signIn.methods['connector-pin'], stage.panel);
      },
    },
    {
      name: 'sign-in-refused',
      async go(stage) {
        await stage.panel.locator('input:not([type=password])').first().fill('1');
        await stage.panel.locator('input[type=password]').fill('0');
        await stage.press(stage.t.signIn.submit, stage.panel);
        await stage.panel.getByRole('alert').waitFor();
      },
    },
    {
      name: 'sign-in-token',
      async go(stage) {
        await stage.press(stage.t.signIn.methods.token, stage.panel);
      },
    },
  ],
};

export const signInByUuid: Walk = {
  name: 'sign-in-by-uuid',
  sandbox: { auth: { connectorPin: 'connector-uuid' } },
  signedIn: false,
  scenes: [
    {
      name: 'sign-in-uuid',
      async go(stage) {
        await stage.openPanel('service');
        await stage.panel.locator('input:not([type=password])').first().fill('910101043');
        await stage.panel.locator('input[type=password]').fill('1');
        await stage.press(stage.t.signIn.submit, stage.panel);
        await stage.panel.getByRole('alert').waitFor();
      },
    },
  ],
};

export const keychain: Walk = {
  name: 'keychain',
  sandbox: { oidc: true },
  signedIn: false,
  before({ keyring }) {
    keyring?.lock();
    return Promise.resolve(() => undefined);
  },
  scenes: [
    {
      name: 'keychain-locked',
      async go(stage) {
        await signInAs(stage, 'anna');
        await stage.openPanel('service');
      },
    },
  ],
};
