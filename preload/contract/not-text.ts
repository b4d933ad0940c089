import * as v from 'valibot';

/** What a file of text can be written in, as far as its bytes tell. */
export const Encoding = v.picklist(['UTF-8', 'UTF-16 LE', 'UTF-16 BE', 'UTF-32', 'Windows-1252']);
export type Encoding = v.InferOutput<typeof Encoding>;

/** Why the bytes of a file are no text that is read, and where. */
export const NotText = v.strictObject({
  /** `encoding`: it is none of those that are read. `broken`: the encoding has no such bytes. `nul`: a character of no text. */
  why: v.picklist(['encoding', 'broken', 'nul']),
  /** UTF-32 and UTF-16 show in the first bytes. Anything else that is no UTF-8 is guessed; null: nothing fits. */
  encoding: v.nullable(Encoding),
  /** Which byte of the file, from 0. */
  offset: v.number(),
  /** From 1, as an editor counts; columns in characters. */
  line: v.number(),
  column: v.number(),
});
export type NotText = v.InferOutput<typeof NotText>;
