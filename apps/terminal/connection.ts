import {
  createIdsClient,
  type IdsClient,
  type Item,
  type Terminal,
  type Text,
} from '../../sdk/index.ts';
import type { Language } from './receipt.ts';

/** Tells the platform's time: the simulated country may live in another year. */
export type TerminalClock = () => Date;

/** Sets a clock by the platform's, as a terminal sets its own by the network. */
export async function setClock(baseUrl: string): Promise<TerminalClock> {
  const answer = await fetch(`${baseUrl}/health/live`);
  const { now } = (await answer.json()) as { now: string };
  const offsetMs = Date.parse(now) - Date.now();
  return () => new Date(Date.now() + offsetMs);
}

/** A provider's system that the terminal may act as, with its access key. */
export interface TerminalIds {
  name: string;
  accessKey: string;
}

/** One terminal at work: its IDS, its place, what it sells. */
export interface Connection {
  client: IdsClient;
  clock: TerminalClock;
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
