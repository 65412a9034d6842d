import { withoutVersions } from './definitions/resolve-definitions.ts';
import type { ReliefVersion } from './entitlement-periods.ts';
import type { Relief } from './instruction.ts';

/** One published version of a relief's instruction, by its internal id. */
export interface CatalogueVersion extends ReliefVersion {
  instructionId: string;
}

/** A published relief with all its versions, in the order of time. */
export interface CatalogueRelief extends Omit<Relief, 'versions'> {
  reliefId: string;
  versions: CatalogueVersion[];
}

/** The relief as its file states it: definitions by their codes alone. */
export function statedRelief(relief: CatalogueRelief): Relief {
  const { reliefId: _, versions, ...stated } = relief;
  return { ...stated, versions: versions.map(({ instruction }) => withoutVersions(instruction)) };
}
