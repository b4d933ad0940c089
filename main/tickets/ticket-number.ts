import { plainCode } from '../../preload/contract/clean.ts';

/** What people write before a number, in the program's languages. Any other word may be a part of it: `NL 12`. */
const word = String.raw`tickets?|number|numm?er|num[eé]ro|no|nr|n|id|[#№°º]`;
const before = String.raw`(?:(?:${word})[\s.:-]*)*`;
/** Digits, as people group them: by gaps in any way, or by threes with a point, a comma or an apostrophe. */
const digits = String.raw`\d+(?:\s+\d+)*|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:['’]\d{3})+`;
const number = new RegExp(`^${before}(${digits})\\.?$`, 'iu');

/**
 * A ticket's number at the service, as it is kept and compared: without what people write around it (`#3`, `no. 3`,
 * `Ticket 003`), without leading zeros, and without what groups its digits (`910 101 043`). The service's own are text
 * (seed), of no promised form: whatever is not all one number stays as it is, `2024.15` for instance.
 */
export function ticketNumberOf(written: string): string {
  const plain = plainCode(written).trim();
  const found = number.exec(plain)?.[1];
  return found === undefined ? plain : found.replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '');
}

export const sameTicketNumber = (one: string, other: string): boolean =>
  ticketNumberOf(one) === ticketNumberOf(other);
