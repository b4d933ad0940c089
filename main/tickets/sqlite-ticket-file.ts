import type { KeptPaths } from '../database/kept.ts';
import { createTicketKind } from './sqlite-ticket-kind.ts';
import { keepTickets, type TicketFile, type TicketFileDeps } from './ticket-file.ts';

/** Opens `tickets.db`. @throws as KeptFile.open does. */
export const openTicketFile = (paths: KeptPaths, deps: TicketFileDeps): TicketFile =>
  keepTickets(paths, createTicketKind(deps.disk, deps.now), deps);
