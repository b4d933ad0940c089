/** Where in a request's life something goes wrong. */
export type Moment =
  /** The connection stands and the first byte arrived. */
  | 'first-byte'
  /** The head was read, the body not yet. */
  | 'headers'
  /** The whole request was read, nothing was done about it. */
  | 'body'
  /** The ticket exists, nothing was answered. */
  | 'commit';

/** What goes wrong with one request. */
export type Fault =
  /** A TCP reset, not a polite end. */
  | { readonly kind: 'reset'; readonly at: Moment }
  /** Takes its time. */
  | { readonly kind: 'delay'; readonly at: 'body' | 'commit'; readonly ms: number }
  /** Waits until `faults.release()`. */
  | { readonly kind: 'hold'; readonly at: 'body' | 'commit' }
  /** Answers this instead; with `commit` the ticket is created all the same. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly commit?: boolean;
    }
  /** Nothing goes wrong here: tells whoever waits for this moment, who may kill the program in it. */
  | { readonly kind: 'tell'; readonly at: Moment | 'answer'; readonly tell: () => void }
  /** The ticket is created and answered 201, but the body is cut off, no JSON, without end, or a drip. */
  | { readonly kind: 'answer'; readonly how: 'truncated' | 'broken' | 'endless' | 'slow' | 'empty' };

export interface FaultStep {
  readonly fault: Fault;
  /** Default: POST. */
  readonly method?: string;
  /** Default: /v1/tickets. */
  readonly path?: string;
}

/** The script: each step happens to the next request it is for, once, in order. */
export class Faults {
  readonly #steps: FaultStep[] = [];
  #release: (() => void)[] = [];

  next(fault: Fault, request: Omit<FaultStep, 'fault'> = {}): void {
    this.#steps.push({ fault, ...request });
  }

  /** Takes the step for this request out of the script. */
  take(method: string, path: string): Fault | null {
    const index = this.#steps.findIndex(
      (step) => (step.method ?? 'POST') === method && (step.path ?? '/v1/tickets') === path,
    );
    return index < 0 ? null : (this.#steps.splice(index, 1)[0]?.fault ?? null);
  }

  /** Whether this request is to be reset at its first byte. */
  takeFirstByte(head: string): boolean {
    const [method = '', path = ''] = head.split(' ');
    const step = this.#steps.find(
      (one) => (one.method ?? 'POST') === method && (one.path ?? '/v1/tickets') === path,
    );
    if (step === undefined || !('at' in step.fault) || step.fault.at !== 'first-byte') return false;
    this.#steps.splice(this.#steps.indexOf(step), 1);
    if (step.fault.kind === 'tell') step.fault.tell();
    return step.fault.kind === 'reset';
  }

  hold(): Promise<void> {
    return new Promise((resolve) => this.#release.push(resolve));
  }

  /** Lets go of everything that is held. */
  release(): void {
    for (const go of this.#release.splice(0)) go();
  }

  clear(): void {
    this.#steps.length = 0;
    this.release();
  }
}
