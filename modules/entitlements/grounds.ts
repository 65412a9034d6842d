import type { Context } from '../../platform/context.ts';
import { readClassifiers } from '../classifiers/index.ts';
import { listOrganisations } from '../persons/index.ts';
import {
  type CatalogueRelief,
  type Concepts,
  type Grantors,
  makeGrantors,
  readCatalogue,
} from '../reliefs/index.ts';

/** What entitlements are computed from besides the person: the same for all, read once. */
export interface Grounds {
  reliefs: readonly CatalogueRelief[];
  concepts: Concepts;
  grantors: Grantors;
  /** Ids of organisations by their codes. */
  organisationIds: ReadonlyMap<string, string>;
}

export async function readGrounds(context: Context): Promise<Grounds> {
  const classifiers = await readClassifiers(context);
  const organisations = await listOrganisations(context);
  return {
    reliefs: await readCatalogue(context),
    concepts: classifiers,
    grantors: makeGrantors(organisations, classifiers),
    organisationIds: new Map(organisations.map(({ code, id }) => [code, id])),
  };
}
