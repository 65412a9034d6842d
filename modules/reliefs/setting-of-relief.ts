import type { CatalogueRelief } from './catalogue.ts';
import { compiledInstruction } from './compiled/compiled-instruction.ts';
import { codesOverTime, stoodForOverTime } from './conditions/code-turns.ts';
import { payersOf } from './conditions/givings.ts';
import type { Concepts } from './conditions/subject.ts';
import type { Grantor } from './instruction.ts';
import type { AllGrantors } from './make-grantors.ts';

interface Around {
  concepts: Concepts;
  grantors: AllGrantors;
  /** Ids of organisations by their codes. */
  organisationIds: ReadonlyMap<string, string>;
}

/**
 * What lies outside of a relief's text and decides to whom it gives, as JSON to be compared: for what the
 * codes stand that its versions name, from turn to turn, and who its payers are and where. Nothing else
 * that is said of codes and organisations is in it.
 */
export function settingOfRelief({ grantor, versions }: CatalogueRelief, around: Around): unknown {
  const { concepts, grantors } = around;
  const territory = typeof grantor === 'string' ? grantors.territoryOf(grantor) : undefined;
  return versions.map(({ instruction }) => [
    codesOverTime(compiledInstruction(instruction, concepts).everything, { concepts, territory }),
    payersOf(grantor, instruction).map((payer) => payerText(payer, around)),
  ]);
}

/** Any of the municipalities may be the one that a fact tells. */
function payerText(payer: Grantor, { concepts, grantors, organisationIds }: Around): unknown {
  if (typeof payer === 'string') {
    return [organisationIds.get(payer) ?? null, grantors.territoryOf(payer) ?? null];
  }
  const { municipalities } = grantors;
  const codes = municipalities.map(({ territory }) => ['territories', territory] as const);
  return [
    municipalities.map(({ organisation }) => organisationIds.get(organisation)),
    stoodForOverTime(codes, concepts),
  ];
}
