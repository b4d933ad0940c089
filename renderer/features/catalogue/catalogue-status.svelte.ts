import type { CatalogueStatus } from '../../../preload/contract/catalogue.ts';
import type { WorkshopBridge } from '../../../preload/contract/contract.ts';
import type { AppError } from '../../../preload/contract/errors.ts';

/** What main says of the catalogue, kept up to date while it is on screen, and importing another. */
export class CatalogueState {
  /** Null until the first answer. */
  status: CatalogueStatus | null = $state.raw(null);
  /** Why the catalogue cannot be read, or why nothing was imported. That a file was refused is in the status. */
  error: AppError | null = $state.raw(null);
  /** The import that was asked for here came to its good end. */
  imported = $state(false);
  readonly #bridge: WorkshopBridge;
  /** Counts what main told: an answer that was under way meanwhile is older. */
  #told = 0;

  constructor(bridge: WorkshopBridge) {
    this.#bridge = bridge;
  }

  /** Subscribes first and asks second, so that nothing can happen unseen in between. @returns what ends it. */
  follow(): () => void {
    const stop = this.#bridge.catalogue.on('changed', ({ value }) => {
      this.#told += 1;
      this.status = value.status;
      // "No catalogue" is also what is told when it cannot be read: only the call says which.
      if (value.status.catalogue === null && value.status.importing === null) void this.#ask();
      else this.error = null;
    });
    void this.#ask();
    return stop;
  }

  async #ask(): Promise<void> {
    const told = this.#told;
    const answer = await this.#bridge.catalogue.status();
    if (told !== this.#told) return;
    this.error = answer.ok ? null : answer.error;
    if (answer.ok) this.status = answer.value;
  }

  /** Asks for a file and reads it; how far it is comes with the changes. */
  async import(): Promise<void> {
    this.imported = false;
    const answer = await this.#bridge.catalogue.importFile();
    this.imported = answer.ok && answer.value !== null;
    if (answer.ok) this.status = answer.value ?? this.status;
    // What is wrong with a file is told with the status, problem by problem.
    else if (answer.error.code !== 'catalogue.file_refused') this.error = answer.error;
  }
}
