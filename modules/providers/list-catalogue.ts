import { askingIds } from '../../platform/asking.ts';
import type { Context } from '../../platform/context.ts';
import type { Item, Page, Terminal } from './catalogue.ts';
import { selectItems } from './sql/select-items.ts';
import { selectTerminals } from './sql/select-terminals.ts';

/** The items in use of the asking IDS's organisation. */
export async function listItems(context: Context, page: Page): Promise<Item[]> {
  return await selectItems(context.db, { organisationId: askingIds(context).organisationId, page });
}

/** The terminals of the asking IDS, with their points of service. */
export async function listTerminals(context: Context, page: Page): Promise<Terminal[]> {
  return await selectTerminals(context.db, { idsId: askingIds(context).idsId, page });
}
