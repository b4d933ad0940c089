/** What a thing's state means for the mechanic. Colour, shape and words always say the same. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'idle';
