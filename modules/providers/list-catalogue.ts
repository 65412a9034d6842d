import { askingIds } from '../../platform/asking.ts';
import type { Context } from '../../platform/context.ts';
import { selectItems } from './sql/select-items.ts';
import { selectTerminals } from './sql/select-terminals.ts';

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

/** The items in use of the asking IDS's organisation. */
export async function listItems(context: Context, page: Page): Promise<Item[]> {
  return await selectItems(context.db, { organisationId: askingIds(context).organisationId, page });
}

/** The terminals of the asking IDS, with their points of service. */
export async function listTerminals(context: Context, page: Page): Promise<Terminal[]> {
  return await selectTerminals(context.db, { idsId: askingIds(context).idsId, page });
}
