import { describe, expect, it } from 'vitest';
import { sameTicketNumber, ticketNumberOf } from '../../main/tickets/ticket-number.ts';
import { outcomes } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// Numbers are shown in groups of three in this very window ("910 101 043"), and so people read them out and type them.
// Only the last group was kept, which is the number of another ticket.
describe('the number of a ticket', () => {
  it.each([
    ['12 345', '12345'],
    ['12.345', '12345'],
    ['12,345', '12345'],
    ["12'345", '12345'],
    ['12’345', '12345'],
    ['910 101 043', '910101043'],
    ['910\u00a0101\u202f043', '910101043'],
    ['910.101.043', '910101043'],
    ['9101 0104 3', '910101043'],
    ['no. 910 101 043', '910101043'],
    ['Ticket no.: 12.345.', '12345'],
    ['#3', '3'],
    ['# 3', '3'],
    ['№3', '3'],
    ['No 03', '3'],
    [' 3. ', '3'],
    ['0', '0'],
    ['000', '0'],
  ])('typed as %j is %s', (typed, number) => {
    expect(ticketNumberOf(typed)).toBe(number);
    expect(sameTicketNumber(typed, number)).toBe(true);
  });

  it.each([
    '2024.15',
    '2023.15',
    '2024.150',
    '12.34',
    '1.2.3',
    '12.345,678',
    'T12',
    'A-7',
    '12/345',
    'car 2 no. 3',
    'x',
  ])('that is not all one number stays as it is: %s', (written) =>
    expect(ticketNumberOf(` ${written} `)).toBe(written),
  );

  it('is another one where its first part is another one', () => {
    expect(sameTicketNumber('2023.15', '2024.15')).toBe(false);
    expect(sameTicketNumber('car 2 no. 3', '3')).toBe(false);
  });

  it('of any length is read at once', () => {
    for (const written of ['1 '.repeat(200_000), '1.'.repeat(200_000), `${'no. '.repeat(100_000)}x`])
      expect(ticketNumberOf(`${written}x`)).toBe(`${written}x`);
  });
});

describe('a person who types one in groups', () => {
  it.each([
    ['12 345', '12345'],
    ['12.345', '12345'],
    ['910 101 043', '910101043'],
  ])('gives the ticket its own number: %s', async (typed, number) => {
    const { tickets, write, send, view, stateOf } = workbench({ script: [outcomes.lost] });
    const id = write();
    await send(id);
    view(tickets.itIsThere(id, typed));
    expect(stateOf(id).created?.id).toBe(number);
  });

  it('is not told that it is the number of another ticket', async () => {
    const other = { ...outcomes.created, ticket: { ...outcomes.created.ticket, id: '345' } };
    const { tickets, write, send } = workbench({ script: [other, outcomes.lost] });
    const [first, second] = [write(), write({ connector_id: '8' })];
    await send(first);
    await send(second);
    expect(tickets.itIsThere(second, '12 345').ok).toBe(true);
  });
});
