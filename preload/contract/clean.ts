/**
 * What people paste, type and scan, and what a device or a file tells, as it is meant. Both sides of the bridge use it, so
 * nothing else is loaded with it. What was typed stays in its field as it is; it is cleaned where it is read.
 *
 * What nobody sees comes with copies from web pages, mails, PDF files and other programs: marks without a shape, marks of
 * the writing direction, blanks that do not break.
 */

/** Has no shape, wherever it stands: Unicode's "default ignorable", format and control characters that are no blanks. */
const invisible = /(?![\t\n\v\f\r])[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;
/** Every blank that is on the line: no-break ones, thin ones, those as wide as an ideograph. */
const blank = /[^\S\t\n\v\f\r]|\u2800/gu;

/** A text without what nobody sees, and with plain blanks only. For what is made of visible signs alone. */
export const visible = (text: string): string => text.replaceAll(invisible, '').replaceAll(blank, ' ');

/** Letters of Greek and Cyrillic that look like Latin ones, in the size in which both of them do. */
const twins: Readonly<Record<string, string>> = Object.fromEntries(
  [
    // Cyrillic capitals, and those of the small ones that have one meaning only.
    ['АВЕЅІЈКМНОРСТУХҮԚԜ', 'ABESIJKMHOPCTYXYQW'],
    ['авеѕіјкмнорстухԛԝ', 'abesijkmhopctyxqw'],
    // Greek capitals. Of the small ones ν, υ, η and μ look like other Latin letters than their capitals do.
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ', 'ABEZHIKMNOPTYXC'],
    ['αειϳκορτχϲ', 'aeijkoptxc'],
  ].flatMap(([theirs = '', ours = '']) => Array.from(theirs, (letter, at) => [letter, ours[at] ?? letter])),
);

/**
 * A text of Latin letters, digits and plain signs, as it is meant: for ids, VINs, codes, secrets. What is invisible is
 * dropped, and what has one meaning is replaced: letters and digits of full width or of mathematics, dashes and quotes of
 * typographers, letters of another script that look like Latin ones. Where other letters of that script stand
 * beside them it is a word of it, and stays one.
 */
export function plainCode(text: string): string {
  const plain = visible(text)
    .replaceAll(/[\p{Pd}\u2212\u2043]/gu, '-')
    .replaceAll(/[‘’‚‛′ʹʼ]/gu, "'")
    .replaceAll(/[“”„‟″«»]/gu, '"')
    .replaceAll(/[^\p{ASCII}]/gu, asciiOf);
  const latin = plain.replaceAll(
    /[\p{Script=Greek}\p{Script=Cyrillic}]/gu,
    (letter) => twins[letter] ?? letter,
  );
  return /[\p{Script=Greek}\p{Script=Cyrillic}]/u.test(latin) ? plain : latin;
}

/** The one ASCII character that it is another form of; itself where there is none. */
function asciiOf(character: string): string {
  const form = character.normalize('NFKC');
  return /^[!-~]$/.test(form) ? form : character;
}

/** A number with a decimal point, as it is meant: blanks between its digits do not count, and a comma is a point. */
export const plainNumber = (text: string): string =>
  plainCode(text)
    .replaceAll(/\s/g, '')
    .replace(/^([^,.]*),([^,.]*)$/, '$1.$2');

/** A letter of a script in which joiners between letters are a part of how a word is written. */
const joins =
  '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Nko}\\p{Script=Mongolian}\\p{Script=Thaana}\\p{Script=Devanagari}' +
  '\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}' +
  '\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}]';
/** What is kept of what nobody sees, since without it other people see something else. */
const kept = new RegExp(
  [
    // A joiner within an emoji of several, and the tags of a flag.
    '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})',
    '(?<=\\u{1F3F4}[\\u{E0020}-\\u{E007F}]{0,8})[\\u{E0020}-\\u{E007F}]',
    `(?<=${joins}\\p{M}{0,4})[\\u200C\\u200D]`,
    // Between words of scripts that have no blanks.
    '(?<=[\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]\\p{M}{0,4})\\u200B',
    // Marks that stand with the number or word that they are written over, and choose a form of a character.
    '[\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2\\u{110BD}\\u{110CD}\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]',
    '[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFFA0]',
  ].join('|'),
  'u',
);
const invisibleInWords = new RegExp(`(?=${invisible.source})(?!${kept.source})[^]`, 'gu');

/**
 * A text that people wrote for people, as it is: only control characters and marks that nobody sees are dropped. Joiners
 * stay where an emoji or a script needs them, and so do blanks of any kind.
 */
export const plainText = (text: string): string =>
  /^[ -~]*$/.test(text) ? text : text.replaceAll(invisibleInWords, '');

/** The same on one line, for names. */
export const plainName = (text: string): string =>
  plainText(text)
    .replaceAll(/[\t\n\v\f\r\u2028\u2029]+/g, ' ')
    .trim();

/** A sign that does not belong into a text, for whoever has to find it. */
export interface Stranger {
  /** As it looks, and its number: a name that helps where its look does not. */
  readonly about: string;
  /** Which of the signs that can be seen it is, from 1. */
  readonly place: number;
}

/**
 * The first sign that is none of the allowed ones, once it is cleaned; null: there is none.
 *
 * @param allowed matches one sign. @param unclear matches one as it was typed of which nobody can say what it means here.
 */
export function strangerIn(typed: string, allowed: RegExp, unclear?: RegExp): Stranger | null {
  const signs = Array.from(visible(typed));
  // What is replaced depends on what stands beside it, and one sign always becomes one.
  const meant = Array.from(plainCode(typed));
  const at = meant.findIndex(
    (sign, index) => !allowed.test(sign) || unclear?.test(signs[index] ?? '') === true,
  );
  return at === -1 ? null : { about: nameOf(signs[at] ?? ''), place: at + 1 };
}

/** `я (U+044F)`; of what has no look, the number alone. */
export function nameOf(sign: string): string {
  const number = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return visible(sign).trim() === '' || /\p{Cs}/u.test(sign) ? number : `${sign} (${number})`;
}

/** What stands at a place of JSON where it must not, if its look does not tell that; empty: it does, or it is the end. */
export function unseenAt(json: string, offset: number): string {
  const [sign = ''] = json.slice(offset, offset + 2);
  return /^[\t\n\r -~]?$/.test(sign) ? '' : nameOf(sign);
}
