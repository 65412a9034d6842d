import type { PersonFacts } from '../../persons/index.ts';
import {
  type CatalogueRelief,
  entitlementPeriods,
  type Instruction,
  intersectPeriods,
} from '../../reliefs/index.ts';
import type { Grounds } from '../grounds.ts';
import type { HeldGrant } from './grant.ts';

interface Period {
  from: string;
  to: string | null;
}

type Given = ReturnType<typeof entitlementPeriods>[number] & { grantId: string };

/**
 * The periods that grants give to a person beside those that the facts give: never two on one day.
 * Everything of the instruction holds but `who`: its benefits ask their own conditions, and where the
 * grantor is told by a fact, it must be the one who granted. A version that others pay a part of, published
 * since, gives nothing: who decides alone pays alone.
 */
export function grantedPeriods(
  relief: CatalogueRelief,
  {
    person,
    grounds,
    grants,
    taken,
  }: { person: PersonFacts; grounds: Grounds; grants: readonly HeldGrant[]; taken: Period[] },
): Given[] {
  const versions = relief.versions.map(({ version, instruction }) => {
    return { version, instruction: forAnybody(instruction) };
  });
  const periods = entitlementPeriods({ ...relief, versions }, person, grounds);
  const given: Given[] = [];
  for (const { id, grantorId, from, to } of grants) {
    for (const period of periods) {
      if (grounds.organisationIds.get(period.grantor) !== grantorId) continue;
      if (period.shareGrantors.some((payer) => payer !== period.grantor)) continue;
      const within = intersectPeriods(period, { from, to });
      if (!within) continue;
      for (const free of without(within, [...taken, ...given])) {
        given.push({ ...period, ...free, grantId: id });
      }
    }
  }
  return given;
}

const known = new WeakMap<Instruction, Instruction>();

/** The instruction as if everybody met `who`: one object each, so that it is compiled once. */
function forAnybody(instruction: Instruction): Instruction {
  const before = known.get(instruction);
  if (before) return before;
  const anybody: Instruction = { ...instruction, who: { all: [] } };
  known.set(instruction, anybody);
  return anybody;
}

/** What remains of a period, in order. */
function without(period: Period, taken: readonly Period[]): Period[] {
  let rest: Period[] = [period];
  for (const { from, to } of taken) {
    rest = rest.flatMap((part) => {
      const before = intersectPeriods(part, { from: part.from, to: from });
      const after = to === null ? undefined : intersectPeriods(part, { from: to, to: part.to });
      return [part.from < from ? before : undefined, after].filter((one) => one !== undefined);
    });
  }
  return rest;
}
