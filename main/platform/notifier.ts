import { app, Notification, type BrowserWindow } from 'electron';
import type { TicketCounts } from '../../preload/contract/ticket.ts';
import type { Notice } from './notices.ts';

const titles: Readonly<Record<Notice, string>> = {
  created: 'Ticket sent',
  rejected: 'Ticket not accepted',
  'needs-you': 'A ticket needs you',
};

/** Tells people who look elsewhere; says nothing while they look at the window, which shows it anyway. */
export class Notifier {
  readonly #window: () => BrowserWindow | null;
  readonly #show: (ticketId: string) => void;
  /** Kept while they are on screen: what is collected cannot be clicked. */
  readonly #shown = new Set<Notification>();

  constructor(window: () => BrowserWindow | null, show: (ticketId: string) => void) {
    this.#window = window;
    this.#show = show;
  }

  /** @param about what a mechanic knows the ticket by: its reference, or its VIN. */
  notify(notice: Notice, ticketId: string, about: string): void {
    const window = this.#window();
    if (window?.isFocused() === true || !Notification.isSupported()) return;
    const notification = new Notification({ title: titles[notice], body: about });
    this.#shown.add(notification);
    notification.on('close', () => this.#shown.delete(notification));
    notification.on('click', () => {
      this.#shown.delete(notification);
      window?.show();
      window?.focus();
      this.#show(ticketId);
    });
    notification.show();
  }

  /** On the taskbar: how many tickets wait, for the service or for a person. */
  count({ needsYou, waiting }: TicketCounts): void {
    app.setBadgeCount(needsYou + waiting);
    const window = this.#window();
    const what = [
      ...(needsYou > 0 ? [needsYou === 1 ? '1 needs you' : `${needsYou} need you`] : []),
      ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ];
    window?.setTitle([...(what.length > 0 ? [`(${what.join(', ')})`] : []), app.getName()].join(' '));
  }
}
