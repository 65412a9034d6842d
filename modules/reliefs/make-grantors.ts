import type { Day } from '../../platform/clock/day.ts';
import type { Grantors } from './conditions/givings.ts';

/** What grantors are made from: organisations as their registers state them. */
export interface GrantingOrganisation {
  code: string;
  kind: string;
  territory: string | null;
}

/** Grantors of which it is known which municipalities there are. */
export interface AllGrantors extends Grantors {
  readonly municipalities: readonly { organisation: string; territory: string }[];
}

/** Tells who gives where: a municipality gives to whoever has to do with its territory. */
export function makeGrantors(
  organisations: readonly GrantingOrganisation[],
  classifiers: { on(day: Day): { broader(scheme: string, code: string): readonly string[] } },
): AllGrantors {
  const municipalities = organisations.flatMap(({ code, kind, territory }) =>
    kind === 'municipality' && territory !== null ? [{ organisation: code, territory }] : [],
  );
  const territories = new Map(
    municipalities.map(({ organisation, territory }) => [organisation, territory]),
  );
  const codes = new Map(
    municipalities.map(({ organisation, territory }) => [territory, organisation]),
  );
  return {
    municipalities,
    territoryOf: (organisation) => territories.get(organisation),
    municipalityOf: (territory, day) => {
      const broader = classifiers.on(day).broader('territories', territory);
      for (const one of [territory, ...broader]) {
        const organisation = codes.get(one);
        if (organisation) return { organisation, territory: one };
      }
      return undefined;
    },
  };
}
