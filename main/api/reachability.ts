import type { ServiceView } from '../../preload/contract/session.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type { TicketSender } from '../tickets/ticket-sender.ts';

export interface ReachabilityDeps {
  readonly sender: TicketSender;
  readonly now: () => number;
  readonly changed: (view: ServiceView) => void;
}

/** How often to look by itself: seldom while it is fine, sooner while it is not. */
const EVERY_MS = { reachable: 60_000, otherwise: 10_000 } as const;

/**
 * Whether the service can be reached: for the light in the header, and for nothing else. It is a sender itself, and the
 * only way to connect: a look is a connection that nobody uses, and each connection that is used counts as a look.
 */
export class Reachability implements TicketSender {
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
    const connection = await this.connect();
    if (connection.ok) connection.value.close();
    return this.#view;
  }

  async connect(): ReturnType<TicketSender['connect']> {
    const connection = await this.#deps.sender.connect();
    this.#seen(connection.ok ? null : connection.error.code);
    return connection;
  }

  #seen(problem: AppError['code'] | null): void {
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
