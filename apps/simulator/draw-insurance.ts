import { type DayNumber, dayNumber, dayText, years } from './day-number.ts';
import {
  birthdayAt,
  type SimulatedHousehold,
  type SimulatedPerson,
  type Span,
  stated,
} from './person.ts';
import type { Random } from './random.ts';
import type { FareReliefRecord, OrphanRecord, SocialInsuranceRecord } from './register-records.ts';

const RECORDS_FROM = dayNumber('2010-01-01');
const SERVICE_SHARE = 0.012;

/** Pensions, employment and care benefits: for adults, and for children with a pension. */
export function drawInsurance(
  random: Random,
  person: SimulatedPerson,
  {
    household,
    orphan,
    referenceDay,
  }: {
    household: SimulatedHousehold;
    orphan: OrphanRecord | undefined;
    referenceDay: DayNumber;
  },
): SocialInsuranceRecord | undefined {
  const adult = birthdayAt(person, 18);
  const pensions = drawPensions(random, person, { orphan, referenceDay });
  if (adult > referenceDay && pensions.length === 0) return undefined;
  const insuredFrom = Math.max(RECORDS_FROM, Math.min(adult, referenceDay));
  return {
    personalCode: person.code,
    insuredFrom: dayText(insuredFrom),
    pensions,
    employments:
      adult > referenceDay ? [] : drawEmployments(random, { person, insuredFrom, referenceDay }),
    careBenefits: household.members[0] === person ? careBenefits(person, household) : [],
  };
}

/** 62 years until 2013, three months more each year, 65 since 2025 (Law on State Pensions). */
function pensionDay(person: SimulatedPerson): DayNumber {
  const at62 = birthdayAt(person, 62);
  if (at62 < dayNumber('2014-01-01')) return at62;
  for (let year = 2014; year < 2025; year++) {
    const day = at62 + Math.round((year - 2013) * 91.31);
    if (day < dayNumber(`${year + 1}-01-01`)) return day;
  }
  return birthdayAt(person, 65);
}

function drawPensions(
  random: Random,
  person: SimulatedPerson,
  { orphan, referenceDay }: { orphan: OrphanRecord | undefined; referenceDay: DayNumber },
): SocialInsuranceRecord['pensions'] {
  const pensions: SocialInsuranceRecord['pensions'] = [];
  const add = (kind: (typeof pensions)[number]['kind'], span: Span) => {
    if (span.to !== null && span.to <= span.from) return;
    for (const period of stated(person, span)) pensions.push({ kind, ...period });
  };
  const retired = pensionDay(person);
  if (retired <= referenceDay) add('old-age', { from: retired, to: null });
  for (const { span, group } of person.disability) {
    if (group !== 'child' && span.from < retired) {
      add('disability', { from: span.from, to: Math.min(span.to ?? retired, retired) });
    }
  }
  const serviceFrom = birthdayAt(person, 50);
  if (serviceFrom <= referenceDay && random.chance(SERVICE_SHARE)) {
    add('service', { from: serviceFrom, to: retired });
  }
  if (orphan?.decisions[0]?.status === 'orphan' && person.careFrom !== null) {
    add('survivor', { from: person.careFrom, to: birthdayAt(person, 24) });
  }
  return pensions;
}

function employedShare(person: SimulatedPerson): number {
  const { age } = person;
  if (age >= 75) return 0.02;
  if (age >= 65) return age < 70 ? 0.27 : 0.1;
  const able = person.disability.some(({ group }) => group === 'I' || group === 'II') ? 0.3 : 0.83;
  return age < 24 ? able * 0.5 : able;
}

function drawEmployments(
  random: Random,
  {
    person,
    insuredFrom,
    referenceDay,
  }: {
    person: SimulatedPerson;
    insuredFrom: DayNumber;
    referenceDay: DayNumber;
  },
): SocialInsuranceRecord['employments'] {
  const working = random.chance(employedShare(person));
  const lastDay = Math.min(referenceDay, pensionDay(person));
  const length = Math.max(1, referenceDay - insuredFrom);
  const spells: Span[] = [];
  if (working) {
    const from = referenceDay - random.between(0, Math.min(length, years(9)));
    if (random.chance(0.4) && from - insuredFrom > 400) {
      spells.push({ from: insuredFrom, to: from - random.between(30, 330) });
    }
    spells.push({ from, to: null });
  } else if (random.chance(0.7) && lastDay - insuredFrom > 60) {
    spells.push({ from: insuredFrom, to: insuredFrom + random.between(30, lastDay - insuredFrom) });
  }
  return spells.flatMap((span) =>
    stated(person, span).map((period) => ({
      // Numbers beginning with 97 are given by no real register.
      employer: `97${String(random.between(1, 40_000)).padStart(9, '0')}`,
      ...period,
    })),
  );
}

function careBenefits(
  carer: SimulatedPerson,
  household: SimulatedHousehold,
): SocialInsuranceRecord['careBenefits'] {
  return household.members
    .filter((member) => member.role !== 'adult' && member !== carer)
    .flatMap((member) =>
      member.disability
        .filter(({ group }) => group === 'child' || group === 'I')
        .flatMap(({ span }) => stated(member, span))
        .filter(({ to }) => carer.death === null || (to !== null && to <= dayText(carer.death)))
        .map((period) => ({ caredFor: member.code, ...period })),
    );
}

/** Statuses of the politically repressed and of participants of the national resistance: the old. */
export function drawFareStatus(
  random: Random,
  person: SimulatedPerson,
): FareReliefRecord | undefined {
  if (person.age < 68) return undefined;
  const status =
    person.age >= 92 && random.chance(0.12)
      ? ('resistance-participant' as const)
      : random.chance(0.035)
        ? ('repressed' as const)
        : undefined;
  if (!status) return undefined;
  const from = dayNumber('1995-01-01') + random.between(0, years(14));
  return {
    personalCode: person.code,
    statuses: stated(person, { from, to: null }).map((period) => ({
      certificate: `AP-${person.code.slice(7)}`,
      status,
      ...period,
    })),
  };
}
