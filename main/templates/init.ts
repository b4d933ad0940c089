import { randomUUID } from 'node:crypto';
import type { WorkshopFile } from '../database/sqlite-workshop-file.ts';
import type { Link } from '../ipc/link.ts';
import type { Log } from '../platform/log.ts';
import type { Tickets } from '../tickets/init.ts';
import { createSqliteTemplateStore } from './sqlite-template-store.ts';
import { TemplateBook } from './template-book.ts';

/** Jobs that are done again and again. */
export const initTemplates = (deps: {
  readonly workshopFile: WorkshopFile;
  readonly tickets: Pick<Tickets, 'store' | 'service'>;
  readonly link: Link;
  readonly log: Log;
}): TemplateBook =>
  new TemplateBook({
    store: createSqliteTemplateStore(deps.workshopFile),
    ticketStore: deps.tickets.store,
    tickets: deps.tickets.service,
    now: Date.now,
    newId: randomUUID,
    changed: (templates) => deps.link.tell('templates', 'changed', templates),
    report: (what, code) => deps.log.event('templates', { what, code }),
  });
