import type { WorkshopBridge } from '../../preload/contract/contract.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type {
  FormChanges,
  FormField,
  FormIssue,
  TicketForm,
  TicketView,
} from '../../preload/contract/ticket.ts';
import { sentVin } from '../../preload/contract/vin.ts';

type Changes = { -readonly [K in keyof FormChanges]: FormChanges[K] };

/**
 * The ticket on screen. What is typed is shown and given to main at once, keystroke by keystroke; while main is
 * still saving, what comes meanwhile is saved together. An answer or a push from main never overwrites what was
 * typed after it. Main says what is wrong with the form, this decides when to show it.
 */
export class OpenTicket {
  view: TicketView;
  form: TicketForm;
  saveError: AppError | null = $state.raw(null);
  isSaving = $state(false);
  /** The mechanic tried to send it: from now on every error shows. */
  submitted = $state(false);
  #left: readonly string[] = $state.raw([]);
  /** What main cannot keep, however often it is asked: on screen alone, until it is changed. */
  #unkept: readonly FormField[] = $state.raw([]);
  readonly #bridge: WorkshopBridge;
  /** Typed, not yet given to main. */
  #pending: Changes = {};
  /** Given to main, not yet answered. */
  #sending: Changes = {};
  #inFlight: Promise<void> | null = null;

  constructor(bridge: WorkshopBridge, view: TicketView) {
    this.#bridge = bridge;
    this.view = $state.raw(view);
    this.form = $state(structuredClone(view.form));
  }

  /** Errors, doubts and warnings worth showing now. */
  issues(field: FormField): FormIssue[] {
    if (this.#unkept.includes(field)) return [{ field, code: 'text.not_kept', severity: 'error' }];
    const mayShow = this.submitted || this.#left.includes(field);
    return mayShow ? this.view.issues.filter((issue) => issue.field === field) : [];
  }

  /** What keeps it from being sent: errors, and doubts that nobody has looked at. */
  get errors(): FormIssue[] {
    const unkept = this.#unkept.map((field): FormIssue => ({
      field,
      code: 'text.not_kept',
      severity: 'error',
    }));
    return [...unkept, ...this.view.issues.filter(({ severity }) => severity !== 'warning')];
  }

  /** Typed, pasted or scanned. */
  set<K extends keyof FormChanges>(field: K, value: NonNullable<FormChanges[K]>): void {
    // Released: a field that loses the focus as it goes from the screen changes nothing any more.
    if (this.view.state !== 'draft') return;
    (this.form as FormChanges)[field] = value;
    this.#pending[field] = value;
    this.#unkept = this.#unkept.filter((other) => other !== field);
    void this.flush();
  }

  /** The field was left, or is complete: what is wrong with it may be said. */
  leave(field: FormField): void {
    if (!this.#left.includes(field)) this.#left = [...this.#left, field];
    void this.flush();
  }

  /** The number in the VIN field is in doubt, and a person who looked at it says that it is right as it is. */
  vinIsRight(): void {
    this.set('vinAsIs', sentVin(this.form.vin));
  }

  /** Saves what is not saved yet. Resolves when nothing is left to save, or it cannot be saved. */
  async flush(): Promise<void> {
    while (this.#inFlight !== null) await this.#inFlight;
    if (Object.keys(this.#pending).length === 0) return;
    this.#inFlight = this.#save().finally(() => {
      this.#inFlight = null;
    });
    await this.#inFlight;
  }

  /** A person's word on an unattended service. @returns whether it is kept. */
  async consent(given: boolean, text: string): Promise<boolean> {
    await this.flush();
    const said = await this.#bridge.drafts.consent({ id: this.view.id, given, text });
    this.saveError = said.ok ? null : said.error;
    if (said.ok) this.apply(said.value);
    return said.ok;
  }

  /** The window goes away: what is not given to main yet is given now, since there will be no answer to wait for. */
  leaveWindow(): void {
    if (Object.keys(this.#pending).length > 0) void this.#save();
  }

  async #save(): Promise<void> {
    const changes = this.#pending;
    this.#pending = {};
    this.#sending = changes;
    this.isSaving = true;
    const saved = await this.#bridge.drafts.change({ id: this.view.id, changes: $state.snapshot(changes) });
    this.isSaving = false;
    this.#sending = {};
    if (saved.ok) {
      this.saveError = null;
      this.apply(saved.value);
      return;
    }
    const refused = fieldOf(saved.error);
    if (refused !== null && refused in changes) {
      // This one keeps no other from being saved.
      const { [refused]: _, ...others } = changes;
      const field = refused === 'vinAsIs' ? 'vin' : refused;
      if (!(refused in this.#pending)) this.#unkept = [...this.#unkept, field];
      this.#pending = { ...others, ...this.#pending };
      if (Object.keys(this.#pending).length > 0) await this.#save();
      return;
    }
    this.saveError = saved.error;
    // Still on screen, still to be saved; what was typed meanwhile is newer.
    this.#pending = { ...changes, ...this.#pending };
  }

  /** Takes over what main says of this ticket, unless it is old news. */
  apply(view: TicketView): void {
    if (view.id !== this.view.id || view.revision < this.view.revision) return;
    this.view = view;
    for (const key of Object.keys(view.form) as (keyof TicketForm)[]) {
      // What main has not answered yet is newer than anything it says.
      if (key in this.#pending || key in this.#sending || this.#isUnkept(key)) continue;
      if (JSON.stringify(this.form[key]) === JSON.stringify(view.form[key])) continue;
      (this.form as Record<keyof TicketForm, unknown>)[key] = structuredClone(view.form[key]);
    }
  }

  #isUnkept(key: keyof TicketForm): boolean {
    return this.#unkept.some((field) => field === key);
  }
}

/** Which field main did not take at all: `changes.voucher`, `changes.product_ids.3`. */
function fieldOf({ code, details }: AppError): keyof FormChanges | null {
  const [, field] = code === 'bridge.invalid_input' ? String(details?.field ?? '').split('.') : [];
  return field === undefined || field === '' ? null : (field as keyof FormChanges);
}
