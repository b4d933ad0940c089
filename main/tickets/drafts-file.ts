import * as v from 'valibot';
import { Consent, TicketForm } from '../../preload/contract/ticket.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import { isBlank } from './form.ts';
import { newTicket, type Ticket } from './ticket.ts';

/** What is larger, or more, is no file of drafts: neither read nor written. */
export const MOST_BYTES = 64 * 1024 * 1024;
export const MOST_DRAFTS = 100_000;

/** The first and the last moment that JavaScript, and with it the list of tickets, can show. */
const FARTHEST_MS = 8.64e15;
/** The form as in the file. A consent, recorded or not, is asked for anew: a file can vouch for nobody. */
const FormInFile = v.pipe(
  v.strictObject({
    ...v.omit(TicketForm, ['consent', 'vehicleSource', 'vinAsIs']).entries,
    vinAsIs: v.optional(TicketForm.entries.vinAsIs, ''),
    vehicleSource: v.optional(TicketForm.entries.vehicleSource, 'typed'),
    consent: v.optional(v.nullable(Consent), null),
    confirmed_unattended_service: v.optional(v.boolean()),
  }),
  v.transform(({ confirmed_unattended_service: _, ...form }): TicketForm => ({ ...form, consent: null })),
);
const Time = v.pipe(v.number(), v.integer(), v.minValue(-FARTHEST_MS), v.maxValue(FARTHEST_MS));

/** The file of exported drafts: documented JSON (docs/offline.md), so that other programs can read it too. */
const DraftsFile = v.object({
  format: v.literal('jifeline-workshop-drafts'),
  version: v.picklist([1, 2, 3]),
  exportedAt: v.string(),
  drafts: v.pipe(
    v.array(
      v.object({
        // The same in capitals (RFC 9562).
        id: v.pipe(v.string(), v.uuid(), v.toLowerCase()),
        createdAt: Time,
        savedAt: Time,
        form: FormInFile,
        mayHaveBeenSent: v.optional(v.boolean(), false),
      }),
    ),
    v.maxLength(MOST_DRAFTS),
  ),
});

/**
 * Every draft with something in it, as text for a file. What was sent and is in doubt is left out: brought back elsewhere,
 * it could be sent twice. What was read from a backup is in it and says so, or a restored PC could not be left at all;
 * programs that do not know that word refuse such a file (version 2), and one that says of a number that somebody looked at
 * it (version 3).
 */
export function encodeDrafts(
  tickets: readonly Ticket[],
  at: number,
): { text: string; drafts: number; leftOut: number } {
  const all = tickets.filter(({ state, form }) => state === 'draft' && !isBlank(form));
  const kept = all.filter(({ doubted, attempts }) => !doubted || attempts === 0);
  const drafts = kept.map(({ id, createdAt, savedAt, form, doubted }) => ({
    id,
    createdAt,
    savedAt,
    form: inFile(form),
    ...(doubted ? { mayHaveBeenSent: true } : {}),
  }));
  const file = {
    format: 'jifeline-workshop-drafts',
    version: versionOf(kept),
    exportedAt: new Date(at).toISOString(),
    drafts,
  };
  const text = `${JSON.stringify(file, undefined, 2)}\n`;
  return { text, drafts: drafts.length, leftOut: all.length - kept.length };
}

/** Left out where it says nothing: programs that do not know it read the rest. */
function inFile({ vinAsIs, ...form }: TicketForm): Omit<TicketForm, 'vinAsIs'> & Partial<TicketForm> {
  return vinAsIs === '' ? form : { ...form, vinAsIs };
}

function versionOf(tickets: readonly Ticket[]): 1 | 2 | 3 {
  if (tickets.some(({ form }) => form.vinAsIs !== '')) return 3;
  return tickets.some(({ doubted }) => doubted) ? 2 : 1;
}

/** Reads such a file. @returns `import.not_readable`, naming the place, when it is none. */
export function decodeDrafts(text: string): Result<Ticket[], AppError> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return err(appError('import.not_readable', { place: '' }));
  }
  const parsed = v.safeParse(DraftsFile, json);
  if (!parsed.success)
    return err(appError('import.not_readable', { place: v.getDotPath(parsed.issues[0]) ?? '' }));
  const { drafts } = parsed.output;
  const place = secondOfOneId(drafts);
  if (place !== null) return err(appError('import.not_readable', { place: `drafts.${place}.id` }));
  return ok(
    drafts.map(({ id, createdAt, savedAt, form, mayHaveBeenSent }) => ({
      ...newTicket(id, form, createdAt),
      savedAt,
      doubted: mayHaveBeenSent,
      restored: mayHaveBeenSent ? savedAt : null,
    })),
  );
}

/** Two drafts that are called the same and say something else: to take one of them is to lose the other. Null: none. */
function secondOfOneId(drafts: readonly { readonly id: string; readonly form: TicketForm }[]): number | null {
  const texts = new Map<string, string>();
  const at = drafts.findIndex(({ id, form }) => {
    const text = JSON.stringify(form);
    const isAnother = (texts.get(id) ?? text) !== text;
    texts.set(id, text);
    return isAnother;
  });
  return at === -1 ? null : at;
}
