import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { MOST_TEMPLATES, type TemplateView } from '../../preload/contract/template.ts';
import type { TicketForm, TicketView } from '../../preload/contract/ticket.ts';
import type { TicketService } from '../tickets/ticket-service.ts';
import type { TicketStore } from '../tickets/ticket-store.ts';
import { contentOf } from './apply-template.ts';
import { freeName, isTaken } from './template-names.ts';
import { countedDays, inOrder } from './template-order.ts';
import type { Template, TemplateRecord, TemplateResult, TemplateStore } from './template-store.ts';

export interface TemplateBookDeps {
  readonly store: TemplateStore;
  readonly ticketStore: Pick<TicketStore, 'get'>;
  readonly tickets: Pick<TicketService, 'applyTemplate'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly changed: (templates: TemplateView[]) => void;
  /** What went wrong behind the scenes, for the log: codes only. */
  readonly report: (what: string, code: string) => void;
}

type Answer<T> = Result<T, AppError>;

interface Found {
  readonly template: Template;
  /** All others that are there. */
  readonly others: readonly Template[];
}

/** The templates of this workshop: made of tickets, put into drafts. Each answer comes after its commit. */
export class TemplateBook {
  readonly #deps: TemplateBookDeps;

  constructor(deps: TemplateBookDeps) {
    this.#deps = deps;
  }

  list(): Answer<TemplateView[]> {
    const all = this.#all();
    return all.ok ? ok(inOrder(all.value.filter(isKept)).map(viewOf)) : all;
  }

  /** Makes a template of what the ticket holds now, or puts that into the one with this id. */
  save(ticketId: string, name: string, id: string | null): Answer<TemplateView> {
    const form = this.#formOf(ticketId);
    if (!form.ok) return form;
    const content = contentOf(form.value);
    if (content.product_ids.length === 0) return err(appError('template.empty'));
    if (id !== null) return this.#change(id, (others) => named({ ...content, name }, others));
    const all = this.#all();
    if (!all.ok) return all;
    const kept = all.value.filter(isKept);
    if (kept.length >= MOST_TEMPLATES) return err(appError('templates.too_many', { most: MOST_TEMPLATES }));
    const fitting = named({ ...content, name }, kept);
    if (!fitting.ok) return fitting;
    const created = { id: this.#deps.newId(), createdAt: this.#deps.now(), removedAt: null };
    return this.#put({ ...created, ...fitting.value });
  }

  rename(id: string, name: string): Answer<TemplateView> {
    return this.#change(id, (others) => named({ name }, others));
  }

  /** It is hidden, and can be restored. */
  remove(id: string): Answer<undefined> {
    const found = this.#find(id);
    if (!found.ok) return found;
    if (!isKept(found.value.template)) return ok(undefined);
    const removed = this.#put({ ...recordOf(found.value.template), removedAt: this.#deps.now() });
    return removed.ok ? ok(undefined) : removed;
  }

  /** Undoes a removal. Where its name was given to another meanwhile, it gets a number. */
  restore(id: string): Answer<TemplateView> {
    const found = this.#find(id);
    if (!found.ok) return found;
    const { template, others } = found.value;
    if (isKept(template)) return ok(viewOf(template));
    if (others.length >= MOST_TEMPLATES) return err(appError('templates.too_many', { most: MOST_TEMPLATES }));
    return this.#put({ ...recordOf(template), name: freeName(template.name, others), removedAt: null });
  }

  /** Puts it into a draft; nothing that was typed there is lost. */
  apply(id: string, ticketId: string): Answer<TicketView> {
    const found = this.#findKept(id);
    if (!found.ok) return found;
    const { template } = found.value;
    const applied = this.#deps.tickets.applyTemplate(ticketId, template);
    if (!applied.ok) return applied;
    // The ticket has it: that it cannot be counted is no reason to disturb anybody.
    const counted = this.#deps.store.used(id, this.#deps.now());
    if (counted.ok) this.#tell();
    else this.#deps.report('used', counted.error.code);
    return applied;
  }

  #change(
    id: string,
    changes: (others: readonly Template[]) => Answer<Partial<TemplateRecord>>,
  ): Answer<TemplateView> {
    const found = this.#findKept(id);
    if (!found.ok) return found;
    const changed = changes(found.value.others);
    return changed.ok ? this.#put({ ...recordOf(found.value.template), ...changed.value }) : changed;
  }

  #put(record: TemplateRecord): Answer<TemplateView> {
    const put = asOwn(this.#deps.store.put(record));
    if (!put.ok) return put;
    this.#tell();
    const found = this.#find(record.id);
    return found.ok ? ok(viewOf(found.value.template)) : found;
  }

  #tell(): void {
    const list = this.list();
    if (list.ok) this.#deps.changed(list.value);
    else this.#deps.report('list', list.error.code);
  }

  /** Also one that was removed. */
  #find(id: string): Answer<Found> {
    const all = this.#all();
    if (!all.ok) return all;
    const template = all.value.find((one) => one.id === id);
    if (template === undefined) return err(appError('template.not_found'));
    return ok({ template, others: all.value.filter((one) => one !== template && isKept(one)) });
  }

  #findKept(id: string): Answer<Found> {
    const found = this.#find(id);
    return found.ok && !isKept(found.value.template) ? err(appError('template.not_found')) : found;
  }

  #all(): Answer<readonly Template[]> {
    return asOwn(this.#deps.store.all(countedDays(this.#deps.now())));
  }

  #formOf(ticketId: string): Answer<TicketForm> {
    const ticket = this.#deps.ticketStore.get(ticketId);
    if (!ticket.ok) return ticket;
    return ticket.value === null ? err(appError('ticket.not_found')) : ok(ticket.value.form);
  }
}

/** `storage.failed` speaks of a ticket: of templates there is a word of its own. */
function asOwn<T>(result: TemplateResult<T>): TemplateResult<T> {
  if (result.ok || result.error.code !== 'storage.failed') return result;
  return err(appError('template.storage', result.error.details));
}

const named = <T extends { readonly name: string }>(changes: T, others: readonly Template[]): Answer<T> =>
  isTaken(changes.name, others) ? err(appError('template.name_taken')) : ok(changes);

const isKept = ({ removedAt }: Template): boolean => removedAt === null;

const recordOf = ({ uses: _, usedAt: __, recent: ___, ...record }: Template): TemplateRecord => record;

const viewOf = ({ removedAt: _, recent: __, ...view }: Template): TemplateView => view;
