/** A design token as tokens.css declares it. */
export interface Token {
  readonly name: string;
  readonly value: string;
}

/** All of them, read from the style sheets: a new token is on the page by itself. */
export function declaredTokens(): string[] {
  const names = new Set<string>();
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSStyleRule && rule.selectorText === ':root')
        for (const name of rule.style) if (name.startsWith('--')) names.add(name);
  return [...names];
}

/** Their values as of now: they differ by theme and density. */
export function tokensNow(names: readonly string[]): Token[] {
  const style = getComputedStyle(document.documentElement);
  return names.map((name) => ({ name, value: style.getPropertyValue(name).trim() }));
}

export const isColour = ({ value }: Token): boolean => /^(#|rgb)/.test(value);
export const isSpace = ({ name }: Token): boolean => name.startsWith('--space-');
export const isType = ({ name, value }: Token): boolean =>
  value.endsWith('px') && !/^--(space-|target|radius)/.test(name);
export const isShape = ({ name }: Token): boolean => /^--(target|radius)/.test(name);
