import type { Notice } from '../../preload/contract/settings.ts';

/** What people must know that is about no ticket: shown on the first screen until somebody has read it. */
export class NoticeBoard {
  readonly #posted = new Map<Notice, () => void>();
  readonly #changed: (notices: Notice[]) => void;

  constructor(changed: (notices: Notice[]) => void) {
    this.#changed = changed;
  }

  all(): Notice[] {
    return [...this.#posted.keys()];
  }

  /** @param seen told when somebody has read it; it throws nothing. */
  post(notice: Notice, seen: () => void = () => undefined): void {
    const isNew = !this.#posted.has(notice);
    this.#posted.set(notice, seen);
    if (isNew) this.#changed(this.all());
  }

  /** It is no longer so. */
  withdraw(notice: Notice): void {
    if (this.#posted.delete(notice)) this.#changed(this.all());
  }

  /** Somebody has read these. One that came between their look and their click stays. */
  dismiss(read: readonly Notice[]): void {
    const seen = read.map((notice) => this.#posted.get(notice));
    for (const notice of read) this.#posted.delete(notice);
    this.#changed(this.all());
    for (const tell of seen) tell?.();
  }
}
