import { normaliseVin } from '../../preload/contract/vin.ts';
import type { Ticket } from './ticket.ts';

/**
 * A text as it is searched: letters of one size and one composition, without the blanks, dashes and invisible marks that
 * people and the window put in to make a number readable. What is looked for goes through the same.
 */
export const searchable = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}]/gu, '');

/** What a ticket is found by: VIN, as it is typed and as it is compared, reference, connector id and the service's number, each by itself. */
export const searchText = ({ form, created }: Pick<Ticket, 'form' | 'created'>): string =>
  [
    ...new Set([form.vin, normaliseVin(form.vin)].map(searchable)),
    ...[form.reference, form.connector_id, created?.id ?? ''].map(searchable),
  ].join('\n');
