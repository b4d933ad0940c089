import type { Walk } from '../scene.ts';
import { signInAs, withoutBrowser } from './people.ts';

/** Who is signed in, and who else is known on this PC. */
export const accounts: Walk = {
  name: 'accounts',
  sandbox: { oidc: true },
  signedIn: false,
  scenes: [
    {
      name: 'accounts',
      async go(stage) {
        await signInAs(stage, 'anna.de.vries@garage-jansen.example');
        await signInAs(stage, 'bert');
        await stage.openPanel('service');
      },
    },
    {
      name: 'accounts-another',
      async go(stage) {
        await stage.press(stage.t.signIn.another, stage.panel);
      },
    },
    {
      name: 'sign-in-again-in-place',
      async go(stage) {
        await stage.closePanel();
        stage.sandbox.identity.revokeAll();
        const answer = { kind: 'answer', status: 400, body: '{"error":"invalid_grant"}' } as const;
        stage.sandbox.oidc?.next({ path: '/token', fault: answer });
        await stage.sendNew();
        await stage.ticketIs('queued', 'auth.required');
        await stage.button(stage.t.signIn.browserSubmit, stage.outcome).waitFor();
      },
    },
    {
      name: 'sign-in-waiting-in-place',
      async go(stage) {
        await withoutBrowser(stage);
        await stage.press(stage.t.signIn.browserSubmit, stage.outcome);
        await stage.until('a sign-in waits', ({ session }) => session.pending?.phase === 'waiting');
      },
    },
    {
      name: 'accounts-refused',
      async go(stage) {
        await stage.openPanel('service');
      },
    },
  ],
};
