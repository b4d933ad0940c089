/**
 * One counter for everything main tells the window. A reader that subscribed first and took a snapshot second can
 * drop whatever is older than what it has, so no update is lost and none is undone, whatever the order of arrival.
 */
export class Revisions {
  #latest = 0;

  get latest(): number {
    return this.#latest;
  }

  next(): number {
    this.#latest += 1;
    return this.#latest;
  }
}
