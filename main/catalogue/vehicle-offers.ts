import type { OfferView, Vehicle } from '../../preload/contract/catalogue.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { CatalogueStore, Offer } from './catalogue-store.ts';

/** Older than this, an answer is asked for anew; it is shown all the same. */
const FRESH_MS = 3_600_000;
/** After a failure nobody asks again for so long, whatever is clicked. */
const PATIENCE_MS = 60_000;
/** More than this no window shows. */
const MOST_BUNDLES = 1_000;

/** Asks the service what a vehicle can have. Never rejects. */
export type AskService = (
  vehicle: Vehicle,
) => Promise<Result<Pick<Offer, 'groups' | 'bundles'>, Pick<AppError, 'code'>>>;

export interface VehicleOffersDeps {
  readonly store: CatalogueStore;
  /** Null: the deployment does not let the service be asked. */
  readonly ask: AskService | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The service's answer was kept, or none came: what is shown of this vehicle is to be asked for anew. */
  readonly changed: (vehicle: Vehicle) => void;
  /** The service could not be asked, for the log: nobody is disturbed by it. */
  readonly failed: (code: string) => void;
}

/**
 * What can be ordered for a vehicle. The answer comes at once from what is on this PC; where the service may be asked, it
 * is asked behind it, for one vehicle at a time and for the one chosen last.
 */
export class VehicleOffers {
  readonly #deps: VehicleOffersDeps;
  #asking: Vehicle | null = null;
  #next: Vehicle | null = null;
  /** When asking for a vehicle failed, by `model/variant`. */
  readonly #failures = new Map<string, number>();

  constructor(deps: VehicleOffersDeps) {
    this.#deps = deps;
  }

  of(vehicle: Vehicle): Result<OfferView, AppError> {
    const { store } = this.#deps;
    const said = store.offer(vehicle.modelId, vehicle.variantId);
    if (!said.ok) return said;
    const refreshing = this.#refresh(vehicle, said.value);
    if (said.value !== null) {
      const { groups, bundles, asOf } = said.value;
      return { ok: true, value: { ...copied(groups, bundles), from: 'service', asOf, refreshing } };
    }
    const summary = store.summary();
    if (!summary.ok) return summary;
    const groups = store.groups();
    if (!groups.ok) return groups;
    const bundles = store.bundles();
    if (!bundles.ok) return bundles;
    const from = summary.value === null ? 'nothing' : 'catalogue';
    const asOf = summary.value?.asOf ?? null;
    return { ok: true, value: { ...copied(groups.value, bundles.value), from, asOf, refreshing } };
  }

  /** @returns whether the service is being asked for this vehicle, or will be next. */
  #refresh(vehicle: Vehicle, said: Offer | null): boolean {
    const { ask, now } = this.#deps;
    if (ask === null) return false;
    const failedAt = this.#failures.get(keyOf(vehicle));
    // A clock that was put back makes an answer old, not young for ever.
    const isRecent = (at: number, ms: number) => now() >= at && now() - at < ms;
    if (said !== null && isRecent(said.asOf, FRESH_MS)) return false;
    if (failedAt !== undefined && isRecent(failedAt, PATIENCE_MS)) return false;
    if (this.#asking !== null) {
      this.#next = keyOf(this.#asking) === keyOf(vehicle) ? null : vehicle;
      return true;
    }
    void this.#ask(ask, vehicle);
    return true;
  }

  async #ask(ask: AskService, vehicle: Vehicle): Promise<void> {
    const { store, now, changed, failed } = this.#deps;
    for (let asked: Vehicle | null = vehicle; asked !== null; asked = this.#take()) {
      this.#asking = asked;
      const answer = await ask(asked);
      const kept = answer.ok ? store.saveOffer({ ...asked, ...answer.value, asOf: now() }) : answer;
      if (kept.ok) this.#failures.delete(keyOf(asked));
      else this.#remember(asked);
      this.#asking = null;
      if (!kept.ok) failed(kept.error.code);
      changed(asked);
    }
  }

  #take(): Vehicle | null {
    const next = this.#next;
    this.#next = null;
    return next;
  }

  #remember(vehicle: Vehicle): void {
    if (this.#failures.size >= 1_000) this.#failures.clear();
    this.#failures.set(keyOf(vehicle), this.#deps.now());
  }
}

const keyOf = ({ modelId, variantId }: Vehicle) => `${modelId}/${variantId}`;

const copied = (groups: Offer['groups'], bundles: Offer['bundles']) => ({
  groups: [...groups],
  bundles: bundles.slice(0, MOST_BUNDLES),
});
