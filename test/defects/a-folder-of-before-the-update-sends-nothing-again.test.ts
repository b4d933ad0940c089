import { cpSync, rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hourOf } from '../support/hour.ts';
import { openOldStore } from '../support/old-store.ts';
import { fileOf, inFolder } from '../support/ticket-files.ts';

// The PC's own backup holds the folder as it was before the update. The update came, the ticket went out, and then
// somebody puts the folder back. The witness beside it knows of attempts by a file with a name; this one has no name,
// and is therefore never asked where it comes from.
it('put back after the update, it sends nothing a second time', () =>
  inFolder(async (folder) => {
    openOldStore(fileOf(folder)).close();
    const kept = `${folder}-kept`;
    cpSync(folder, kept, { recursive: true });
    expect((await hourOf(folder)).posted).toBe(1);
    rmSync(folder, { recursive: true });
    cpSync(kept, folder, { recursive: true });
    expect((await hourOf(folder)).posted).toBe(0);
  }));
