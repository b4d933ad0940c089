/** A pure core whose tests `npm run test:mutation` judges. */
export interface Judged {
  readonly file: string;
  /** One of them must go red for each change of the file. Quick ones, the quickest first: each change runs them anew. */
  readonly tests: readonly string[];
}

const unit = (name: string) => `test/unit/${name}.test.ts`;
const fault = (name: string) => `test/faults/${name}.test.ts`;
const defect = (name: string) => `test/defects/${name}.test.ts`;

export const judged: readonly Judged[] = [
  { file: 'main/tickets/ticket.ts', tests: [unit('ticket'), unit('notices'), unit('outbox')] },
  { file: 'main/tickets/form.ts', tests: [unit('form'), unit('payload'), unit('ticket-service')] },
  { file: 'main/tickets/payload.ts', tests: [unit('payload')] },
  { file: 'main/tickets/vin.ts', tests: [unit('vin')] },
  { file: 'main/tickets/recheck.ts', tests: [unit('recheck'), defect('vouched-for-another-connector')] },
  {
    file: 'main/tickets/lane.ts',
    tests: [
      unit('outbox'),
      defect('came-back-into-the-lane'),
      fault('20-connector-busy'),
      fault('29-429'),
      fault('34-sleep-during-a-request'),
      fault('36-network-flaps'),
    ],
  },
  { file: 'main/tickets/back-off.ts', tests: [unit('back-off')] },
  { file: 'main/api/ticket-outcome.ts', tests: [unit('ticket-outcome')] },
  { file: 'main/api/problem.ts', tests: [unit('problem'), unit('ticket-outcome')] },
  { file: 'main/api/proxy.ts', tests: [unit('proxy')] },
  { file: 'main/connector/connector-machine.ts', tests: [unit('connector-machine')] },
  { file: 'main/connector/profile.ts', tests: [unit('profile')] },
  { file: 'main/connector/identify.ts', tests: [unit('identify')] },
  { file: 'main/templates/apply-template.ts', tests: [unit('apply-template')] },
  { file: 'main/catalogue/catalogue-format.ts', tests: [unit('catalogue-file')] },
];
