import type { PrerequisiteView, ProductView } from './catalogue.ts';
import { plainCode, plainText } from './clean.ts';
import type { PrerequisiteAnswer } from './ticket.ts';

// What both sides of the bridge must understand alike: main decides by it, the window shows it.

/** An id as it is meant, without the blanks between its digits ("910 101 043"). */
export const digits = (typed: string): string => plainCode(typed).replaceAll(/\s/g, '');

/** A whole number from 1, blanks between digits tolerated; null where it is none. */
export function idOf(typed: string): number | null {
  const plain = digits(typed);
  const value = /^\d{1,16}$/.test(plain) ? Number(plain) : Number.NaN;
  return Number.isSafeInteger(value) && value >= 1 ? value : null;
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A UUID as it is meant; null where it is none. */
export function uuidOf(typed: string): string | null {
  const plain = plainCode(typed).trim();
  return uuid.test(plain) ? plain : null;
}

/** The same for every way of writing the same id; what is no id stands for itself. */
export const idKey = (typed: string): string => String(idOf(typed) ?? digits(typed));

export const sameId = (one: string, other: string): boolean => idKey(one) === idKey(other);

/** The ids among what was typed; what is none is left out. */
export const idsIn = (typed: readonly string[]): number[] => typed.map(idOf).filter((id) => id !== null);

/** What the chosen products ask, each question once, as far as the catalogue knows them. Required where one requires it. */
export function questionsOf(products: readonly ProductView[]): PrerequisiteView[] {
  const byId = new Map<number, PrerequisiteView>();
  for (const question of products.flatMap(({ prerequisites }) => prerequisites ?? [])) {
    const before = byId.get(question.id);
    byId.set(
      question.id,
      before === undefined ? question : { ...before, required: before.required || question.required },
    );
  }
  return [...byId.values()];
}

export const answerTo = (
  id: number,
  answers: readonly PrerequisiteAnswer[],
): PrerequisiteAnswer | undefined => answers.find(({ prerequisiteId }) => idOf(prerequisiteId) === id);

/** A box to tick is answered by ticking it; a text by words. */
export function isAnswered({ id, type }: PrerequisiteView, answers: readonly PrerequisiteAnswer[]): boolean {
  const answer = answerTo(id, answers);
  if (answer === undefined) return false;
  if (type === 'checkbox') return answer.kind === 'yes';
  return answer.kind !== 'text' || plainText(answer.text).trim() !== '';
}
