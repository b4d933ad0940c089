/** Boxes of the page, and what cuts them off. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What cuts something off, and whether scrolling brings it back. */
export interface Cut {
  readonly by: Element;
  readonly axis: 'sideways' | 'vertically';
  readonly pixels: number;
}

const axes = [
  { axis: 'sideways', overflow: 'overflowX', start: 'left', end: 'right' },
  { axis: 'vertically', overflow: 'overflowY', start: 'top', end: 'bottom' },
] as const;

/** The inside of an element's border. */
function paddingBox(element: Element): Box {
  const rect = element.getBoundingClientRect();
  if (element === document.body || element === document.documentElement)
    return { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const { borderLeftWidth, borderTopWidth, borderRightWidth, borderBottomWidth } = getComputedStyle(element);
  return {
    left: rect.left + parseFloat(borderLeftWidth),
    top: rect.top + parseFloat(borderTopWidth),
    right: rect.right - parseFloat(borderRightWidth),
    bottom: rect.bottom - parseFloat(borderBottomWidth),
  };
}

/**
 * The first thing that cuts a box off for good, from the inside out: hidden overflow, or the edge of the window. What
 * lies in something that scrolls is reached by scrolling, and cut off by nothing outside of it in that direction.
 */
export function cutOff(box: Box, from: Element, tolerance: number): Cut | null {
  const open = new Set(axes);
  for (let element: Element | null = from; element !== null; element = element.parentElement) {
    const style = getComputedStyle(element);
    if (style.display === 'inline' || style.display === 'contents') continue;
    for (const one of open) {
      const overflow = style[one.overflow];
      if (overflow === 'auto' || overflow === 'scroll') open.delete(one);
      else if (overflow === 'hidden' || overflow === 'clip') {
        const inside = paddingBox(element);
        const pixels = Math.max(inside[one.start] - box[one.start], box[one.end] - inside[one.end]);
        if (pixels > tolerance) return { by: element, axis: one.axis, pixels: Math.round(pixels) };
      }
    }
    if (style.position === 'fixed') break;
  }
  const pixels = {
    sideways: Math.max(-box.left, box.right - innerWidth),
    vertically: Math.max(-box.top, box.bottom - innerHeight),
  };
  for (const { axis } of open)
    if (pixels[axis] > tolerance)
      return { by: document.documentElement, axis, pixels: Math.round(pixels[axis]) };
  return null;
}

/** What is left of an element's box inside everything around it that scrolls or hides; null: nothing. */
export function visiblePart(element: Element): Box | null {
  let { left, top, right, bottom } = element.getBoundingClientRect() as Box;
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(parent);
    if (overflowX === 'visible' && overflowY === 'visible') continue;
    const inside = paddingBox(parent);
    left = Math.max(left, inside.left);
    right = Math.min(right, inside.right);
    top = Math.max(top, inside.top);
    bottom = Math.min(bottom, inside.bottom);
  }
  return right - left > 1 && bottom - top > 1 ? { left, top, right, bottom } : null;
}

/** By how much two boxes lie on each other, the smaller way; 0: not at all. */
export const overlap = (one: Box, other: Box): number =>
  Math.max(
    0,
    Math.min(
      Math.min(one.right, other.right) - Math.max(one.left, other.left),
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
    ),
  );
