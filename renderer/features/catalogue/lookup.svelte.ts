import type { AppError } from '../../../preload/contract/errors.ts';
import type { Result } from '../../../preload/contract/result.ts';

/** As many as a person looks through before they rather type one letter more. */
export const LISTED = 12;

/**
 * Answers as somebody types: the last question counts, and an answer to an earlier one is dropped. What was there stays
 * until the next answer, so that nothing flickers.
 */
export class Lookup<Question, Answer> {
  answer: Answer | null = $state.raw(null);
  error: AppError | null = $state.raw(null);
  /** The last question is not answered yet: what is there answers an earlier one. */
  isPending = $state(false);
  readonly #ask: (question: Question) => Promise<Result<Answer, AppError>>;
  #number = 0;

  constructor(ask: (question: Question) => Promise<Result<Answer, AppError>>) {
    this.#ask = ask;
  }

  async ask(question: Question): Promise<void> {
    const number = (this.#number += 1);
    this.isPending = true;
    const answer = await this.#ask(question);
    if (number !== this.#number) return;
    this.isPending = false;
    this.error = answer.ok ? null : answer.error;
    this.answer = answer.ok ? answer.value : null;
  }

  /** Nothing is asked any more, and what is on its way is dropped. */
  forget(): void {
    this.#number += 1;
    this.isPending = false;
    this.answer = null;
    this.error = null;
  }
}
