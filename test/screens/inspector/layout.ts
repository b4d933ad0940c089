import { cutOff, overlap, visiblePart } from './boxes.ts';
import type { Finding } from './inspect.ts';
import { isInline, isShown, labelOf, shownControls, shownTexts, wordsOf } from './shown.ts';

/** Glyphs reach a little over their line. */
const GLYPHS = 4;
/** The least of a list or a form that can be used through the hole it is seen through. */
const SMALLEST_HOLE = 120;

/** Nothing runs over the window sideways, and nothing in it scrolls sideways. */
export function sideways(): Finding[] {
  const { scrollWidth } = document.documentElement;
  const found: Finding[] = [];
  if (scrollWidth > innerWidth)
    found.push({ check: 'sideways', element: 'html', detail: `${scrollWidth - innerWidth} px too wide` });
  for (const element of document.querySelectorAll('body *')) {
    const tooWide = element.scrollWidth - element.clientWidth;
    if (tooWide <= 1 || !isShown(element)) continue;
    const { overflowX } = getComputedStyle(element);
    if ((overflowX === 'auto' || overflowX === 'scroll') && !element.matches('input, textarea'))
      found.push({
        check: 'sideways',
        element: labelOf(element),
        detail: `scrolls sideways by ${tooWide} px`,
      });
  }
  return found;
}

/** What scrolls is high enough to be used. */
export function holes(root: Element): Finding[] {
  return [root, ...root.querySelectorAll('*')].flatMap((element) => {
    if (element.scrollHeight - element.clientHeight <= 1 || element.clientHeight >= SMALLEST_HOLE) return [];
    const { overflowY } = getComputedStyle(element);
    if ((overflowY !== 'auto' && overflowY !== 'scroll') || !isShown(element)) return [];
    if (element.matches('textarea, input')) return [];
    const detail = `shows only ${element.clientHeight} of ${element.scrollHeight} px at a time`;
    return [{ check: 'hole', element: labelOf(element), detail }];
  });
}

/** No text is cut off, and none runs over the edge of the box it is drawn in. */
export function clipped(root: Element, allowed: readonly string[]): Finding[] {
  return shownTexts(root).flatMap(({ node, parent }) => {
    if (allowed.some((selector) => parent.closest(selector) !== null)) return [];
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = node.data.replaceAll(/\s+/g, ' ').trim().slice(0, 60);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue;
      const line = { left: rect.left, right: rect.right, top: rect.top + 2, bottom: rect.bottom - 2 };
      const cut = cutOff(line, parent, 2);
      if (cut !== null)
        return [
          {
            check: 'clipped',
            element: labelOf(parent),
            detail: `"${text}" is cut off ${cut.axis} by ${cut.pixels} px of ${labelOf(cut.by)}`,
          },
        ];
      const box = drawnBox(parent, root);
      if (box === null) continue;
      const edge = box.getBoundingClientRect();
      const over = Math.max(edge.left - line.left, line.right - edge.right);
      const overVertically = Math.max(edge.top - line.top, line.bottom - edge.bottom);
      if (over > 1.5 || overVertically > GLYPHS)
        return [
          {
            check: 'clipped',
            element: labelOf(parent),
            detail: `"${text}" runs over the edge of ${labelOf(box)} by ${Math.round(Math.max(over, overVertically))} px`,
          },
        ];
    }
    return [];
  });
}

/** No control is cut off, whether or not there are words in it. */
export function cutControls(root: Element): Finding[] {
  return shownControls(root).flatMap(({ target }) => {
    const cut =
      target.parentElement === null ? null : cutOff(target.getBoundingClientRect(), target.parentElement, 2);
    if (cut === null) return [];
    const detail = `"${wordsOf(target)}" is cut off ${cut.axis} by ${cut.pixels} px of ${labelOf(cut.by)}`;
    return [{ check: 'clipped', element: labelOf(target), detail }];
  });
}

/** The nearest box with an edge or a ground of its own around a text that does not scroll. */
function drawnBox(from: Element, root: Element): Element | null {
  for (
    let element: Element | null = from;
    element !== null && element !== root;
    element = element.parentElement
  ) {
    const { borderTopWidth, backgroundColor, overflowX, overflowY, display } = getComputedStyle(element);
    if (/auto|scroll/.test(overflowX + overflowY)) return null;
    if (display === 'inline' || display === 'contents') continue;
    const isDrawn = parseFloat(borderTopWidth) > 0 || !/, 0\)$|transparent/.test(backgroundColor);
    if (isDrawn) return element;
  }
  return null;
}

/** What stands in a field finds room in it: its value, its placeholder, what is chosen. */
export function fields(root: Element, allowed: readonly string[]): Finding[] {
  const pen = document.createElement('canvas').getContext('2d');
  const widthOf = (text: string, style: CSSStyleDeclaration): number => {
    if (pen === null) return 0;
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const spacing = parseFloat(style.letterSpacing);
    return pen.measureText(text).width + (Number.isNaN(spacing) ? 0 : spacing * text.length);
  };
  return [...root.querySelectorAll('input, select')].flatMap((field) => {
    if (!isShown(field) || allowed.some((selector) => field.closest(selector) !== null)) return [];
    const style = getComputedStyle(field);
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    let text = '';
    if (field instanceof HTMLSelectElement) text = field.selectedOptions[0]?.text ?? '';
    else if (field instanceof HTMLInputElement && !/^(checkbox|radio|range|password)$/.test(field.type))
      text = field.value === '' ? field.placeholder : field.value;
    if (style.textTransform === 'uppercase') text = text.toUpperCase();
    // A list draws its arrow inside.
    const arrow = field instanceof HTMLSelectElement ? 20 : 0;
    const tooWide = Math.round(widthOf(text, style) + arrow - room);
    if (tooWide <= 1) return [];
    const detail = `"${text.slice(0, 60)}" is ${tooWide} px wider than the field`;
    return [{ check: 'clipped', element: labelOf(field), detail }];
  });
}

/** No control lies on another, and no text on a control that it is not a part of. */
export function overlaps(root: Element): Finding[] {
  const controls = shownControls(root).flatMap(({ target }) => {
    const box = visiblePart(target);
    return box === null ? [] : [{ target, box }];
  });
  const found: Finding[] = [];
  for (const [at, one] of controls.entries()) {
    for (const other of controls.slice(at + 1)) {
      if (areOne(one.target, other.target) || overlap(one.box, other.box) <= 1) continue;
      found.push({
        check: 'overlap',
        element: labelOf(one.target),
        detail: `"${wordsOf(one.target)}" and "${wordsOf(other.target)}" (${labelOf(other.target)}) lie on each other`,
      });
    }
  }
  for (const { node, parent } of shownTexts(root)) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const part = visiblePart(parent);
    if (part === null) continue;
    for (const rect of range.getClientRects()) {
      const line = {
        left: Math.max(rect.left, part.left),
        right: Math.min(rect.right, part.right),
        top: Math.max(rect.top, part.top) + GLYPHS,
        bottom: Math.min(rect.bottom, part.bottom) - GLYPHS,
      };
      const hit = controls.find(
        ({ target, box }) => !areOne(target, parent) && !areLayers(target, parent) && overlap(line, box) > 2,
      );
      if (hit === undefined) continue;
      const text = node.data.trim().slice(0, 60);
      found.push({
        check: 'overlap',
        element: labelOf(parent),
        detail: `"${text}" lies on "${wordsOf(hit.target)}" (${labelOf(hit.target)})`,
      });
      break;
    }
  }
  return found;
}

/** What opens above the rest for a moment lies on it on purpose. */
const layer = '[role=listbox], [role=menu], [role=tooltip], [popover], dialog';

const areLayers = (one: Element, other: Element): boolean => one.closest(layer) !== other.closest(layer);

const areOne = (one: Element, other: Element): boolean =>
  one.contains(other) || other.contains(one) || areLayers(one, other);

/** Every target is large enough for the hand that is meant. */
export function targets(root: Element, smallest: number, allowed: readonly string[]): Finding[] {
  return shownControls(root).flatMap(({ control, target }) => {
    if (isInline(target) || allowed.some((selector) => target.closest(selector) !== null)) return [];
    const height = Math.max(target.getBoundingClientRect().height, reachOf(target));
    if (height >= smallest - 0.5) return [];
    const detail = `"${wordsOf(target)}" is ${Math.round(height)} px high, not ${smallest}`;
    return [{ check: 'target', element: labelOf(control), detail }];
  });
}

/** How high a control's invisible reach is, where it has one: `::after` around it takes the click too. */
function reachOf(element: Element): number {
  const { content, position, height } = getComputedStyle(element, '::after');
  return content !== 'none' && position === 'absolute' ? parseFloat(height) || 0 : 0;
}
