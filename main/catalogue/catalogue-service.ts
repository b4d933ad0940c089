import type {
  CatalogueChange,
  CatalogueStatus,
  Favourite,
  LastVehicle,
  ModelHits,
  ModelWithVariants,
  OfferView,
  OwnName,
  ProductHits,
  ProductView,
  Vehicle,
  VehicleOfPath,
} from '../../preload/contract/catalogue.ts';
import { appError, type AppError } from '../../preload/contract/errors.ts';
import { err, ok, type Result } from '../../preload/contract/result.ts';
import type { InferOutput } from 'valibot';
import { CatalogueSearch } from './catalogue-search.ts';
import type { CatalogueStore } from './catalogue-store.ts';
import { modelView, productView, variantView } from './catalogue-views.ts';
import { importCatalogueFile, stampOfFile, type ImportFailure } from './import-file.ts';
import type { OwnStore } from './own-store.ts';
import { OwnWords } from './own-words.ts';
import { VehicleOffers, type AskService } from './vehicle-offers.ts';
import { vehicleIn } from './vehicle-path.ts';

/** How often the window is told how far a file is read. */
const TELL_EVERY_MS = 250;

export interface CatalogueServiceDeps {
  readonly store: CatalogueStore;
  readonly own: OwnStore;
  /** Null: the deployment does not let the service be asked. */
  readonly ask: AskService | null;
  /** The vehicle of this VIN's last ticket here. */
  readonly lastTicket: (vin: string) => Result<LastTicket | null, AppError>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly changed: (change: CatalogueChange) => void;
  /** Which file of the deployment was read last, whatever was imported after it. */
  readonly deployed: DeployedStamp;
  /** What went wrong behind the scenes, for the log: codes only. */
  readonly report: (what: string, code: string) => void;
}

/** Remembered from one run to the next. Null: none was read yet. */
export interface DeployedStamp {
  get(): string | null;
  set(stamp: string): void;
}

export interface LastTicket {
  readonly modelId: number;
  readonly variantId: number | null;
  readonly at: number;
}

/** What a ticket that was just released ordered. */
export interface Ordered {
  readonly modelId: number | null;
  readonly variantId: number | null;
  readonly productIds: readonly number[];
}

type Answer<T> = Result<T, AppError>;

/**
 * Vehicles and products to choose from: the catalogue, what the service says of a vehicle, and what this workshop itself
 * used and named. Nothing of it is needed to order: where it fails, ids are typed.
 */
export class CatalogueService {
  readonly #deps: CatalogueServiceDeps;
  readonly #own: OwnWords;
  readonly #search: CatalogueSearch;
  readonly #offers: VehicleOffers;
  #importing: number | null = null;
  #refused: CatalogueStatus['refused'] = null;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(deps: CatalogueServiceDeps) {
    this.#deps = deps;
    this.#own = new OwnWords(deps.own);
    this.#search = new CatalogueSearch(deps.store, this.#own);
    this.#offers = new VehicleOffers({
      store: deps.store,
      ask: deps.ask,
      now: deps.now,
      changed: (vehicle) => this.#tell(vehicle),
      failed: (code) => deps.report('offer', code),
    });
  }

  status(): Answer<CatalogueStatus> {
    const summary = this.#deps.store.summary();
    if (!summary.ok) return summary;
    if (summary.value === null) return ok(this.#statusOf(null));
    const { source, asOf, importedAt, models, variants, products } = summary.value;
    return ok(this.#statusOf({ source, asOf, importedAt, models, variants, products }));
  }

  searchModels(search: {
    text: string;
    offset: number;
    limit: number;
  }): Answer<InferOutput<typeof ModelHits>> {
    return this.#search.models(search);
  }

  /** The model with all its variants. An id the catalogue does not know is answered too, with what the workshop calls it. */
  variantsOf(modelId: number): Answer<InferOutput<typeof ModelWithVariants>> {
    const found = this.#deps.store.models([modelId]);
    if (!found.ok) return found;
    const variants = this.#search.variants(modelId);
    if (!variants.ok) return variants;
    const model = modelView(modelId, found.value[0] ?? null, this.#own.of('model', modelId));
    return ok({ model, variants: variants.value });
  }

  searchProducts(search: {
    text: string;
    groupId: number | null;
    favourites: boolean;
    offset: number;
    limit: number;
  }): Answer<InferOutput<typeof ProductHits>> {
    return this.#search.products(search);
  }

  /** In the order asked for; also those that nobody knows. */
  products(ids: readonly number[]): Answer<ProductView[]> {
    const found = this.#deps.store.products(ids);
    if (!found.ok) return found;
    const byId = new Map(found.value.map((product) => [product.id, product]));
    return ok(ids.map((id) => productView(id, byId.get(id) ?? null, this.#own.of('product', id))));
  }

  offerFor(vehicle: Vehicle): Answer<OfferView> {
    return this.#offers.of(vehicle);
  }

  nameOwn({ kind, id, modelId, name }: InferOutput<typeof OwnName>): Answer<undefined> {
    return this.#said(this.#own.name({ kind, id, modelId }, name, this.#deps.now()));
  }

  setFavourite({ productId, favourite }: InferOutput<typeof Favourite>): Answer<undefined> {
    return this.#said(this.#own.favourite(productId, favourite, this.#deps.now()));
  }

  lastFor(vin: string): Answer<InferOutput<typeof LastVehicle>> {
    const last = this.#deps.lastTicket(vin);
    if (!last.ok) return last;
    if (last.value === null) return ok(null);
    const { modelId, variantId, at } = last.value;
    const models = this.#deps.store.models([modelId]);
    if (!models.ok) return models;
    const variants = this.#deps.store.variants(variantId === null ? [] : [variantId]);
    if (!variants.ok) return variants;
    const model = modelView(modelId, models.value[0] ?? null, this.#own.of('model', modelId));
    const variant =
      variantId === null
        ? null
        : variantView(variantId, variants.value[0] ?? null, this.#own.of('variant', variantId));
    return ok({ model, variant, at });
  }

  /** What a connector tells as its car, as a vehicle of the catalogue; null where that is not certain. */
  vehicleOf(path: string): Answer<VehicleOfPath> {
    const found = vehicleIn(this.#deps.store, path);
    if (!found.ok) return found;
    if (found.value === null) return ok(null);
    const { model, variant } = found.value;
    return ok({
      model: modelView(model.id, model, this.#own.of('model', model.id)),
      variant:
        variant === null ? null : variantView(variant.id, variant, this.#own.of('variant', variant.id)),
    });
  }

  /** A ticket was released. That it cannot be counted is no reason to disturb anybody. */
  noteOrdered({ modelId, variantId, productIds }: Ordered): void {
    const things = [
      ...(modelId === null ? [] : [{ kind: 'model' as const, id: modelId, modelId: null }]),
      ...(variantId === null ? [] : [{ kind: 'variant' as const, id: variantId, modelId }]),
      ...productIds.map((id) => ({ kind: 'product' as const, id, modelId: null })),
    ];
    if (things.length === 0) return;
    const said = this.#said(this.#own.note(things, this.#deps.now()));
    if (!said.ok) this.#deps.report('own', said.error.code);
  }

  /** Reads a catalogue file in the background of everything else. The old catalogue stays until the new one is whole. */
  async importFile(path: string): Promise<Answer<CatalogueStatus>> {
    if (this.#importing !== null) return err(appError('catalogue.busy'));
    this.#importing = 0;
    this.#tell(null);
    const { store, now } = this.#deps;
    const imported = await importCatalogueFile(path, {
      store,
      now,
      progress: (done) => this.#progress(done),
    });
    this.#importing = null;
    this.#refused = !imported.ok && imported.error.kind === 'refused' ? refusalOf(imported.error) : null;
    this.#search.forget();
    this.#tell(null);
    if (imported.ok) return this.status();
    const error = errorOf(imported.error);
    this.#deps.report('import', error.code);
    return err(error);
  }

  /**
   * The file that the deployment names: read when it is another than it was. What a person imported since stays as long
   * as it is not; a share that cannot be reached today changes nothing.
   */
  async importIfChanged(path: string): Promise<void> {
    const { store, deployed, report } = this.#deps;
    const stamp = await stampOfFile(path);
    const summary = store.summary();
    const inUse = summary.ok ? summary.value : null;
    if (stamp === null && inUse !== null) {
      report('import', 'not_reachable');
      return;
    }
    const isKnown = stamp !== null && [deployed.get(), inUse?.stamp].includes(stamp);
    if (inUse !== null && isKnown) deployed.set(stamp);
    else if ((await this.importFile(path)).ok && stamp !== null) deployed.set(stamp);
  }

  close(): void {
    this.#deps.store.close();
  }

  #said(result: Answer<void>): Answer<undefined> {
    if (!result.ok) return result;
    this.#search.forget();
    this.#tell(null);
    return ok(undefined);
  }

  #progress(done: number): void {
    this.#importing = done;
    if (this.#deps.now() - this.#toldAt >= TELL_EVERY_MS) this.#tell(null);
  }

  #tell(vehicle: Vehicle | null): void {
    this.#toldAt = this.#deps.now();
    const status = this.status();
    this.#deps.changed({ status: status.ok ? status.value : this.#statusOf(null), vehicle });
  }

  #statusOf(catalogue: CatalogueStatus['catalogue']): CatalogueStatus {
    const { ask } = this.#deps;
    return { catalogue, importing: this.#importing, refused: this.#refused, fromService: ask !== null };
  }
}

type Refusal = Extract<ImportFailure, { kind: 'refused' }>;

const refusalOf = ({ file, problems }: Refusal): NonNullable<CatalogueStatus['refused']> => ({
  file: file.slice(0, 255),
  problems: [...problems],
});

/** The first problem, for whoever asked; all of them are in the status. */
function errorOf(failure: ImportFailure): AppError {
  if (failure.kind === 'storage') return failure.error;
  const [first] = failure.problems;
  return appError('catalogue.file_refused', {
    problem: first?.code ?? '',
    line: first?.line ?? 0,
    key: first?.key ?? '',
    detail: first?.detail ?? '',
    count: failure.problems.length,
  });
}
