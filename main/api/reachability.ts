import type { ServiceView } from '../../preload/contract/session.ts';
import type { TicketSender } from '../tickets/outbox.ts';
import type { NotSentCode } from './outcome.ts';
import type { Result } from '../../preload/contract/result.ts';

export interface ReachabilityDeps {
  readonly probe: () => Promise<Result<void, { readonly code: NotSentCode }>>;
  readonly now: () => number;
  readonly changed: (view: ServiceView) => void;
}

/** How often to look by itself: seldom while it is fine, sooner while it is not. */
const EVERY_MS = { reachable: 60_000, otherwise: 10_000 } as const;

/** Whether the service can be reached: for the light in the header, and for nothing else. */
export class Reachability {
  readonly #deps: ReachabilityDeps;
  #view: ServiceView = { state: 'unknown', problem: null, checkedAt: null };
  #checking: Promise<ServiceView> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #started = false;

  constructor(deps: ReachabilityDeps) {
    this.#deps = deps;
  }

  view(): ServiceView {
    return this.#view;
  }

  start(): void {
    this.#started = true;
    void this.check();
  }

  stop(): void {
    this.#started = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Looks now; a look under way is joined. */
  check(): Promise<ServiceView> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  async #check(): Promise<ServiceView> {
    if (this.#view.state === 'unknown') this.#set({ ...this.#view, state: 'checking' });
    const reached = await this.#deps.probe();
    this.#seen(reached.ok ? null : reached.error.code);
    return this.#view;
  }

  /** A sender whose own experience counts as a look: it is fresher than any probe. */
  observing(sender: TicketSender): TicketSender {
    return {
      postTicket: async (body, token) => {
        const outcome = await sender.postTicket(body, token);
        // A lost connection says little: it had been reached, and may be again.
        if (outcome.kind === 'not-sent' && outcome.code !== 'net.throttled') this.#seen(outcome.code);
        else if (outcome.kind !== 'unconfirmed') this.#seen(null);
        return outcome;
      },
    };
  }

  #seen(problem: NotSentCode | null): void {
    this.#set({
      state: problem === null ? 'reachable' : 'unreachable',
      problem,
      checkedAt: this.#deps.now(),
    });
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (!this.#started) return;
    this.#timer = setTimeout(() => void this.check(), EVERY_MS[problem === null ? 'reachable' : 'otherwise']);
  }

  #set(view: ServiceView): void {
    const changed = view.state !== this.#view.state || view.problem !== this.#view.problem;
    this.#view = view;
    if (changed) this.#deps.changed(view);
  }
}
