/** What a person sees of the page, measured. Everything is in CSS pixels of the window. */

/** The part of the page that can be used: the topmost modal dialog, where there is one. */
export function stageOf(): Element {
  const modals = [...document.querySelectorAll('dialog:modal')];
  return modals.at(-1) ?? document.body;
}

/** Where something is neither drawn nor clickable, but read aloud. */
const hiddenFromEyes = '.only-read-aloud, noscript, script, style, template';

export function isShown(element: Element): boolean {
  if (element.closest(hiddenFromEyes) !== null) return false;
  if (!element.checkVisibility({ checkVisibilityCSS: true })) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1;
}

/** The text nodes on screen, each with the element it stands in. */
export function shownTexts(root: Element): { node: Text; parent: Element }[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: { node: Text; parent: Element }[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || node.textContent?.trim() === '') continue;
    // A closed list's options are drawn by the system.
    if (parent.closest('option') !== null || !isShown(parent)) continue;
    found.push({ node: node as Text, parent });
  }
  return found;
}

const controlSelector = [
  'button',
  'input:not([type=hidden])',
  'select',
  'textarea',
  'summary',
  'a[href]',
  ...['button', 'tab', 'option', 'menuitem', 'checkbox', 'radio', 'switch', 'combobox'].map(
    (role) => `[role=${role}]`,
  ),
].join();

/** What can be clicked, and where a click counts for it: a radio button's label is a part of it. */
export function shownControls(root: Element): { control: Element; target: Element }[] {
  return [...root.querySelectorAll(controlSelector)].flatMap((control) => {
    const isTick = control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type);
    const target = isTick ? (control.labels?.[0] ?? control) : control;
    return isShown(target) ? [{ control, target }] : [];
  });
}

/** A link within a sentence: as high as its line, and WCAG 2.5.8 lets it. */
export const isInline = (element: Element): boolean =>
  element.matches('a') && getComputedStyle(element).display === 'inline';

/** An id that a person gave: made ones have numbers in them. */
const ownId = ({ id }: Element): string => (id === '' || /\d/.test(id) ? '' : `#${id}`);

const nameOf = (element: Element): string =>
  element.tagName.toLowerCase() +
  ownId(element) +
  [...element.classList]
    .filter((name) => !name.startsWith('svelte-'))
    .map((name) => `.${name}`)
    .join('');

/** How a finding names an element: short, and enough to find it. */
export function labelOf(element: Element): string {
  const name = nameOf(element);
  const parent = element.parentElement;
  const saysEnough = /[#.]/.test(name) || parent === null || parent === document.body;
  return saysEnough ? name : `${nameOf(parent)} > ${name}`;
}

export const wordsOf = (element: Element): string =>
  [(element as HTMLElement).innerText, element.getAttribute('aria-label') ?? '']
    .filter((words) => words !== '')
    .join(', ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
