import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openSqliteTicketStore } from '../../main/tickets/sqlite-ticket-store.ts';
import { createMemoryTicketStore } from '../support/memory-ticket-store.ts';
import { describeTicketLists } from './ticket-list-conformance.ts';

const folder = mkdtempSync(join(tmpdir(), 'workshop-lists-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

describeTicketLists('memory', createMemoryTicketStore);
describeTicketLists('SQLite', () => openSqliteTicketStore(join(folder, `${(files += 1)}.db`)));
