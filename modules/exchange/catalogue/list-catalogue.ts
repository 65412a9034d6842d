import { askingWithRole } from '../../../platform/asking.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import { type Context, GRANTING_ROLES } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { PERSONAL_CLASSES } from '../definition.ts';
import type { VersionName } from '../version.ts';
import type { CataloguedDataSet, CatalogueEntry } from './api.ts';
import { catalogueFields } from './catalogue-fields.ts';
import { type PublishedRow, selectPublished } from './sql/select-published.ts';
import { selectPublishedVersions } from './sql/select-published-versions.ts';

interface Page {
  search: string;
  after: VersionName | null;
  limit: number;
}

/** What is published for others to apply for: what it is, and never what is in it. For officials. */
export async function listCatalogue(context: Context, page: Page): Promise<CatalogueEntry[]> {
  askingWithRole(context, GRANTING_ROLES);
  const today = rigaDay(context.clock.now());
  return (await selectPublished(context.db, { ...page, today, name: null })).map(entryOf);
}

/** One of it, with its fields and the versions beside it. Refuses with `data-set-unknown` also what is not published. */
export async function describeCatalogued(
  context: Context,
  name: VersionName,
): Promise<CataloguedDataSet> {
  askingWithRole(context, GRANTING_ROLES);
  const today = rigaDay(context.clock.now());
  const asked = { today, name, search: '', after: null, limit: 1 };
  const [row] = await selectPublished(context.db, asked);
  if (!row) throw new Refusal('data-set-unknown');
  const versions = await selectPublishedVersions(context.db, { code: name.code, today });
  return { ...entryOf(row), versions, fields: catalogueFields(row.definition) };
}

function entryOf(row: PublishedRow): CatalogueEntry {
  const { code, version, endsOn, source, loadedAt, changedAt, definition } = row;
  const { name, updates = null, licence = null, legalBasis = null } = definition;
  const fields = catalogueFields(definition);
  return {
    ...{ code, version, name, source, updates, licence, legalBasis, endsOn },
    loadedAt: loadedAt?.toISOString() ?? null,
    changedAt: changedAt?.toISOString() ?? null,
    mostPersonal: PERSONAL_CLASSES.findLast((one) => fields.some((field) => field.class === one)),
    fieldCount: fields.filter((field) => field.class !== null).length,
  };
}
