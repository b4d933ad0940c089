/** 24.8 days: the runtime takes whatever is longer for one millisecond. */
const MOST_MS = 2 ** 31 - 1;

/** Runs `work` after so many milliseconds, or after MOST_MS. @returns what calls it off. */
export function later(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, Math.min(ms, MOST_MS));
  return () => clearTimeout(timer);
}

/** What `work` comes to, or `late` where that takes longer than so many milliseconds. It goes on then, and nobody waits for it. */
export async function inTime<T, L>(work: Promise<T>, ms: number, late: L): Promise<T | L> {
  let callOff = (): void => undefined;
  const over = new Promise<L>((resolve) => {
    callOff = later(() => resolve(late), ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    callOff();
  }
}

/** What it answers; null where that takes longer than so many milliseconds, or fails: for what can be done without. */
export async function orNull<T>(ask: () => Promise<T>, ms: number): Promise<T | null> {
  try {
    return await inTime(ask(), ms, null);
  } catch {
    return null;
  }
}
