/** A rule of docs/offline.md broken on purpose, and the tests that must notice. */
export interface Mutant {
  /** The rule, as it should be. */
  readonly rule: string;
  readonly edits: readonly Edit[];
  readonly tests: readonly string[];
}

export interface Edit {
  readonly file: string;
  /** Must occur in the file exactly once: a list that nobody keeps up fails. */
  readonly from: string;
  readonly to: string;
}

const edit = (file: string, from: string, to: string): Edit => ({ file, from, to });
const outbox = (from: string, to: string) => edit('main/tickets/outbox.ts', from, to);
const lane = (from: string, to: string) => edit('main/tickets/lane.ts', from, to);
const ticket = (from: string, to: string) => edit('main/tickets/ticket.ts', from, to);
const outcome = (from: string, to: string) => edit('main/api/ticket-outcome.ts', from, to);
const http = (from: string, to: string) => edit('main/api/http.ts', from, to);
const schema = (from: string, to: string) => edit('main/tickets/sqlite-schema.ts', from, to);
const store = (from: string, to: string) => edit('main/tickets/sqlite-ticket-store.ts', from, to);
const database = (from: string, to: string) => edit('main/database/sqlite-database.ts', from, to);
const kept = (from: string, to: string) => edit('main/database/kept-file.ts', from, to);
const leftovers = (from: string, to: string) => edit('main/database/leftovers.ts', from, to);
const backups = (from: string, to: string) => edit('main/database/backups.ts', from, to);
const kind = (from: string, to: string) => edit('main/tickets/sqlite-ticket-kind.ts', from, to);
const lookup = (from: string, to: string) => edit('main/tickets/ticket-lookup.ts', from, to);

const questions = (from: string, to: string) => edit('main/tickets/product-questions.ts', from, to);

const fault = (name: string) => `test/faults/${name}.test.ts`;
const unit = (name: string) => `test/unit/${name}.test.ts`;
const defect = (name: string) => `test/defects/${name}.test.ts`;
const storeTest = 'test/contract/ticket-store.test.ts';

export const mutants: readonly Mutant[] = [
  // Before the first byte.
  {
    rule: '"sending" is on disk before the first byte leaves',
    edits: [
      lane(
        '    const claimed = this.#apply(',
        '    const early = await this.#post(connection, payload, token.value);\n    const claimed = this.#apply(',
      ),
      lane('const outcome = await this.#post(connection, payload, token.value);', 'const outcome = early;'),
    ],
    tests: [unit('outbox'), fault('12-killed-before-the-first-byte')],
  },
  {
    rule: 'nothing leaves whose write-ahead was not committed',
    edits: [
      edit('main/tickets/commit.ts', 'if (!replaced.ok) return replaced;', 'if (!replaced.ok) return next;'),
    ],
    tests: [unit('outbox'), fault('14-disk-full-at-save')],
  },
  {
    rule: 'nothing leaves that is not what was frozen: the fingerprint is compared',
    edits: [lane(' || !isIntact(payload)', '')],
    tests: [unit('outbox')],
  },
  {
    rule: 'facts that aged are looked over before a delayed send',
    edits: [lane('if (checks.length > 0) return this', 'if (checks.length > 99) return this')],
    tests: [fault('35-clock-jumps')],
  },
  {
    rule: 'another account does not send it unasked',
    edits: [
      edit(
        'main/tickets/token-source.ts',
        'asked.ok && (account === null || account === asked.value.account)',
        "asked.ok && account !== ''",
      ),
    ],
    tests: [fault('41-other-user')],
  },
  {
    rule: 'who is signed in when the connection stands is who sends',
    edits: [
      lane(
        'if (!mayGoUnder(sender, ticket)) return this.#waitBecause(ticket, whyNotUnder(sender));\n    if (!connection',
        'if (!sender.ok) return true;\n    if (!connection',
      ),
    ],
    tests: [defect('who-is-signed-in-when-it-leaves-sends-it')],
  },
  {
    rule: 'nothing is begun on the way into sleep',
    edits: [
      lane(
        'if (!this.#host.mayBegin() || this.#unrecorded) return false;',
        'if (this.#unrecorded) return false;',
      ),
      lane('if (!this.#host.mayBegin()) return false;\n    // What changed', '// What changed'),
      outbox("if (this.#phase !== 'open') return null;", ''),
      outbox("mayBegin: () => this.#phase === 'open',", 'mayBegin: () => true,'),
    ],
    tests: [fault('34-sleep-during-a-request')],
  },
  {
    rule: 'told to stop while it asks who is signed in, it begins nothing either',
    edits: [
      lane('if (!this.#host.mayBegin()) return false;\n    // What changed', '// What changed'),
      outbox("if (this.#phase !== 'open') return null;", ''),
    ],
    tests: [unit('outbox')],
  },

  // What an answer proves.
  {
    rule: '500 is doubt, not "not sent"',
    edits: [
      outcome(
        "return { kind: 'unconfirmed', code: 'doubt.server_error', status, message };",
        "return { kind: 'throttled', status, message, retryAfterMs: null };",
      ),
    ],
    tests: [fault('09-500-before-commit'), fault('10-500-after-commit')],
  },
  {
    rule: 'a reset after the connection stood is doubt, not "not sent"',
    edits: [
      outcome(
        "return { kind: 'unconfirmed', code, status: null, message: null };",
        "return { kind: 'throttled', status: 429, message: code, retryAfterMs: null };",
      ),
    ],
    tests: [fault('05-reset-after-connect'), fault('06-reset-before-commit'), fault('07-reset-after-commit')],
  },
  {
    rule: '201 is created, even with a broken body',
    edits: [
      outcome(
        "if (status === 201) return { kind: 'created', ticket: createdTicketOf(answer, secrets) };",
        "if (status === 201 && createdTicketOf(answer, []).id !== null) return { kind: 'created', ticket: createdTicketOf(answer, []) };",
      ),
    ],
    tests: [fault('11-created-with-broken-body')],
  },
  {
    rule: '307 is not created',
    edits: [outcome('if (status === 201) return', 'if (status === 201 || status === 307) return')],
    tests: [fault('30-redirect')],
  },
  {
    rule: 'an unexpected 200 is doubt, not created',
    edits: [outcome('if (status === 201) return', 'if (status === 201 || status === 200) return')],
    tests: [fault('31-captive-portal')],
  },
  {
    rule: '"a ticket is pending" after a doubt is more doubt: it may be ours',
    edits: [ticket("state: ticket.doubted ? 'unconfirmed' : 'held',", "state: 'held',")],
    tests: [fault('21-busy-after-doubt'), unit('ticket')],
  },
  {
    rule: 'a second 401 in a row is for a person',
    // One more, so that the test comes to its end.
    edits: [lane('const renewal = isRenewed ?', 'const renewal = (recorded?.attempts ?? 9) > 2 ?')],
    tests: [fault('23-two-401')],
  },

  // One request.
  {
    rule: 'a lost connection is not tried a second time',
    edits: [
      http(
        "outgoing.on('error', () => end({ phase: 'sent', reason: 'lost' }));",
        "outgoing.on('error', () => {\n      ended = true;\n      resolve(exchangeOn(again(), request, limits));\n    });",
      ),
    ],
    tests: [fault('05-reset-after-connect'), fault('07-reset-after-commit')],
  },
  {
    rule: 'each request has a connection of its own: no agent, no keep-alive',
    edits: [
      http(
        'export function exchangeOn(',
        'const kept = new http.Agent({ keepAlive: true });\nexport function exchangeOn(',
      ),
      http(
        'createConnection: () => socket,',
        "agent: kept, host: request.host.split(':')[0], port: request.host.split(':')[1],",
      ),
      http("        connection: 'close',\n", ''),
      http('      outgoing.destroy();\n', ''),
    ],
    tests: [fault('33-idle-socket')],
  },
  {
    rule: 'a redirect is not followed',
    edits: [
      http(
        "outgoing.on('response', (incoming) => {",
        `outgoing.on('response', (incoming) => {
      if (incoming.headers.location !== undefined) {
        outgoing.removeAllListeners('close');
        const { method, headers } = request;
        const next = http.request(incoming.headers.location, { method, headers }, (answer) => {
          answer.resume().on('end', () =>
            end({
              phase: 'answered',
              answer: { status: 307, headers: answer.headers, body: Buffer.alloc(0), complete: true },
            }),
          );
        });
        next.end(request.body ?? undefined);
        return;
      }`,
      ),
    ],
    tests: [fault('30-redirect')],
  },
  {
    rule: 'a bad certificate is told and never bypassed',
    edits: [
      edit(
        'main/api/connection.ts',
        "minVersion: 'TLSv1.2',",
        "minVersion: 'TLSv1.2', rejectUnauthorized: false,",
      ),
    ],
    tests: [fault('04-bad-certificate')],
  },

  // Order and waiting.
  {
    rule: 'a lane is first in, first out',
    edits: [
      store(
        "AND state = 'queued' ORDER BY queued LIMIT 1",
        "AND state = 'queued' ORDER BY queued DESC LIMIT 1",
      ),
    ],
    tests: [storeTest],
  },
  {
    rule: 'a ticket in doubt stops its lane',
    edits: [ticket("= ['sending', 'held', 'unconfirmed', 'confirm'];", "= ['sending', 'held', 'confirm'];")],
    tests: [unit('outbox'), storeTest],
  },
  {
    rule: 'a connector that is busy stops its lane',
    edits: [
      ticket("= ['sending', 'held', 'unconfirmed', 'confirm'];", "= ['sending', 'unconfirmed', 'confirm'];"),
    ],
    tests: [unit('outbox'), fault('20-connector-busy')],
  },
  {
    rule: 'nothing overtakes what came back into its lane meanwhile',
    edits: [lane('!this.#isNext(ticket) || ', '')],
    tests: [defect('came-back-into-the-lane')],
  },
  {
    rule: 'what is proven unsent is never given up',
    edits: [
      lane(
        'if (isForTime) this.wait = this.#failure();',
        'if (isForTime) this.wait = this.#failure();\n    if ((this.wait?.count ?? 0) > 5) return false;',
      ),
    ],
    tests: [fault('02-connection-refused'), unit('outbox')],
  },
  {
    rule: 'Retry-After is obeyed',
    edits: [
      lane('else this.#deps.askedToWait.told(outcome.retryAfterMs);', 'else this.wait = this.#failure();'),
    ],
    tests: [fault('29-429')],
  },
  {
    rule: 'a wake-up is no reason to come back before the time that the service named',
    edits: [
      lane(', this.#deps.askedToWait.left);', ', this.wait === null ? 0 : this.#deps.askedToWait.left);'),
    ],
    tests: [fault('29-429')],
  },
  {
    rule: 'nothing else of a lane goes out while the disk has not taken an outcome: three guards see to it',
    edits: [
      lane('this.#unrecorded = !done.ok;', 'this.#unrecorded = false;'),
      ticket("= ['sending', 'held', 'unconfirmed', 'confirm'];", "= ['held', 'unconfirmed', 'confirm'];"),
      schema('CREATE UNIQUE INDEX one_sending_per_lane', 'CREATE INDEX one_sending_per_lane'),
    ],
    tests: [fault('15-disk-full-when-recording')],
  },
  {
    rule: 'what is released while its lane is at work is not left lying',
    edits: [outbox('while (lane.wanted) {', 'if (lane.wanted) {')],
    tests: [unit('outbox')],
  },
  {
    rule: 'a wish for a lane that comes as it comes to rest is not left lying either',
    edits: [
      outbox('      lane.running = null;', '      await Promise.resolve();\n      lane.running = null;'),
    ],
    tests: [defect('a-wish-for-a-lane-is-never-unheard')],
  },
  {
    rule: 'what was proven unsent waits before it is tried again',
    edits: [lane("const wait = this.left('send');", 'const wait = 0;')],
    tests: [fault('02-connection-refused'), fault('29-429')],
  },
  {
    rule: 'an outcome that the disk did not take is recorded later',
    edits: [lane('if (this.#record(sending, outcome) !== null) this.#host.look();', '')],
    tests: [unit('outbox'), fault('15-disk-full-when-recording')],
  },

  {
    rule: 'each ticket in the way of a connector is seen to, not the first alone',
    edits: [lane('isHere(ticket) && isLookedUp', 'ticket.id === blocker.id && isLookedUp')],
    tests: [defect('each-ticket-in-the-way-is-seen-to')],
  },
  {
    rule: 'what a list is answered holds for tickets too',
    edits: [
      edit(
        'main/api/customer-api.ts',
        "askedToWait.told(retryAfterOf(headers['retry-after'], headers.date) ?? 0);",
        "retryAfterOf(headers['retry-after'], headers.date);",
      ),
    ],
    tests: [defect('whoever-is-told-to-wait-all-wait')],
  },
  {
    rule: 'a ticket that nobody sends is not left in "sending"',
    edits: [lane("if (blocker.state === 'sending') {", 'if (blocker.lane === -1) {')],
    tests: [defect('what-is-told-breaks-no-sending')],
  },
  {
    rule: 'what is told of a ticket breaks nothing that is done with it',
    edits: [edit('main/tickets/commit.ts', 'defect(error);', 'throw error;')],
    tests: [defect('what-is-told-breaks-no-sending')],
  },
  {
    rule: 'what is repeated of ours makes no busy connector',
    edits: [
      edit(
        'main/api/problem.ts',
        'textsIn(jsonOf(sent), 0, Object.entries)',
        "textsIn(jsonOf(''), 0, Object.entries)",
      ),
    ],
    tests: [defect('our-own-words-repeated-hold-nothing')],
  },
  {
    rule: 'who can count without a gap is awake, and nobody else',
    edits: [edit('main/platform/sleep-watch.ts', 'hasSlept ? 0 : ticks + 1', 'ticks + 1')],
    tests: [defect('a-sleep-that-never-came-ends-by-itself')],
  },

  // A crash, a backup, a person's word.
  {
    rule: 'what was being sent is recovered at start: two guards see to it',
    edits: [
      lane("if (blocker.state === 'sending') {", 'if (blocker.lane === -1) {'),
      outbox('for (const ticket of sending.value) {', 'for (const ticket of sending.value.slice(1)) {'),
    ],
    tests: [unit('outbox')],
  },
  {
    rule: 'what was being sent is recovered later where the disk was full at start',
    edits: [
      lane("if (blocker.state === 'sending') {", 'if (blocker.lane === -1) {'),
      lane('if (!this.#host.hasRecovered()) return this.#againIn(RECORD_AGAIN_MS);', ''),
    ],
    tests: [defect('left-in-sending-on-a-full-disk')],
  },
  {
    rule: 'what was being sent at a crash is in doubt: killing the program shows it',
    edits: [
      ticket(
        "state: 'unconfirmed',\n            doubted: true,\n            answer: { code: 'doubt.interrupted'",
        "state: 'queued',\n            answer: { code: 'doubt.interrupted'",
      ),
    ],
    tests: ['test/proofs/kill.test.ts'],
  },
  {
    rule: 'what was being sent at a crash is in doubt, and not sent again',
    edits: [
      ticket(
        "state: 'unconfirmed',\n            doubted: true,\n            answer: { code: 'doubt.interrupted'",
        "state: 'queued',\n            answer: { code: 'doubt.interrupted'",
      ),
    ],
    tests: [fault('12-killed-before-the-first-byte'), fault('13-killed-after-201')],
  },
  {
    rule: 'a backup that stands in sends nothing by itself',
    edits: [
      ticket(
        "    case 'queued':\n    case 'sending':\n    case 'held':",
        "    case 'sending':\n    case 'held':",
      ),
      ticket(
        "    case 'unconfirmed':\n    case 'created':",
        "    case 'queued':\n    case 'unconfirmed':\n    case 'created':",
      ),
    ],
    tests: [fault('18-old-backup')],
  },
  {
    rule: 'what was discarded in doubt is in doubt again when it is fetched back',
    edits: [ticket("if (isIn('unconfirmed')) return next({ state: 'discarded' });", '')],
    tests: [unit('ticket')],
  },
  {
    rule: 'what is being sent cannot be edited',
    edits: [
      ticket(
        "return isIn('queued', 'rejected', 'held', 'confirm')",
        "return isIn('sending', 'queued', 'rejected', 'held', 'confirm')",
      ),
    ],
    tests: [unit('ticket'), fault('39-edit-while-sending')],
  },

  // The look-up.
  {
    rule: 'a listed ticket that was there before the attempt is not ours',
    edits: [lookup('!baseline.some((known) => sameTicketNumber(known, id)) &&', '')],
    tests: [unit('ticket-lookup')],
  },
  {
    rule: 'a listed ticket that is known to be another of ours is not this one',
    edits: [lookup('!isClaimed(id) &&', '')],
    tests: [unit('ticket-lookup')],
  },
  {
    rule: 'where two listed tickets would fit, only a person can tell',
    edits: [
      lookup(
        'if (only === undefined || fits.length > 1) return null;',
        'if (only === undefined) return null;',
      ),
    ],
    tests: [unit('ticket-lookup')],
  },
  {
    rule: 'where nobody asked before the attempt, the list proves nothing',
    edits: [
      lookup(
        'if (baseline === null) return null;',
        'if (baseline === null) return createdBy({ ...ticket, baseline: [] }, listed, isClaimed);',
      ),
    ],
    tests: [unit('ticket-lookup')],
  },
  {
    rule: 'the list is not asked under another account than the one it was sent under',
    edits: [lookup(' || token.value.account !== ticket.account', '')],
    tests: [defect('looked-up-by-another-account')],
  },
  {
    rule: 'what another of our tickets without a number may be, is not taken for this one',
    edits: [lookup('nameless.value.some(({ id }) => id !== ticket.id)', 'nameless.value.length > 99')],
    tests: [defect('taken-for-another-ticket')],
  },
  {
    rule: 'the ticket of an attempt in doubt may still turn up, whatever became of its ticket since',
    edits: [
      ticket(
        "return { state: 'created', created: outcome.ticket, ...settled };",
        "return { state: 'created', created: outcome.ticket, doubted: false, ...settled };",
      ),
    ],
    tests: [defect('what-was-sent-again-may-still-turn-up')],
  },
  {
    rule: 'of a wait that the service asked for, the longest is remembered',
    edits: [edit('main/tickets/commit.ts', 'Math.max(outcome.retryAfterMs, left)', 'outcome.retryAfterMs')],
    tests: [defect('what-was-told-to-wait-goes-after-a-restart')],
  },
  {
    rule: 'half a list is no list',
    edits: [edit('main/api/pages.ts', 'if (found.length >= total) return ok(found);', 'return ok(found);')],
    tests: [defect('half-a-list-of-tickets')],
  },

  // The disk.
  {
    rule: 'every change is a compare-and-set on state and revision',
    edits: [
      edit(
        'main/tickets/sqlite-ticket-row.ts',
        'WHERE id = :id AND state = :seen_state AND revision = :seen_revision',
        "WHERE id = :id AND (:seen_state <> '' OR :seen_revision > 0)",
      ),
    ],
    tests: [storeTest],
  },
  {
    rule: 'at most one ticket of a connector is being sent, whatever the program believes',
    edits: [schema('CREATE UNIQUE INDEX one_sending_per_lane', 'CREATE INDEX one_sending_per_lane')],
    tests: [storeTest],
  },
  {
    rule: 'the database refuses a step that the state machine does not have',
    edits: [schema('BEFORE UPDATE ON ticket WHEN ${illegal}', 'BEFORE UPDATE ON ticket WHEN 0')],
    tests: [storeTest],
  },
  {
    rule: 'a commit has reached the disk when it returns: synchronous is FULL',
    edits: [database("['synchronous', 'FULL', 2]", "['synchronous', 'OFF', 0]")],
    tests: [storeTest],
  },
  {
    rule: 'the drive flushes its own cache: fullfsync is on',
    edits: [database("['fullfsync', '1', 1]", "['fullfsync', '0', 0]")],
    tests: [storeTest],
  },
  {
    rule: 'the journal is a write-ahead log',
    edits: [
      database(
        "['journal_mode', 'WAL', 'wal'],\n    // FULL",
        "['journal_mode', 'MEMORY', 'memory'],\n    // FULL",
      ),
    ],
    tests: [storeTest],
  },
  {
    rule: 'a pragma that SQLite did not obey is noticed',
    edits: [database('if (actual !== expected)', 'if (actual === null)')],
    tests: [storeTest],
  },
  {
    rule: 'a damaged file is put aside, never deleted',
    edits: [
      kept('disk.rename(file + part, `${file}.corrupt-${number}${part}`);', 'disk.remove(file + part);'),
    ],
    tests: [fault('17-torn-file')],
  },
  {
    rule: 'a backup says of itself that it is one',
    edits: [
      backups('this.#kind.markBackup(unfinished, notice);', ''),
      kept('passport.id === null && isPlainCopy', 'false'),
    ],
    tests: [defect('a-backup-in-use-puts-its-tickets-in-doubt')],
  },
  {
    rule: 'a restored file is marked before it stands in the place of the other',
    edits: [backups('    this.#kind.markBackup(unfinished, notice);\n', '')],
    tests: [defect('a-backup-in-use-puts-its-tickets-in-doubt')],
  },
  {
    rule: 'a file that is gone beside backups is damaged, not new',
    edits: [
      kept(
        'return !hasLog && this.#backups.newestFirst().length === 0 && this.#putAside().length === 0;',
        'return true;',
      ),
    ],
    tests: [defect('an-interrupted-restore-loses-nothing')],
  },
  {
    rule: 'the newest backup is the one with the largest number, whatever its date',
    edits: [backups('b.backups - a.backups || b.written - a.written || ', '')],
    tests: [defect('the-newest-backup-is-the-one-made-last')],
  },
  {
    rule: 'what the damaged file still gives is taken over',
    edits: [leftovers('inUse === null ? nothing', 'true ? nothing')],
    tests: [defect('what-a-damaged-file-still-gives-is-taken-over')],
  },
  {
    rule: 'what was put aside is looked into as well',
    edits: [leftovers('leftovers.aside.toReversed()', '[]')],
    tests: [defect('an-interrupted-restore-loses-nothing')],
  },
  {
    rule: 'what was put aside replaces nothing of a backup made since',
    edits: [leftovers(' && backups >= database.passport().backups', '')],
    tests: [defect('what-was-put-aside-long-ago-replaces-nothing')],
  },
  {
    rule: 'the old catalogue goes last',
    edits: [edit('main/catalogue/take-place.ts', 'move(disk, file, asideOf(file));', 'disk.remove(file);')],
    tests: [defect('the-old-catalogue-goes-last')],
  },
  {
    rule: 'damage that was met is looked for at the next start',
    edits: [kept(' || disk.size(this.#mark) !== null', '')],
    tests: [defect('damage-that-is-met-is-repaired-at-the-next-start')],
  },
  {
    rule: 'what a row refuses at an update is damage',
    edits: [database('isRefused(error) || (isGeneral && !isWhole(db))', 'false')],
    tests: [defect('what-the-data-refuse-is-damage')],
  },
  {
    rule: 'what is no JSON any more is damage',
    edits: [database(' || error instanceof SyntaxError', '')],
    tests: [defect('what-the-data-refuse-is-damage')],
  },
  {
    rule: 'a row whose state went bad is the draft that it was',
    edits: [kind('return asDraft({ ...ticket, ...v.parse(Left, ticket) });', 'return null;')],
    tests: [defect('a-form-that-is-whole-is-never-lost')],
  },
  {
    rule: 'a bad byte beside a form costs what it is in',
    edits: [kind('isJson(value) ? value : otherwise', 'isJson(value) ? value : value')],
    tests: [defect('a-form-that-is-whole-is-never-lost')],
  },
  {
    rule: 'what nobody can tell any more of when Send was pressed is looked over',
    edits: [
      edit(
        'main/tickets/sqlite-ticket-row.ts',
        'readJson(stored.vouched, row.vouched, longAgo)',
        'readJson<Vouched | null>(stored.vouched, row.vouched, null)',
      ),
    ],
    tests: [defect('a-form-that-is-whole-is-never-lost')],
  },
  {
    rule: 'a ticket that a defect never lets go needs a person',
    edits: [lane('this.#hasThrown && this.#saysSo()', 'false')],
    tests: [defect('a-spoilt-form-stops-nobody')],
  },
  {
    rule: 'a backup that finds no room gives back what it took',
    edits: [backups('ifPossible(() => removeDatabase(disk, unfinished));', '')],
    tests: [defect('a-backup-without-room-takes-none')],
  },
  {
    rule: 'the next start removes what a backup has left that was stopped',
    edits: [kept('    this.#backups.removeUnfinished();\n', '')],
    tests: [defect('a-backup-without-room-takes-none')],
  },
  {
    rule: 'what people put among the backups is never removed',
    edits: [backups('all.filter(({ file }) => this.#isOurs(basename(file)))', 'all')],
    tests: [defect('what-people-put-beside-the-files-is-theirs')],
  },
  {
    rule: 'a copy with a date in its name takes no place',
    edits: [kept('.takes-its-place-', '.restored-')],
    tests: [defect('what-people-put-beside-the-files-is-theirs')],
  },
  {
    rule: 'a copy beside the file is no mark of ours',
    edits: [kept('.is-a-copy', '.copy')],
    tests: [defect('what-people-put-beside-the-files-is-theirs')],
  },
  {
    rule: 'an export takes the place of nothing of ours',
    edits: [
      edit(
        'main/platform/draft-transfer.ts',
        'ownFolders.some((folder) => isInside(file, folder))',
        'ownFolders.length > 9',
      ),
    ],
    tests: [defect('an-export-takes-the-place-of-nothing-of-ours')],
  },
  {
    rule: 'no draft of a file is lost to another that is called the same',
    edits: [
      edit(
        'main/tickets/drafts-file.ts',
        'const isAnother = (texts.get(id) ?? text) !== text;',
        'const isAnother = id === text;',
      ),
    ],
    tests: [defect('an-import-is-whole-or-not-at-all')],
  },
  {
    rule: 'a draft of a backup may have been sent since',
    edits: [ticket('...changes, doubted: true, restored: at', '...changes, restored: at')],
    tests: [defect('what-was-restored-is-doubted-before-it-is-tried-again')],
  },
  {
    rule: 'certificates are checked, whatever the environment says',
    edits: [edit('main/api/connection.ts', 'rejectUnauthorized: true,', '')],
    tests: [defect('no-environment-switches-the-certificate-check-off')],
  },
  {
    rule: 'a number that is another ticket’s is not taken for this one',
    edits: [edit('main/tickets/ticket-service.ts', 'other.value !== null && other.value.id !== id', 'false')],
    tests: [defect('a-number-is-one-tickets')],
  },
  {
    rule: 'the whole file is checked, not only what is read first',
    edits: [database("return found?.integrity_check === 'ok';", 'return found !== undefined;')],
    tests: [fault('17-torn-file')],
  },
  // What a person is asked, and what they said.
  {
    rule: 'a consent is to the products that were there to see: with one more it is asked for anew',
    edits: [edit('main/tickets/form.ts', 'if (!next.product_ids.every(isKnown)) next.consent = null;', '')],
    tests: [unit('form')],
  },
  {
    rule: 'an unattended product is not ordered without a yes or a no',
    edits: [
      questions('if (unattended.length === 0 || form.consent !== null)', 'if (unattended.length >= 0)'),
    ],
    tests: [unit('product-questions'), unit('ticket-service')],
  },
  {
    rule: 'a no to the unattended service goes out as a no',
    edits: [edit('main/tickets/payload.ts', 'form.consent?.given === true', 'form.consent !== null')],
    tests: [unit('ticket-service')],
  },
  {
    rule: 'a required question keeps the ticket here until it is answered',
    edits: [questions('question.required && ', 'false && question.required && ')],
    tests: [unit('product-questions'), unit('ticket-service')],
  },
  {
    rule: 'a model that was put in for one car does not go out for another',
    edits: [
      edit('main/tickets/form.ts', "if (next.vehicleSource !== 'typed') Object.assign(next, noVehicle);", ''),
    ],
    tests: [unit('ticket-service')],
  },
  {
    rule: 'the path that the connector of another car told is not taken for this one',
    edits: [edit('main/tickets/form-filling.ts', " && normaliseVin(carOn(reading) ?? '') === car", '')],
    tests: [unit('ticket-service')],
  },
  {
    rule: 'a template never puts in the answers that were true of another car',
    edits: [
      edit(
        'main/templates/apply-template.ts',
        '...(isEmpty(form.voucher) ? { voucher } : {}),',
        "...(isEmpty(form.voucher) ? { voucher } : {}), product_prerequisites: [{ prerequisiteId: '12', kind: 'yes', text: '' }],",
      ),
    ],
    tests: [unit('apply-template')],
  },
];
