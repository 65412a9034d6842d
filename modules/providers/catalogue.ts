/** An item of a provider's goods catalogue. */
export interface Item {
  code: string;
  /** Concept of the scheme goods-and-services. */
  class: string;
  name: { lv: string; en: string };
  /** With tax; null when the price is stated in each basket. */
  unitPriceCents: number | null;
  taxBasisPoints: number;
}

/** A device of an IDS, and where it stands. */
export interface Terminal {
  code: string;
  status: 'active' | 'suspended';
  pointOfService: { code: string; name: { lv: string; en: string }; territory: string };
}

/** A page: at most `limit` after a code, in the order of codes. */
export interface Page {
  after: string;
  limit: number;
}
