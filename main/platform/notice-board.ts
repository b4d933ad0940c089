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

  /** @param seen told when somebody has read it. */
  post(notice: Notice, seen: () => void = () => undefined): void {
    const isNew = !this.#posted.has(notice);
    this.#posted.set(notice, seen);
    if (isNew) this.#changed(this.all());
  }

  /** It is no longer so. */
  withdraw(notice: Notice): void {
    if (this.#posted.delete(notice)) this.#changed(this.all());
  }

  /** Somebody has read them. */
  dismiss(): void {
    const seen = [...this.#posted.values()];
    this.#posted.clear();
    for (const tell of seen) tell();
    this.#changed([]);
  }
}
