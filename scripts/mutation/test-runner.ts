// How StrykerJS runs the tests (scripts/mutation.ts). Vitest stays up; each mutant gets a fresh worker thread, and finds in its
// environment that it is on. Stryker's own runner for Vitest does not switch mutants on under Vitest 5, and its runner for
// commands starts a whole Vitest for each mutant.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  type DryRunOptions,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { createVitest, type TestCase, type TestModule, type Vitest } from 'vitest/node';
import { judged } from '../../test/mutation-judges.ts';

/** What one test file said. */
interface Verdict {
  readonly tests: readonly TestCase[];
  /** Why it is red; null: it is not. */
  readonly failure: Failure | null;
}
interface Failure {
  readonly id: string;
  readonly message: string;
}

class HouseRunner implements TestRunner {
  #vitest: Vitest | null = null;

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** In the working directory, which is Stryker's copy of the project. */
  async init(): Promise<void> {
    this.#vitest = await createVitest(
      {
        root: process.cwd(),
        // The project's own configuration brings Svelte, which no pure core needs.
        config: false,
        watch: false,
        silent: true,
        pool: 'threads',
        maxWorkers: 1,
        isolate: true,
        setupFiles: [fileURLToPath(new URL('test-setup.ts', import.meta.url))],
        bail: 1,
        // Nobody reads along.
        reporters: [{}],
      },
      { cacheDir: 'out/cache/mutation' },
    );
    await this.#vitest.standalone();
  }

  async dryRun({ files = [] }: DryRunOptions): Promise<DryRunResult> {
    const { tests, failure } = await this.#judge([...new Set(files.flatMap(testsOf))]);
    if (failure !== null) return { status: DryRunStatus.Error, errorMessage: failure.message };
    return {
      status: DryRunStatus.Complete,
      tests: tests.map((test) => ({
        id: test.id,
        name: test.fullName,
        status: TestStatus.Success,
        timeSpentMs: test.diagnostic()?.duration ?? 0,
      })),
    };
  }

  async mutantRun({ activeMutant, sandboxFileName }: MutantRunOptions): Promise<MutantRunResult> {
    const variable = INSTRUMENTER_CONSTANTS.ACTIVE_MUTANT_ENV_VARIABLE;
    process.env[variable] = activeMutant.id;
    try {
      const { tests, failure } = await this.#judge(testsOf(sandboxFileName));
      const nrOfTests = tests.length;
      if (failure !== null) {
        const { id, message } = failure;
        return { status: MutantRunStatus.Killed, killedBy: [id], failureMessage: message, nrOfTests };
      }
      // Only tests that all ran to their end can say that they noticed nothing.
      return nrOfTests > 0 && tests.every((test) => test.result().state === 'passed')
        ? { status: MutantRunStatus.Survived, nrOfTests }
        : { status: MutantRunStatus.Error, errorMessage: 'not every test ran' };
    } finally {
      Reflect.deleteProperty(process.env, variable);
    }
  }

  async dispose(): Promise<void> {
    await this.#vitest?.close();
  }

  /** File after file, in the order given, up to the first that is red. */
  async #judge(files: readonly string[]): Promise<Verdict> {
    const tests: TestCase[] = [];
    for (const file of files) {
      const verdict = await this.#run(resolve(file));
      tests.push(...verdict.tests);
      if (verdict.failure !== null) return { tests, failure: verdict.failure };
    }
    return { tests, failure: null };
  }

  async #run(path: string): Promise<Verdict> {
    const vitest = this.#vitest;
    if (vitest === null) throw new Error('Vitest is not up');
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications([
      vitest.getRootProject().createSpecification(path),
    ]);
    // Vitest also tells what earlier runs said of other files.
    const module = testModules.find(({ moduleId }) => moduleId === path);
    if (module === undefined) throw new Error(`${path} did not run`);
    const tests = [...module.children.allTests()];
    return { tests, failure: failureOf(module, tests, unhandledErrors) };
  }
}

function testsOf(path: string): readonly string[] {
  const found = judged.find(({ file }) => resolve(file) === path);
  if (found === undefined) throw new Error(`No tests judge ${path}`);
  return found.tests;
}

function failureOf(
  module: TestModule,
  tests: readonly TestCase[],
  unhandled: readonly unknown[],
): Failure | null {
  const red = tests.find((test) => test.result().state === 'failed');
  if (red !== undefined) return { id: red.id, message: `${red.fullName}: ${wordsOf(red.result().errors)}` };
  // A file that cannot even be loaded has no test to name.
  if (module.state() === 'failed') return { id: module.moduleId, message: wordsOf(module.errors()) };
  // What was thrown past the tests has crossed from another thread: it need not be an error that can be read.
  return unhandled.length > 0 ? { id: module.moduleId, message: inspect(unhandled[0]) } : null;
}

const wordsOf = (errors: readonly { readonly message: string }[] = []): string =>
  errors.map(({ message }) => message).join('\n');

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'house', HouseRunner)];
