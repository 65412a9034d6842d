import type { Context } from '../../platform/context.ts';
import { classifiersMark, readClassifiers } from '../classifiers/index.ts';
import { listOrganisations, organisationsMark } from '../persons/index.ts';
import {
  type AllGrantors,
  type CatalogueRelief,
  type Concepts,
  catalogueMark,
  makeGrantors,
  readCatalogue,
} from '../reliefs/index.ts';

/** What entitlements are computed from besides the person: the same for all, read once. */
export interface Grounds {
  reliefs: readonly CatalogueRelief[];
  concepts: Concepts;
  grantors: AllGrantors;
  /** Ids of organisations by their codes. */
  organisationIds: ReadonlyMap<string, string>;
}

/** Reads the grounds as they are now, inside the caller's database transaction. */
export type GroundsReader = (context: Pick<Context, 'db'>) => Promise<Grounds>;

export const readGrounds: GroundsReader = async (context) => {
  const classifiers = await readClassifiers(context);
  const organisations = await listOrganisations(context);
  return {
    reliefs: await readCatalogue(context),
    concepts: classifiers,
    grantors: makeGrantors(organisations, classifiers),
    organisationIds: new Map(organisations.map(({ code, id }) => [code, id])),
  };
};

/** A text that changes when the grounds do. */
export async function groundsMark(context: Pick<Context, 'db'>): Promise<string> {
  return [
    await catalogueMark(context),
    await classifiersMark(context),
    await organisationsMark(context),
  ].join('; ');
}

/** Makes a reader with a memory of its own, which reads anew only what has changed in between. */
export function makeGroundsReader(): GroundsReader {
  let known: { marks: string; grounds: Grounds } | undefined;
  return async (context) => {
    const marks = await groundsMark(context);
    if (known?.marks !== marks) known = { marks, grounds: await readGrounds(context) };
    return known.grounds;
  };
}
