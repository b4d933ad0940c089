import { app, Notification, type BrowserWindow } from 'electron';
import type { TicketCounts } from '../../preload/contract/ticket.ts';
import type { Notice } from './notices.ts';
import { badge } from './badge.ts';
import { showWindow } from './lifecycle.ts';
import type { Words } from './words.ts';

/** Tells people who look elsewhere; says nothing while they look at the window, which shows it anyway. */
export class Notifier {
  readonly #window: () => BrowserWindow | null;
  readonly #show: (ticketId: string) => void;
  readonly #words: () => Words;
  /** Kept while they are on screen: what is collected cannot be clicked. */
  readonly #shown = new Set<Notification>();

  constructor(window: () => BrowserWindow | null, show: (ticketId: string) => void, words: () => Words) {
    this.#window = window;
    this.#show = show;
    this.#words = words;
  }

  /** @param about what a mechanic knows the ticket by: its reference, or its VIN. */
  notify(notice: Notice, ticketId: string, about: string): void {
    const window = this.#window();
    if (window?.isFocused() === true || !Notification.isSupported()) return;
    const notification = new Notification({ title: this.#words().notices[notice], body: about });
    this.#shown.add(notification);
    notification.on('close', () => this.#shown.delete(notification));
    notification.on('click', () => {
      this.#shown.delete(notification);
      showWindow(window);
      this.#show(ticketId);
    });
    notification.show();
  }

  /** On the taskbar: how many tickets wait, for the service or for a person. */
  count({ needsYou, waiting }: TicketCounts): void {
    app.setBadgeCount(needsYou + waiting);
    const window = this.#window();
    const words = this.#words();
    const what = [
      ...(needsYou > 0 ? [words.needsYou(needsYou)] : []),
      ...(waiting > 0 ? [words.waiting(waiting)] : []),
    ];
    // Windows knows no numbers on the taskbar: a dot says that there is something, and its words say what.
    if (process.platform === 'win32')
      window?.setOverlayIcon(what.length === 0 ? null : badge(needsYou > 0), what.join(', '));
    window?.setTitle([...(what.length > 0 ? [`(${what.join(', ')})`] : []), app.getName()].join(' '));
  }
}
