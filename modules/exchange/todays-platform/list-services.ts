import type { Context } from '../../../platform/context.ts';
import { listDataSets, type ShownVersion } from '../data-sets/list-data-sets.ts';
import type { TodaysService } from './api.ts';

const PAGE = 200;
/** Today's call has no pages: what is more is found at `/exchange/v1/data-sets`. */
const PAGES_MAX = 50;

/** The published data sets as services by key and of changed records, as the present platform lists them. */
export async function listServices(context: Context): Promise<TodaysService[]> {
  const found: ShownVersion[] = [];
  let after: { code: string; version: number } | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const versions: ShownVersion[] = await listDataSets(context, { after, limit: PAGE });
    found.push(...versions);
    after = versions.at(-1) ?? null;
    if (versions.length < PAGE) break;
  }
  return found.filter(({ state }) => state === 'published').map(show);
}

function show({ code, version, definition }: ShownVersion): TodaysService {
  const address = `/exchange/v1/data-sets/${code}/${version}`;
  return {
    ...{ service_name: code, version, description: definition.name.lv },
    ...{ by_key: `${address}/by-key`, changes: `${address}/changes` },
  };
}
