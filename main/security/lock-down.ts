import { app, type Session, type WebContents } from 'electron';
import { appOrigin } from './assets.ts';

/**
 * Denies what Electron allows by default: permissions, devices, downloads, network requests of the window,
 * navigation, new windows, embedded pages. Each handler is set on the session or on every future WebContents, so
 * no window can be made without it.
 */
export function lockDown(session: Session, report: (what: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    // Copying a ticket's number is the one thing the window asks for.
    decide(permission === 'clipboard-sanitized-write');
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
    report('download');
  });
  session.webRequest.onBeforeRequest((details, decide) => {
    const allowed =
      details.url.startsWith(`${appOrigin}/`) || (!app.isPackaged && details.url.startsWith('devtools://'));
    if (!allowed) report('request');
    decide({ cancel: !allowed });
  });
  app.on('web-contents-created', (_event, contents) => guard(contents, report));
}

function guard(contents: WebContents, report: (what: string) => void): void {
  const deny = (what: string) => (event: { preventDefault: () => void }) => {
    event.preventDefault();
    report(what);
  };
  contents.on('will-navigate', deny('navigation'));
  contents.on('will-frame-navigate', deny('frame-navigation'));
  contents.on('will-redirect', deny('redirect'));
  contents.on('will-attach-webview', deny('webview'));
  contents.setWindowOpenHandler(() => {
    report('window');
    return { action: 'deny' };
  });
}
