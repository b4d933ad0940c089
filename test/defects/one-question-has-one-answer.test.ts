import { describe, expect, it } from 'vitest';
import { checkForm } from '../../main/tickets/form.ts';
import type { PrerequisiteAnswer } from '../../preload/contract/ticket.ts';
import { filledForm } from '../support/tickets.ts';
import { workbench } from '../support/workbench.ts';

// Yes and no to the same question went out together, and nobody had been told.
const answer = (prerequisiteId: string, kind: PrerequisiteAnswer['kind'], text = ''): PrerequisiteAnswer => ({
  prerequisiteId,
  kind,
  text,
});

describe.each([
  ['yes and no', [answer('12', 'yes'), answer('12', 'no')]],
  ['the same twice', [answer('12', 'yes'), answer('12', 'yes')]],
  ['in words and by a box', [answer('12', 'text', 'left'), answer('12', 'no')]],
  ['under an id with zeros in front', [answer('12', 'yes'), answer('012', 'no')]],
  ['under an id with blanks', [answer('12', 'yes'), answer(' 1 2 ', 'no')]],
])('a question that is answered twice: %s', (_name, answers) => {
  it('is an error, at the second answer', () => {
    const issues = checkForm(filledForm({ product_prerequisites: answers }));
    expect(issues).toMatchObject([{ field: 'product_prerequisites', severity: 'error', index: 1 }]);
  });

  it('does not go out', async () => {
    const { write, tickets, outbox, posted } = workbench();
    const sent = await tickets.send(write({ product_prerequisites: answers }));
    await outbox.idle();
    expect(posted).toEqual([]);
    expect(sent).toMatchObject({ ok: false, error: { code: 'ticket.incomplete' } });
  });
});

it('two questions have two answers', () => {
  const answers = [answer('12', 'yes'), answer('13', 'no'), answer('120', 'text', 'x')];
  expect(checkForm(filledForm({ product_prerequisites: answers }))).toEqual([]);
});
