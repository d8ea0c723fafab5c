/** A small cache that forgets what was used longest ago. */
export class Lru<Value> {
  readonly #entries = new Map<string, Value>();

  constructor(readonly capacity: number) {}

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  /** What it still remembers. Looking does not count as using. */
  values(): Iterable<Value> {
    return this.#entries.values();
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.capacity) break;
      this.#entries.delete(oldest);
    }
  }
}
