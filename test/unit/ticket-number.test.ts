import { describe, expect, it } from 'vitest';
import { sameTicketNumber, ticketNumberOf } from '../../main/tickets/ticket-number.ts';

describe('a ticket’s number', () => {
  it.each([
    ['3', '3'],
    [' 3 ', '3'],
    ['3.', '3'],
    ['003', '3'],
    ['0', '0'],
    ['000', '0'],
    ['300', '300'],
    ['#3', '3'],
    ['# 3', '3'],
    ['no. 3', '3'],
    ['no.3', '3'],
    ['No: 17', '17'],
    ['Nr:17', '17'],
    ['№3', '3'],
    ['N°3', '3'],
    ['Ticket 003', '3'],
    ['Ticket-Nr. 3', '3'],
    ['Ticketnummer: 3', '3'],
    ['numéro 3', '3'],
    ['Ticket no. #3', '3'],
    ['ID 3', '3'],
    ['910 101 043', '910101043'],
    ['910.101.043', '910101043'],
  ])('written as %j is %j', (written, number) => expect(ticketNumberOf(written)).toBe(number));

  it.each([
    'seed',
    'A3',
    '3A',
    '3-4',
    '1/2',
    '3..',
    'NL 12',
    'DE 12',
    'A. 3',
    `${'#'.repeat(200)}x`,
    'ca09a970-6519-4280-b6a6-65727e2894e3',
    '',
  ])('that is no number by itself stays as it is: %j', (written) =>
    expect(ticketNumberOf(written)).toBe(written),
  );

  it('is the same however it is written, and no other', () => {
    expect(sameTicketNumber('#03', 'Ticket 3')).toBe(true);
    expect(sameTicketNumber('3', '30')).toBe(false);
    expect(sameTicketNumber('A3', '3')).toBe(false);
  });
});
