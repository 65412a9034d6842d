import type { Context } from '../../platform/context.ts';
import { foldText, holdsWords } from '../../platform/text/fold-text.ts';
import type { Terminal } from './session.ts';
import { listTerminalRows } from './sql/list-terminal-rows.ts';

const PAGE_SIZE = 50;
const AMONG = 2_000;

/** Terminals of the simulated country, found by organisation, point of service or code. */
export async function listSimulatedTerminals(context: Context, name: string): Promise<Terminal[]> {
  const words = foldText(name);
  const terminals = await listTerminalRows(context.db, AMONG);
  return terminals.filter((terminal) => holdsWords(textOf(terminal), words)).slice(0, PAGE_SIZE);
}

function textOf({ organisation, pointOfService, code }: Terminal): string {
  const names = [organisation.lv, organisation.en, pointOfService.lv, pointOfService.en];
  return `${names.join(' ')} ${code}`;
}
