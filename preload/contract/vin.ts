import { nameOf, plainCode } from './clean.ts';
import type { IssueCode } from './ticket.ts';

// What a car is called. Both sides of the bridge must understand it alike: main decides by it, the window shows it.

/** ISO 3779: 17 characters, without I, O and Q, which look like 1 and 0. */
const LENGTH = 17;
const vinForm = /^[A-HJ-NPR-Z0-9]{17}$/;

/** What is longer was never meant: a scan that went on, a whole mail. No document of the service names a limit. Characters. */
const VIN_MOST = 100;

/** What stands in the VIN field. `other`: the chassis number of a car before 1981, of a trailer or of a prototype. */
export type VinKind = 'empty' | 'vin' | 'frame-number' | 'other' | 'nonsense';

export interface VinVerdict {
  readonly kind: VinKind;
  /** `doubtful` goes out as it stands once a person has looked at it; `wrong` cannot be sent at all. */
  readonly verdict: 'fine' | 'doubtful' | 'wrong';
  /** What is sent. */
  readonly text: string;
  /** Why it is not fine, or what may be said of it all the same; null: nothing. */
  readonly code: Extract<IssueCode, `vin.${string}` | 'required' | 'text.long'> | null;
  /** The place of the character it is about, from 1; for `vin.length` the characters found, for `text.long` the most. */
  readonly found?: number;
  /** The character it is about. */
  readonly about?: string;
  /** What may have been meant instead: offered, never put in unasked. */
  readonly suggestion?: string;
}

/**
 * A number as a person sees it (clean.ts), in capitals and without the stars around a Code 39 label. Blanks and dashes
 * stay, and so do control characters: what a scanner or a device put among the others is told, and not passed over.
 */
const plain = (typed: string): string =>
  typed
    .split(/(\p{Cc})/u)
    .map((part) => (/^\p{Cc}$/u.test(part) ? part : plainCode(part)))
    .join('')
    .replaceAll(/\s/g, ' ')
    // ß has no capital of one character.
    .replaceAll(/\p{Ll}/gu, (letter) => (letter === 'ß' ? letter : letter.toUpperCase()))
    .replaceAll(/^[ *]+|[ *]+$/g, '');

const compact = (text: string): string => {
  const joined = text.replaceAll(/[ \-.*]/g, '');
  return joined.length === LENGTH + 1 && joined.startsWith('I') ? joined.slice(1) : joined;
};

/**
 * A number as it is compared: one car is one text, however its number was written. Blanks, dashes, dots and stars go,
 * also those that belong to it: for what is sent see `sentVin`.
 * A Code 39 label may put an I before the number; it is taken off only where exactly one character is too many,
 * and nothing is ever cut from the end.
 */
export const normaliseVin = (typed: string): string => compact(plain(typed));

/** What is sent for it: a VIN as its 17 characters, any other number as it stands, with its blanks and dashes. */
export function sentVin(typed: string): string {
  const text = plain(typed);
  const vin = compact(text);
  return vinForm.test(vin) ? vin : text;
}

/** Whether it names a car beyond doubt: only such a text may be filled in by itself, or be called read from the car. */
export const isVin = (typed: string): boolean => judgeVin(typed).kind === 'vin';

/** What stands in the VIN field, and whether it can be sent. */
export function judgeVin(typed: string): VinVerdict {
  const text = sentVin(typed);
  const number = compact(text);
  if (number === '') return { kind: 'empty', verdict: 'wrong', text, code: 'required' };
  return unsendable(text) ?? { verdict: 'doubtful', text, ...judged(text, number) };
}

const controls = /[\p{Cc}\p{Cs}]/gu;

function unsendable(text: string): VinVerdict | null {
  const wrong = { kind: 'other', verdict: 'wrong', text } as const;
  if (text.length > VIN_MOST) return { ...wrong, code: 'text.long', found: VIN_MOST };
  const at = text.search(controls);
  if (at === -1) return null;
  const rest = sentVin(text.replaceAll(controls, ''));
  return { ...wrong, code: 'vin.control', found: at + 1, ...(rest === '' ? {} : { suggestion: rest }) };
}

type Judged = Omit<VinVerdict, 'text' | 'verdict'> & Partial<Pick<VinVerdict, 'verdict'>>;

/** @param number the text as it is compared. */
function judged(text: string, number: string): Judged {
  if (isNonsense(number)) return { kind: 'nonsense', code: 'vin.no_car' };
  if (/^\d{17}$/.test(number)) return { kind: 'other', code: 'vin.digits' };
  if (vinForm.test(number)) {
    // The check digit binds in North America only (first character 1 to 5); European numbers rarely fit it.
    const fits = !/^[1-5]/.test(number) || number[8] === checkDigit(number);
    return { kind: 'vin', verdict: 'fine', code: fits ? null : 'vin.check_digit' };
  }
  if (/^[A-Z0-9]{17}$/.test(number)) return lookalike('other', number, 0, asDigits(number));
  return frameNumber(text) ?? otherNumber(text, number);
}

/**
 * A Japanese frame number: the model's code, a dash, and five to eight digits. Written with a blank in place of the dash,
 * it must have a digit in its model, or any number plate would be one.
 */
function frameNumber(text: string): Judged | null {
  const [, model = '', between = '', serial = ''] =
    /^([A-Z0-9]{2,8})( *- *| +)([0-9IOQ]{5,8})$/.exec(text) ?? [];
  if (!/[A-Z]/.test(model) || !/\d/.test(between.includes('-') ? serial : model)) return null;
  const suggestion = `${model}-${asDigits(serial)}`;
  const start = text.length - serial.length;
  if (/[IOQ]/.test(serial)) return lookalike('frame-number', serial, start, suggestion);
  return { kind: 'frame-number', code: 'vin.frame_number', ...(suggestion === text ? {} : { suggestion }) };
}

function otherNumber(text: string, number: string): Judged {
  const at = text.search(/[^A-Z0-9 .*-]/u);
  if (at === -1) return { kind: 'other', code: 'vin.length', found: number.length };
  const about = nameOf(String.fromCodePoint(text.codePointAt(at) ?? 0));
  return { kind: 'other', code: 'vin.characters', found: at + 1, about, ...vinWithin(text) };
}

/** A VIN that was pasted with the words around it; only where there is one. */
function vinWithin(text: string): Pick<VinVerdict, 'suggestion'> {
  const [suggestion, ...others] = (text.match(/[A-Z0-9]+/g) ?? []).filter(isVin);
  return suggestion === undefined || others.length > 0 ? {} : { suggestion };
}

const asDigits = (text: string) => text.replaceAll('I', '1').replaceAll(/[OQ]/g, '0');

/** @param start where the part that has the I, O or Q begins in the text. */
function lookalike(kind: VinKind, part: string, start: number, suggestion: string): Judged {
  const at = part.search(/[IOQ]/);
  return { kind, code: 'vin.lookalike', found: start + at + 1, about: part[at] ?? '', suggestion };
}

/** What a control unit says that was never programmed, or a person who had to type something. */
const words = /NOTPROG|UNPROG|UNKNOWN|INVALID|DEFAULT|NOVIN|NODATA/;
/** In an order that no manufacturer gives. */
const orders = [
  '01234567890123456789012345678901234567890ABCDEFGHJKLMNPRSTUVWXYZ',
  '0123456789ABCDEFGHJKLMNPRSTUVWXYZ',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'ABCDEFGHJKLMNPRSTUVWXYZ0123456789',
  'QWERTYUIOPASDFGHJKLZXCVBNM',
].flatMap((order) => [order, Array.from(order).reverse().join('')]);

/**
 * A number that no car has. Zeros may be many in a real one (Fiat's serial numbers have up to ten in a row); a letter
 * six times in a row, another digit nine times, or a few characters over and over, is filler.
 */
const isNonsense = (number: string): boolean =>
  words.test(number) ||
  /^(.)\1{3,}$/u.test(number) ||
  /0{11}|([A-Z])\1{5}|([1-9])\2{8}/.test(number) ||
  (number.length >= 12 && (isPeriodic(number) || !/\d/.test(number))) ||
  (number.length >= 8 && orders.some((order) => order.includes(number)));

const isPeriodic = (number: string): boolean =>
  [2, 3, 4].some((period) => Array.from(number).every((character, at) => character === number[at % period]));

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
