import type { IssueCode } from '../../preload/contract/ticket.ts';

/** ISO 3779: 17 characters, without I, O and Q, which look like 1 and 0. */
const LENGTH = 17;
const valid = /^[A-HJ-NPR-Z0-9]{17}$/;

/**
 * What a person or a scanner means by what they typed: capitals, without blanks, dashes of any length, dots, asterisks
 * and the marks without a shape that come with a paste.
 * A Code 39 label may put an I before the number; it is taken off only where exactly one character is too many,
 * and nothing is ever cut from the end.
 */
export function normaliseVin(typed: string): string {
  const plain = typed.toUpperCase().replaceAll(/[\s\p{Pd}\p{Cf}.*]/gu, '');
  return plain.length === LENGTH + 1 && plain.startsWith('I') ? plain.slice(1) : plain;
}

export const isVin = (vin: string): boolean => valid.test(vin);

export interface VinIssue {
  readonly code: Extract<IssueCode, `vin.${string}`>;
  readonly severity: 'error' | 'warning';
  readonly suggestion?: string;
  readonly found?: number;
}

/** What is wrong with a normalised VIN, or doubtful; null: nothing. */
export function checkVin(vin: string): VinIssue | null {
  if (/[^A-Z0-9]/.test(vin)) return { code: 'vin.characters', severity: 'error' };
  if (/[IOQ]/.test(vin)) {
    const suggestion = vin.replaceAll('I', '1').replaceAll(/[OQ]/g, '0');
    return { code: 'vin.lookalike', severity: 'error', suggestion, found: vin.length };
  }
  if (vin.length !== LENGTH) return { code: 'vin.length', severity: 'error', found: vin.length };
  // The check digit binds in North America only (first character 1 to 5); European numbers rarely fit it.
  if (/^[1-5]/.test(vin) && vin[8] !== checkDigit(vin))
    return { code: 'vin.check_digit', severity: 'warning' };
  return null;
}

const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/** 49 CFR 565.15: letters count 1 to 9 in three rows, with gaps where I, O and Q would be. */
const letterValues: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from('ABCDEFGHJKLMNPRSTUVWXYZ', (letter, index) => [
    letter,
    [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9][index] ?? 0,
  ]),
);

function checkDigit(vin: string): string {
  const sum = Array.from(vin).reduce((total, character, index) => {
    return total + (letterValues[character] ?? Number(character)) * (weights[index] ?? 0);
  }, 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}
