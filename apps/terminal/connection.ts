import {
  createIdsClient,
  type IdsClient,
  type Item,
  type Terminal,
  type Text,
} from '../../sdk/index.ts';
import type { Language } from './receipt.ts';

/** A provider's system that the terminal may act as, with its access key. */
export interface TerminalIds {
  name: string;
  accessKey: string;
}

/** One terminal at work: its IDS, its place, what it sells. */
export interface Connection {
  client: IdsClient;
  terminal: Terminal;
  items: Item[];
  names: ReadonlyMap<string, Text>;
}

/** Signs in with an IDS's access key and reads what it may use and sell. */
export async function connectIds(
  ids: TerminalIds,
  { baseUrl, language }: { baseUrl: string; language: Language },
): Promise<{ client: IdsClient; terminals: Terminal[]; items: Item[]; names: Map<string, Text> }> {
  const client = createIdsClient({ baseUrl, accessKey: ids.accessKey, language });
  const [terminals, items] = await Promise.all([client.terminals(), client.items()]);
  return {
    client,
    terminals: terminals.filter((terminal) => terminal.status === 'active'),
    items,
    names: new Map(items.map((item) => [item.code, item.name])),
  };
}
