import { askingWithRole } from '../../platform/asking.ts';
import type { Context } from '../../platform/context.ts';
import { foldText, holdsWords } from '../../platform/text/fold-text.ts';
import { type OwnTerminal, selectOwnTerminals } from './sql/select-own-terminals.ts';

const SHOWN_MAX = 100;
/** Of so many a search finds those that it is for. */
const AMONG_MAX = 10_000;

/**
 * Terminals of the asking cashier's or administrator's organisation, found by point of service, IDS or code,
 * in the order of places; at most 100, and whether there are more.
 */
export async function listOwnTerminals(
  context: Context,
  search: string,
): Promise<{ terminals: OwnTerminal[]; more: boolean }> {
  const { organisation } = askingWithRole(context, ['administrator', 'cashier']);
  if (organisation === null) return { terminals: [], more: false };
  const words = foldText(search);
  const terminals = await selectOwnTerminals(context.db, {
    organisationId: organisation.id,
    limit: AMONG_MAX,
  });
  const found = terminals.filter((terminal) => holdsWords(textOf(terminal), words));
  return { terminals: found.slice(0, SHOWN_MAX), more: found.length > SHOWN_MAX };
}

function textOf({ pointOfService, ids, code }: OwnTerminal): string {
  return `${pointOfService.lv} ${pointOfService.en} ${ids} ${code}`;
}
