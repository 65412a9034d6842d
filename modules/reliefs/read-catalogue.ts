import type { Context } from '../../platform/context.ts';
import type { Database } from '../../platform/database/database.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { CatalogueRelief } from './catalogue.ts';
import { makeDefinitions } from './definitions/resolve-definitions.ts';
import { readPublishedDefinitions } from './definitions/sql/read-published-definitions.ts';
import { readCatalogueMark } from './sql/read-catalogue-mark.ts';
import { readPublishedReliefs } from './sql/read-published-reliefs.ts';

/** All published reliefs with all versions, by code; definitions have what they say put in. */
export async function readCatalogue({ db }: Pick<Context, 'db'>): Promise<CatalogueRelief[]> {
  return await resolved(db, await readPublishedReliefs(db));
}

/** One published relief by its code. Refuses `relief-unknown`. */
export async function getRelief(
  { db }: Pick<Context, 'db'>,
  code: string,
): Promise<CatalogueRelief> {
  const [relief] = await resolved(db, await readPublishedReliefs(db, code));
  if (!relief) throw new Refusal('relief-unknown', { relief: code });
  return relief;
}

async function resolved(db: Database, reliefs: CatalogueRelief[]): Promise<CatalogueRelief[]> {
  const definitions = makeDefinitions(await readPublishedDefinitions(db));
  return reliefs.map((relief) => ({
    ...relief,
    versions: relief.versions.map((version) => ({
      ...version,
      instruction: definitions.resolve(version.instruction),
    })),
  }));
}

/** A text that changes when a version is published or ended. */
export async function catalogueMark({ db }: Pick<Context, 'db'>): Promise<string> {
  return await readCatalogueMark(db);
}

/** How long a catalogue in memory may be older than the database. */
const FRESH_MS = 5_000;

/** Reads the catalogue from memory, and from the database again when something was published. */
export type CatalogueReader = (
  context: Pick<Context, 'db' | 'clock'>,
) => Promise<readonly CatalogueRelief[]>;

/** Makes a reader with a memory of its own; a server has one. */
export function makeCatalogueReader(): CatalogueReader {
  let catalogue: readonly CatalogueRelief[] = [];
  let mark: string | undefined;
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  return async (context) => {
    const nowMs = context.clock.now().getTime();
    if (mark !== undefined && Math.abs(nowMs - checkedAtMs) < FRESH_MS) return catalogue;
    const found = await catalogueMark(context);
    if (found !== mark) {
      catalogue = await readCatalogue(context);
      mark = found;
    }
    checkedAtMs = nowMs;
    return catalogue;
  };
}
