import { browse } from '../../support/browser.ts';
import type { Stage } from '../stage.ts';

/** Puts a browser in place of the system's that does nothing but remember where it was sent. */
export async function withoutBrowser({ app }: Stage): Promise<void> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (address) => {
      opened.push(address);
      return Promise.resolve();
    };
  });
}

/** The address of the sign-in under way, once the browser was sent there. */
export async function begun(stage: Stage): Promise<string> {
  await stage.until('a sign-in waits for the browser', ({ session }) => session.pending?.phase === 'waiting');
  const opened = await stage.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  return opened.at(-1) ?? '';
}

/** Signs somebody in with the browser. */
export async function signInAs(stage: Stage, login: string): Promise<void> {
  await withoutBrowser(stage);
  await stage.ask((bridge) => bridge.session.signInWithBrowser());
  await browse(await begun(stage), { login });
  await stage.until(`${login} is signed in`, ({ session }) => session.account?.label === login);
}
