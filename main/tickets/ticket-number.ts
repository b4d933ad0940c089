/**
 * A ticket's number at the service, as it is kept and compared: without what people write around it (`#3`, `no. 3`,
 * `Ticket 003`) and without leading zeros. The service's own are text (seed), of no promised form: whatever is not a
 * number standing by itself stays as it is.
 */
export function ticketNumberOf(written: string): string {
  const plain = written.trim();
  const digits = /^(?:.*[\s.:#№°])?(\d+)\.?$/u.exec(plain)?.[1];
  return digits === undefined ? plain : digits.replace(/^0+(?=\d)/, '');
}

export const sameTicketNumber = (one: string, other: string): boolean =>
  ticketNumberOf(one) === ticketNumberOf(other);
