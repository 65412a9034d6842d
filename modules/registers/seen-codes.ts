const EMPTY = -1;
const FILL_MAX = 0.6;

/**
 * The personal codes that a file has stated so far, to find one that stands twice. Codes are kept as
 * numbers in one typed array: 2 million take 32 MB, where a Set of strings would take 200.
 */
export class SeenCodes {
  private slots = new Float64Array(1024).fill(EMPTY);
  private size = 0;

  /** Adds a code in its written form; false when it was there already. */
  add(personalCode: string): boolean {
    if (this.size >= this.slots.length * FILL_MAX) this.grow();
    const added = this.place(Number(personalCode.slice(0, 6) + personalCode.slice(7)));
    if (added) this.size += 1;
    return added;
  }

  private place(code: number): boolean {
    const mask = this.slots.length - 1;
    let at = (Math.imul(code % 0x7fffffff, 0x9e3779b1) >>> 7) & mask;
    while (this.slots[at] !== EMPTY) {
      if (this.slots[at] === code) return false;
      at = (at + 1) & mask;
    }
    this.slots[at] = code;
    return true;
  }

  private grow(): void {
    const held = this.slots;
    this.slots = new Float64Array(held.length * 2).fill(EMPTY);
    for (const code of held) if (code !== EMPTY) this.place(code);
  }
}
