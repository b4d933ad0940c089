import { writeFileSync } from 'node:fs';
import type { Language } from '../../preload/contract/settings.ts';
import type { Finding } from './inspector/inspect.ts';
import { nameOf, type Variant } from './variants.ts';

/** A finding, and everywhere it was seen. */
export interface Seen extends Omit<Finding, 'check'> {
  readonly check: Finding['check'] | 'broken';
  readonly language: string;
  readonly scene: string;
  readonly at: string[];
}

export interface Picture {
  readonly language: Language;
  readonly scene: string;
  readonly variant: Variant;
  readonly file: string;
}

/** What all cameras found and took. */
export class Report {
  readonly language: Language;
  readonly pictures: Picture[];
  readonly #seen: Map<string, Seen>;

  constructor(language: Language, shared?: Report) {
    this.language = language;
    this.pictures = shared?.pictures ?? [];
    this.#seen = shared?.seenByKey ?? new Map<string, Seen>();
  }

  get seenByKey(): Map<string, Seen> {
    return this.#seen;
  }
  get findings(): Seen[] {
    return [...this.#seen.values()];
  }

  /** The same report, for another language. */
  in(language: Language): Report {
    return new Report(language, this);
  }

  add(scene: string, at: string, findings: readonly Finding[]): void {
    for (const { check, element, detail } of findings) {
      // Numbers differ from size to size; the defect is the same.
      const key = [this.language, scene, check, element, detail.replaceAll(/\d+/g, '#')].join('|');
      const before = this.#seen.get(key);
      if (before === undefined)
        this.#seen.set(key, { language: this.language, scene, check, element, detail, at: [at] });
      else if (!before.at.includes(at)) before.at.push(at);
    }
  }

  /** A scene that could not be reached. */
  broken(scene: string, error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    const { language } = this;
    this.#seen.set(`${language}|${scene}`, { language, scene, check: 'broken', element: '', detail, at: [] });
  }

  taken(scene: string, variant: Variant, file: string): void {
    this.pictures.push({ language: this.language, scene, variant, file });
  }

  write(file: string): void {
    const pictures = this.pictures.map(({ language, scene, variant }) =>
      [language, scene, nameOf(variant)].join(' '),
    );
    writeFileSync(file, `${JSON.stringify({ findings: this.findings, pictures }, undefined, 2)}\n`);
  }

  /** For people: one line a defect, whatever number of scenes and languages it was seen in. */
  lines(): string[] {
    const groups = new Map<string, Seen[]>();
    for (const seen of this.findings) {
      const what = seen.check === 'broken' ? seen.scene : seen.element;
      const key = `${seen.check.padEnd(12)} ${what}`;
      groups.set(key, [...(groups.get(key) ?? []), seen]);
    }
    return [...groups]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([key, group]) => {
        const all = (of: (seen: Seen) => string[]) => {
          const names = [...new Set(group.flatMap(of))];
          return names.length > 6
            ? `${names.slice(0, 6).join(', ')} and ${names.length - 6} more`
            : names.join(', ');
        };
        return [
          key,
          ...[...new Set(group.map(({ detail }) => detail))].slice(0, 3).map((detail) => `    ${detail}`),
          `    in ${all(({ language }) => [language])}: ${all(({ scene }) => [scene])}: ${all(({ at }) => at)}`,
        ];
      });
  }
}
