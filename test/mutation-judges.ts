/** A pure core whose tests `npm run test:mutation` judges. */
export interface Judged {
  readonly file: string;
  /** One of them must go red for each change of the file. Quick ones, the quickest first: each change runs them anew. */
  readonly tests: readonly string[];
}

const unit = (name: string) => `test/unit/${name}.test.ts`;
const defect = (name: string) => `test/defects/${name}.test.ts`;

export const judged: readonly Judged[] = [
  {
    file: 'main/tickets/ticket.ts',
    tests: [unit('ticket'), unit('lane'), defect('send-now-takes-a-ticket-over-at-once')],
  },
  { file: 'main/tickets/form.ts', tests: [unit('form')] },
  { file: 'main/tickets/payload.ts', tests: [unit('payload')] },
  { file: 'preload/contract/vin.ts', tests: [unit('vin')] },
  { file: 'main/tickets/recheck.ts', tests: [unit('recheck'), defect('vouched-for-another-connector')] },
  {
    file: 'main/tickets/lane.ts',
    tests: [
      unit('lane'),
      unit('outbox'),
      defect('retry-after-holds-whoever-clicks'),
      defect('a-renewed-sign-in-disturbs-nobody'),
      defect('came-back-into-the-lane'),
      defect('left-in-sending-on-a-full-disk'),
      defect('nothing-begins-while-the-program-ends'),
      defect('a-spoilt-form-stops-nobody'),
      defect('each-ticket-in-the-way-is-seen-to'),
      defect('what-is-told-breaks-no-sending'),
      defect('a-401-is-for-the-token-that-it-answers'),
      defect('who-is-signed-in-when-it-leaves-sends-it'),
      defect('looked-up-by-another-account'),
      defect('a-short-lived-sign-in-sends-all-the-same'),
      defect('doubt-that-was-fetched-back-is-looked-up'),
    ],
  },
  { file: 'main/tickets/lane-wait.ts', tests: [unit('lane-wait')] },
  { file: 'main/tickets/back-off.ts', tests: [unit('back-off')] },
  { file: 'main/tickets/who-acts.ts', tests: [unit('who-acts')] },
  { file: 'main/tickets/witness.ts', tests: [unit('witness')] },
  { file: 'main/tickets/ticket-news.ts', tests: [unit('ticket-news')] },
  { file: 'main/tickets/ticket-number.ts', tests: [unit('ticket-number')] },
  { file: 'main/api/ticket-outcome.ts', tests: [unit('ticket-outcome')] },
  {
    file: 'main/api/problem.ts',
    tests: [unit('problem'), unit('ticket-outcome'), defect('our-own-words-repeated-hold-nothing')],
  },
  { file: 'main/api/proxy.ts', tests: [unit('proxy')] },
  {
    file: 'main/connector/connector-machine.ts',
    tests: [unit('connector-machine'), defect('of-several-connectors-the-chosen-one-counts')],
  },
  { file: 'main/connector/profile.ts', tests: [unit('profile')] },
  { file: 'main/connector/identify.ts', tests: [unit('identify')] },
  { file: 'main/templates/apply-template.ts', tests: [unit('apply-template')] },
  { file: 'main/catalogue/catalogue-format.ts', tests: [unit('catalogue-file')] },
];
