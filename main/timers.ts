/** Runs `work` after so many milliseconds. @returns what calls it off. */
export function later(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms);
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
