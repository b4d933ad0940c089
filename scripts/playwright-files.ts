// What Playwright says where nobody watches: one line for each file of tests, and at the end what failed, in plain text.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { FullConfig, Reporter, Suite, TestCase, TestResult } from 'playwright/types/testReporter';

export default class FileLines implements Reporter {
  /** The tests of each file that have not ended yet. */
  readonly #waiting = new Map<string, number>();
  readonly #ended = new Map<string, { readonly test: TestCase; readonly result: TestResult }[]>();
  readonly #failures: string[] = [];
  #root = '';

  onBegin(config: FullConfig, suite: Suite): void {
    this.#root = config.rootDir;
    for (const { location } of suite.allTests())
      this.#waiting.set(location.file, (this.#waiting.get(location.file) ?? 0) + 1);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const { file } = test.location;
    const ended = this.#ended.get(file) ?? [];
    this.#ended.set(file, [...ended, { test, result }]);
    if (!test.ok())
      this.#failures.push(
        [
          '',
          `FAIL ${this.#name(file)}: ${test.title}`,
          ...result.errors.map(({ stack, message }) => stack ?? message ?? ''),
        ].join('\n'),
      );
    const left = (this.#waiting.get(file) ?? 1) - 1;
    this.#waiting.set(file, left);
    if (left === 0) this.#tell(file);
  }

  onError({ message, stack }: { message?: string; stack?: string }): void {
    this.#failures.push(stack ?? message ?? 'an error without words');
  }

  onEnd(): void {
    // A file that was broken off has tests that never ended.
    for (const [file, left] of this.#waiting) if (left > 0) this.#tell(file);
    for (const failure of this.#failures) console.log(stripVTControlCharacters(failure));
  }

  printsToStdio(): boolean {
    return true;
  }

  #tell(file: string): void {
    const ended = this.#ended.get(file) ?? [];
    const failed = ended.filter(({ test }) => !test.ok()).length;
    const left = this.#waiting.get(file) ?? 0;
    const seconds = ended.reduce((sum, { result }) => sum + result.duration, 0) / 1_000;
    const counts = [
      `${ended.length} tests`,
      failed > 0 ? `${failed} failed` : '',
      left > 0 ? `${left} not run` : '',
    ];
    const isGood = failed === 0 && left === 0;
    console.log(
      `${isGood ? '  ok' : 'FAIL'}  ${this.#name(file)} (${counts.filter(Boolean).join(', ')}, ${seconds.toFixed(1)} s)`,
    );
  }

  #name(file: string): string {
    return relative(this.#root, file);
  }
}
