import type { Context } from '../../platform/context.ts';
import { readClassifiers } from '../classifiers/index.ts';
import { listOrganisations } from '../persons/index.ts';
import {
  type CatalogueRelief,
  type Concepts,
  type Grantors,
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
  const territories = new Map<string, string>();
  const municipalities = new Map<string, string>();
  for (const { code, kind, territory } of organisations) {
    if (territory === null || kind !== 'municipality') continue;
    territories.set(code, territory);
    municipalities.set(territory, code);
  }
  return {
    reliefs: await readCatalogue(context),
    concepts: classifiers,
    grantors: {
      territoryOf: (organisation) => territories.get(organisation),
      municipalityOf: (territory) => {
        for (const one of [territory, ...classifiers.broader('territories', territory)]) {
          const organisation = municipalities.get(one);
          if (organisation) return { organisation, territory: one };
        }
        return undefined;
      },
    },
    organisationIds: new Map(organisations.map(({ code, id }) => [code, id])),
  };
}
