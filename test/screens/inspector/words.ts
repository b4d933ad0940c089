import type { Finding } from './inspect.ts';
import { isShown, labelOf, shownTexts } from './shown.ts';

/** Data, not text: the same in every language. */
const data = 'code, kbd, time, q, .mono, [lang]:not(html)';
const months = /(?<!\p{L})(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?!\p{L})/gu;
const attributes = ['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt'];

/** A word as people write it: of the marks of the pseudo-language it has none. */
const plainWord = /(?<![\p{L}\d._@/-])(?=[a-z]*[aeiou])[a-z]{3,}(?![\p{L}\d_@/-])/iu;

/**
 * In the pseudo-language every vowel of a text wears an accent: a word without is one that nobody can translate.
 * `known` are names and words of the outside world that a scene shows.
 */
export function untranslated(known: readonly string[]): Finding[] {
  const found: Finding[] = [];
  const look = (text: string, element: Element, where: string) => {
    let rest = text.replaceAll(months, '');
    for (const word of known) rest = rest.replaceAll(word, '');
    const word = plainWord.exec(rest)?.[0];
    if (word !== undefined)
      found.push({
        check: 'untranslated',
        element: labelOf(element),
        detail: `"${text.trim().slice(0, 80)}"${where}`,
      });
  };
  for (const { node, parent } of shownTexts(document.body))
    if (parent.closest(data) === null) look(node.data, parent, '');
  for (const element of document.querySelectorAll('.only-read-aloud'))
    if (element.closest(data) === null) look(element.textContent, element, ' (read aloud)');
  for (const name of attributes)
    for (const element of document.querySelectorAll(`[${name}]`))
      if (isShown(element) && element.closest(data) === null)
        look(element.getAttribute(name) ?? '', element, ` (${name})`);
  return found;
}
