import type { Classifiers } from '../modules/classifiers/index.ts';
import { calculate } from '../modules/reliefs/calculate.ts';
import type {
  Calculation,
  Candidate,
  LineReason,
  Occasion,
} from '../modules/reliefs/calculation.ts';
import { type Grantors, resolveGrantor } from '../modules/reliefs/conditions/givings.ts';
import { entitlementPeriods, periodOn } from '../modules/reliefs/entitlement-periods.ts';
import { explainCondition } from '../modules/reliefs/explain-condition.ts';
import { childrenAges, type Quota } from '../modules/reliefs/instruction/quota.ts';
import { quotaCeiling, quotaMeasure } from '../modules/reliefs/instruction/quota-measure.ts';
import type { Relief } from '../modules/reliefs/instruction.ts';
import { ageOn, type Day } from '../platform/clock/day.ts';
import { caseOccasion, readCaseBasket, readCaseDay } from './case-basket.ts';
import { type CasePerson, readCasePerson } from './case-person.ts';
import { type Case, writeEuros } from './case-table.ts';

/** What came out of a case, in the words of the tables. */
export interface CaseOutcome {
  recipientPays: string;
  reliefs: string;
  /** By code of the relief: its reasons, or why the person does not have it. */
  why: Map<string, string>;
  /** Codes of the reliefs that the person has on the day. */
  entitled: string[];
}

/** Runs a case against all reliefs: who has them on the day, then what the basket comes to. */
export function runCase(
  row: Case,
  { catalogue, classifiers }: { catalogue: readonly Relief[]; classifiers: Classifiers },
): CaseOutcome {
  const person = readCasePerson(row.person, classifiers);
  const basket = readCaseBasket(row.basket, classifiers);
  const occasion = caseOccasion(readCaseDay(row.day), {
    basket,
    classifiers,
    meansKind: person.meansKind,
  });
  const why = new Map<string, string>();
  const candidates: Candidate[] = [];
  for (const relief of catalogue) {
    const found = candidateOf(relief, { person, occasion, classifiers });
    if (typeof found === 'string') why.set(relief.code, found);
    else candidates.push({ ...found, agreed: !basket.notAgreed.has(relief.code) });
  }
  const calculation = calculate({
    occasion,
    lines: basket.lines,
    candidates,
    spendPoints: basket.spendPoints,
    broader: (code) => [code, ...classifiers.broader('goods-and-services', code)],
  });
  const entitled = candidates.map((candidate) => candidate.reliefCode);
  for (const code of entitled) why.set(code, reasonsText(calculation, code));
  return {
    recipientPays: paysText(calculation),
    reliefs: reliefsText(calculation, entitled),
    why,
    entitled,
  };
}

/** The relief as a candidate; or `not-in-force`, `no`, `unknown` when the person does not have it. */
function candidateOf(
  relief: Relief,
  about: { person: CasePerson; occasion: Occasion; classifiers: Classifiers },
): Candidate | string {
  const { person, occasion, classifiers } = about;
  const { day } = occasion;
  const grantors = grantorsOf(classifiers);
  const versions = relief.versions.map((instruction, index) => ({
    version: index + 1,
    instruction,
  }));
  const valid = relief.versions.find(({ from, to }) => from <= day && (!to || day < to));
  if (!valid) return 'not-in-force';
  const having = { concepts: classifiers, grantors };
  const periods = entitlementPeriods({ grantor: relief.grantor, versions }, person.facts, having);
  const period = periodOn(periods, day);
  if (!period) {
    const subject = { person: person.facts, day, concepts: classifiers };
    const grantor = resolveGrantor(relief.grantor, { ...subject, grantors });
    if (!grantor) return 'unknown';
    const asked = { ...subject, grantorTerritory: grantor.territory };
    return explainCondition(valid.who, asked).verdict;
  }
  return {
    entitlementId: relief.code,
    reliefId: relief.code,
    reliefCode: relief.code,
    instructionId: `${relief.code} ${period.version}`,
    version: period.version,
    instruction: period.instruction,
    grantorId: period.grantor,
    shareGrantorIds: period.shareGrantors,
    benefits: period.benefits,
    quotasLeft: period.instruction.quotas.map((quota) =>
      quotaLeft(quota, { person, day, code: relief.code }),
    ),
    quotaKeys: period.instruction.quotas.map(
      ({ shared, per, in: period, of }) =>
        `${shared ?? relief.code} ${JSON.stringify([per, period, of])}`,
    ),
    budgetLeftCents: person.budgetLeftCents.get(relief.code) ?? period.instruction.budget?.amount,
    budgetKey: period.instruction.budget?.shared ?? relief.code,
    pointsBalance: person.points,
    usedToday: person.usedToday.has(relief.code),
    agreed: true,
  };
}

/** Of every quota of a relief the same is used; a quota for each child counts those of its ages. */
function quotaLeft(
  quota: Quota,
  { person, day, code }: { person: CasePerson; day: Day; code: string },
): number {
  const { from, below = Number.POSITIVE_INFINITY } = childrenAges(quota);
  const children = person.facts.related.filter(
    ({ relation, period, person: { birthDate, deathDate } }) =>
      relation === 'child' &&
      period.from <= day &&
      (period.to === null || day < period.to) &&
      birthDate <= day &&
      (deathDate === null || day <= deathDate) &&
      ageOn(birthDate, day) >= from &&
      ageOn(birthDate, day) < below,
  );
  const times = quota.per === 'child' ? children.length : 1;
  const used = person.used[quotaMeasure(quota)].get(code) ?? 0;
  return Math.max(0, quotaCeiling(quota) * times - used);
}

/** Municipalities are the organisations `m-<territory>`; everybody else gives in the whole state. */
function grantorsOf(classifiers: Classifiers): Grantors {
  return {
    territoryOf: (organisation) => /^m-(\d{7})$/.exec(organisation)?.[1],
    municipalityOf: (code) => {
      const territory = classifiers.municipalityOf(code);
      return territory ? { organisation: `m-${territory}`, territory } : undefined;
    },
  };
}

function paysText(calculation: Calculation): string {
  const pays = writeEuros(calculation.recipientPaysCents);
  const back = calculation.compensationCents;
  return back > 0 ? `${pays}, then ${writeEuros(back)} back` : pays;
}

/** `CODE 2.15 (payer 1.07 + payer 1.08), 2 points earned`; who pays is always told. */
function reliefsText(calculation: Calculation, codes: readonly string[]): string {
  const texts: string[] = [];
  for (const code of codes) {
    const takes = calculation.takes.find((one) => one.entitlementId === code);
    if (!takes) continue;
    const applied = calculation.lines
      .flatMap((line) => line.applied)
      .filter((one) => one.entitlementId === code);
    const byGrantor = new Map<string, number>();
    for (const { grantorId, amountCents } of applied.flatMap((one) => one.shares)) {
      byGrantor.set(grantorId, (byGrantor.get(grantorId) ?? 0) + amountCents);
    }
    const amountCents = applied.reduce((sum, one) => sum + one.amountCents, 0);
    const parts = [`${code} ${writeEuros(amountCents)}${payersText(byGrantor)}`];
    if (takes.pointsSpent > 0) parts.push(`${takes.pointsSpent} points spent`);
    if (takes.pointsEarned > 0) parts.push(`${takes.pointsEarned} points earned`);
    texts.push(parts.join(', '));
  }
  return texts.join('; ') || 'none';
}

function payersText(byGrantor: ReadonlyMap<string, number>): string {
  const [first, ...others] = [...byGrantor];
  if (!first) return '';
  if (others.length === 0) return ` (${first[0]})`;
  const parts = [first, ...others].map(([grantor, cents]) => `${grantor} ${writeEuros(cents)}`);
  return ` (${parts.join(' + ')})`;
}

function reasonsText(calculation: Calculation, code: string): string {
  const texts = calculation.reasons
    .filter((reason) => reason.entitlementId === code)
    .map(reasonText);
  return [...new Set(texts)].join(', ');
}

function reasonText(reason: LineReason): string {
  const more = reason.wonBy ?? reason.limitedBy;
  return more === undefined ? reason.code : `${reason.code} (${more})`;
}
