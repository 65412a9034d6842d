/** A bounded memory: what was put in first goes first. Each server has its own. */
export class Remembered<Value> {
  readonly #held = new Map<string, { value: Value; until: number }>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get(key: string, nowMs: number): Value | undefined {
    const held = this.#held.get(key);
    return held && nowMs < held.until ? held.value : undefined;
  }

  set(key: string, value: Value, untilMs: number): void {
    this.#held.delete(key);
    if (this.#held.size >= this.#max) {
      const oldest = this.#held.keys().next().value;
      if (oldest !== undefined) this.#held.delete(oldest);
    }
    this.#held.set(key, { value, until: untilMs });
  }
}
