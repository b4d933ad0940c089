import { openTickets } from './ticket-files.ts';

openTickets(process.argv[2] ?? '').store.close();
