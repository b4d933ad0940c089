import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { appOrigin } from '../security/app-protocol.ts';

/** Calls are taken from the top frame of our own window, while it shows our own pages, and from nowhere else. */
export const isOurWindow =
  (window: () => WebContents | null) =>
  ({ sender, senderFrame }: IpcMainInvokeEvent): boolean => {
    const ours = window();
    if (ours === null || sender !== ours || !senderFrame) return false;
    return senderFrame === ours.mainFrame && new URL(senderFrame.url).origin === appOrigin;
  };
