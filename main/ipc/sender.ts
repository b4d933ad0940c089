import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { appOrigin } from '../security/assets.ts';

/** Calls are taken from the top frame of our own window, while it shows our own pages, and from nowhere else. */
export const isOurWindow =
  (window: () => WebContents | null) =>
  ({ sender, senderFrame }: IpcMainInvokeEvent): boolean => {
    const ours = window();
    if (ours === null || sender !== ours || !senderFrame) return false;
    // Node's URL knows no origin for schemes of one's own; the slash ends the host name.
    return senderFrame === ours.mainFrame && senderFrame.url.startsWith(`${appOrigin}/`);
  };
