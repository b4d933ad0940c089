/**
 * A mutant of StrykerJS that no test needs to notice, and why. `npm run test:mutation` fails for a survivor that is not
 * in this list, and for one in this list that survives no more.
 */
export interface Survivor {
  readonly file: string;
  /** The line on which the mutant begins, without its indent. */
  readonly line: string;
  /** What the mutant takes away, and what it puts there: blanks and ends of lines as one blank each. */
  readonly from: string;
  readonly to: string;
  /** Why it makes no difference to anybody. */
  readonly why: string;
}

const anyText = '"Stryker was here!"';

export const survivors: readonly Survivor[] = [
  {
    file: 'main/api/proxy.ts',
    line: "const [word = '', address = ''] = part.trim().split(/\\s+/);",
    from: "''",
    to: anyText,
    why: 'There is always a first word, be it an empty one: its default is only there for the compiler.',
  },
  {
    file: 'main/api/proxy.ts',
    line: 'const port = match?.port === undefined ? defaultPorts[kind] : Number(match.port);',
    from: 'match?.port',
    to: 'match.port',
    why: 'Without a match there is no host either, and that was passed over the line before.',
  },
  {
    file: 'main/tickets/ticket.ts',
    line: "case 'draft':",
    from: "'draft'",
    to: '""',
    why: 'Without a case of its own nothing is said of a draft, and so nothing of it is changed either.',
  },
  {
    file: 'main/tickets/form.ts',
    line: 'export function checkForm(form: TicketForm, products: readonly ProductView[] = []): FormIssue[] {',
    from: '[]',
    to: '["Stryker was here"]',
    why: 'A text in the place of a product asks no questions and wants no consent: it is like none.',
  },
  {
    file: 'main/tickets/witness.ts',
    line: "const parsed = v.safeParse(Testimony, JSON.parse(disk.read(file) ?? ''));",
    from: "''",
    to: anyText,
    why: 'Where there is no file, its text is any that is no JSON.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: 'wanted = false;',
    from: 'false',
    to: 'true',
    why: 'Nothing looks at it before the outbox has said that it is wanted.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: 'if (connection === null) return false;',
    from: 'false',
    to: 'true',
    why: 'Called off: whoever looks again at once finds that nothing may be begun.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: 'if (!this.#host.mayBegin()) return false;',
    from: 'false',
    to: 'true',
    why: 'Nothing may be begun, and the next look finds that as well.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: 'recorded === null ? [] : [recorded.id],',
    from: '[]',
    to: '["Stryker was here"]',
    why: 'A text is the id of no ticket, and nobody is told of it.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: "recorded?.state === 'held' ? 'held' : 'unconfirmed',",
    from: "'held'",
    to: '""',
    why: 'What is asked is whether it is in doubt; what else it could be has the one name.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: "return await connection.post(Buffer.from(body, 'utf8'), token);",
    from: "'utf8'",
    to: '""',
    why: 'Node.js takes a text for UTF-8 where no encoding is named; it is named for the reader.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: "return this.#againIn(this.left('send'));",
    from: "'send'",
    to: '""',
    why: 'After a 429 the wait is a failure or what the service told: both hold for sending, and for what is neither.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: "return isForTime ? this.#againIn(this.left('send')) : this.#tellThoseBehind(ticket);",
    from: "'send'",
    to: '""',
    why: 'The same: the wait is a failure, or what the service told.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: "return this.#againIn(this.left('ask'));",
    from: "'ask'",
    to: '""',
    why: 'The wait is for what was asked, or what the service told: both hold for asking, and for what is neither.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: 'for (const ticket of queued.ok ? queued.value : []) {',
    from: '[]',
    to: '["Stryker was here"]',
    why: 'A text is no ticket that waits: nothing can be done with it, and nothing is.',
  },
  {
    file: 'main/tickets/payload.ts',
    line: 'products: readonly ProductView[] = [],',
    from: '[]',
    to: '["Stryker was here"]',
    why: 'A text in the place of a product asks no questions and wants no consent: it is like none.',
  },
  {
    file: 'main/tickets/payload.ts',
    line: "const fingerprintOf = (body: string) => createHash('sha256').update(body, 'utf8').digest('hex');",
    from: "'utf8'",
    to: '""',
    why: 'Node.js takes a text for UTF-8 where no encoding is named; it is named for the reader.',
  },
  {
    file: 'main/connector/connector-machine.ts',
    line: 'gone: devices.length > 0 ? null : (goneOf(state.devices) ?? state.gone),',
    from: 'devices.length > 0',
    to: 'false',
    why: 'The one taken away is shown only while there is none, and whoever goes last takes its place.',
  },
  {
    file: 'main/connector/connector-machine.ts',
    line: 'return { ...state, devices, gone: devices.length > 0 ? null : (goneOf(lost) ?? state.gone) };',
    from: 'devices.length > 0',
    to: 'false',
    why: 'The same as above: shown only while there is none.',
  },
  {
    file: 'main/connector/connector-machine.ts',
    line: 'if (connectors.length === 1 && only !== undefined) return only;',
    from: 'only !== undefined',
    to: 'true',
    why: 'A list of one has a first: that it is there is said for the compiler.',
  },
  {
    file: 'main/connector/connector-machine.ts',
    line: 'return fitting.length === 1 && fits !== undefined ? fits : null;',
    from: 'fits !== undefined',
    to: 'true',
    why: 'The same as above: said for the compiler.',
  },
  {
    file: 'main/connector/profile.ts',
    line: "return saysSomething && matches({ path: '', ...device }, match);",
    from: "''",
    to: anyText,
    why: 'The path was taken out of what must match, so that any path will do.',
  },
  {
    file: 'main/connector/profile.ts',
    line: 'pattern === undefined || (actual !== undefined && toPattern(pattern, flags)?.test(actual) === true);',
    from: 'toPattern(pattern, flags)?.test',
    to: 'toPattern(pattern, flags).test',
    why: 'A profile whose pattern is none was refused when it was read.',
  },
  {
    file: 'main/connector/profile.ts',
    line: 'if (groups === undefined || match?.[0].length !== text.length) return null;',
    from: 'match?.[0]',
    to: 'match[0]',
    why: 'Without a match there are no groups, and the line does not read on.',
  },
  {
    file: 'main/connector/identify.ts',
    line: "const lines = (this.#line + Buffer.from(bytes).toString('latin1')).split(/[\\r\\n]+/);",
    from: '/[\\r\\n]+/',
    to: '/[\\r\\n]/',
    why: 'It leaves empty lines between the others, and empty lines say nothing.',
  },
  {
    file: 'main/connector/identify.ts',
    line: "this.#line = (lines.pop() ?? '').slice(-MAX_LINE);",
    from: "''",
    to: anyText,
    why: 'Splitting a text gives at least one piece: the default is only there for the compiler.',
  },
  {
    file: 'main/connector/identify.ts',
    line: 'for (let start = 0; start < told.length; start += 1) {',
    from: 'start < told.length',
    to: 'start <= told.length',
    why: 'It also looks at what stands behind the last letter, and in nothing there is no id.',
  },
  {
    file: 'main/api/problem.ts',
    line: "if (text === '' || /^<(!doctype|html|\\?xml)/i.test(text) || contentType?.includes('html') === true)",
    from: "text === ''",
    to: 'false',
    why: 'Nothing is no JSON and has no words either: the line spares the work alone.',
  },
  {
    file: 'main/api/problem.ts',
    line: "if (text === '' || /^<(!doctype|html|\\?xml)/i.test(text) || contentType?.includes('html') === true)",
    from: "''",
    to: anyText,
    why: 'Nothing is no JSON and has no words either: the line spares the work alone.',
  },
  {
    file: 'main/api/problem.ts',
    line: 'const plain = withoutSecrets(text.slice(0, MAX_READ), secrets)',
    from: 'text.slice(0, MAX_READ)',
    to: 'text',
    why: 'It bounds the time that is spent on a text of which the beginning is shown.',
  },
  {
    file: 'main/api/problem.ts',
    line: "export function saysPending({ everything }: ServersWords, pattern: RegExp, sent = ''): boolean {",
    from: "''",
    to: anyText,
    why: 'What is no JSON repeats nothing, be there words in it or none.',
  },
  {
    file: 'main/api/ticket-outcome.ts',
    line: "body = '',",
    from: "''",
    to: anyText,
    why: 'What is no JSON repeats nothing, be there words in it or none.',
  },
  {
    file: 'main/tickets/witness.ts',
    line: 'if (!parsed.success) return null;',
    from: '!parsed.success',
    to: 'false',
    why: 'Without an output there is nothing to take apart: that throws, and is caught as nothing seen.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: 'if (toTry.length + toLookUp.length === 0) return false;',
    from: 'toTry.length + toLookUp.length === 0',
    to: 'false',
    why: 'With nothing to do it does nothing, and at most looks again once in vain.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: 'return (await this.#lookUp(toLookUp)) || toTry.length > 0;',
    from: 'toTry.length > 0',
    to: 'toTry.length >= 0',
    why: 'Looked at once more at once, the lane finds that it has to wait.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: 'return missing.length < tickets.length;',
    from: 'missing.length < tickets.length',
    to: 'true',
    why: 'Looked at once more at once, the lane finds that it has to wait.',
  },
  {
    file: 'main/tickets/lane.ts',
    line: 'return missing.length < tickets.length;',
    from: 'missing.length < tickets.length',
    to: 'missing.length <= tickets.length',
    why: 'Looked at once more at once, the lane finds that it has to wait.',
  },
];
