import type { WorkshopBridge } from '../../../preload/contract/contract.ts';
import type { Finding } from '../../../preload/contract/connector.ts';

/** How often the causes are looked at again while somebody sees them. */
const AGAIN_MS = 2_000;

/** As much of the page as tells whether anybody sees it. */
type Page = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/** What main finds out about the causes, kept up to date while it is on screen. */
export class LiveDiagnosis {
  /** Null until the first answer. What was found stays on screen until something else is found. */
  findings: readonly Finding[] | null = $state.raw(null);
  readonly #bridge: WorkshopBridge;
  #asking = false;
  #wanted = false;

  constructor(bridge: WorkshopBridge) {
    this.#bridge = bridge;
  }

  /** Looks now, and once more when something changed while it was being looked at. */
  async look(): Promise<void> {
    this.#wanted = true;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#isWanted()) {
      this.#wanted = false;
      const answer = await this.#bridge.connector.diagnose();
      // Null: the connector is just being asked. What is on screen then stays, so that nothing flickers.
      if (!answer.ok || answer.value === null) continue;
      if (JSON.stringify(answer.value) !== JSON.stringify(this.findings)) this.findings = answer.value;
    }
    this.#asking = false;
  }

  /** The connector is there: whatever was in its way is not any more. */
  forget(): void {
    this.findings = null;
  }

  /** Looks again and again while the page is seen. @returns what ends that. */
  follow(page: Page = document): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isFollowed = true;
    const next = async () => {
      clearTimeout(timer);
      if (page.visibilityState === 'hidden') return;
      await this.look();
      clearTimeout(timer);
      if (isStill()) timer = setTimeout(() => void next(), AGAIN_MS);
    };
    const isStill = () => isFollowed && page.visibilityState !== 'hidden';
    const seen = () => void next();
    page.addEventListener('visibilitychange', seen);
    seen();
    return () => {
      isFollowed = false;
      clearTimeout(timer);
      page.removeEventListener('visibilitychange', seen);
    };
  }

  /** Read through a function: it changes behind the `await`, which the compiler does not see. */
  #isWanted(): boolean {
    return this.#wanted;
  }
}
