import { expect, it } from 'vitest';
import type { CatalogueStatus } from '../../../preload/contract/catalogue.ts';
import { appError, type AppError } from '../../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../../preload/contract/result.ts';
import { CatalogueState } from '../../../renderer/features/catalogue/catalogue-status.svelte.ts';
import { bridgeDouble } from '../../support/bridge-double.ts';

const none: CatalogueStatus = { catalogue: null, importing: null, refused: null, fromService: false };
const some: CatalogueStatus = {
  ...none,
  catalogue: { source: 'List', asOf: 1, importedAt: 2, models: 3, variants: 4, products: 5 },
};
const refused: CatalogueStatus = {
  ...some,
  refused: { file: 'bad.json', problems: [{ code: 'not_json', line: 7, key: '', detail: '' }] },
};

function setUp(first: Result<CatalogueStatus, AppError> = ok(none)) {
  const main = {
    status: first,
    asked: 0,
    gate: Promise.resolve(),
    import: ok(null) as Result<CatalogueStatus | null, AppError>,
  };
  const { bridge, push } = bridgeDouble({
    catalogue: {
      status: async () => {
        main.asked += 1;
        const answer = main.status;
        await main.gate;
        return answer;
      },
      importFile: () => Promise.resolve(main.import),
    },
  });
  const tell = (status: CatalogueStatus) =>
    push('catalogue', 'changed', { revision: 1, value: { status, vehicle: null } });
  const live = new CatalogueState(bridge);
  return { main, live, tell, settled: () => new Promise((resolve) => setImmediate(resolve)) };
}

it('asks at once, and takes what is told until it is let go', async () => {
  const { live, tell, settled } = setUp(ok(some));
  const stop = live.follow();
  await settled();
  expect(live.status).toEqual(some);
  tell({ ...some, importing: 0.4 });
  expect(live.status?.importing).toBe(0.4);
  stop();
  tell(refused);
  expect(live.status?.refused).toBeNull();
});

it('keeps what was told while it was asking: the answer is older', async () => {
  const { main, live, tell, settled } = setUp(ok(none));
  let open: () => void = () => undefined;
  main.gate = new Promise((resolve) => (open = resolve));
  live.follow();
  tell(some);
  open();
  await settled();
  expect(live.status).toEqual(some);
});

it('says that the catalogue cannot be read, also where the news calls that no catalogue', async () => {
  const { main, live, tell, settled } = setUp(err(appError('catalogue.storage')));
  live.follow();
  await settled();
  expect(live).toMatchObject({ status: null, error: { code: 'catalogue.storage' } });
  // A name was given, and nothing is better.
  tell(none);
  await settled();
  expect(live.error?.code).toBe('catalogue.storage');
  expect(main.asked).toBe(2);
  // Imported again: there it is.
  tell(some);
  expect(live).toMatchObject({ status: some, error: null });
});

it('imports, and says so only when the whole of it was taken', async () => {
  const { main, live } = setUp();
  await live.import();
  expect(live).toMatchObject({ imported: false, error: null });
  main.import = ok(some);
  await live.import();
  expect(live).toMatchObject({ imported: true, status: some });
  main.import = err(appError('catalogue.file_refused'));
  await live.import();
  // What is wrong is in the status, problem by problem.
  expect(live).toMatchObject({ imported: false, error: null });
  main.import = err(appError('catalogue.busy'));
  await live.import();
  expect(live).toMatchObject({ imported: false, error: { code: 'catalogue.busy' } });
});
