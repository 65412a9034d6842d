import { type DayNumber, dayNumber } from './day-number.ts';
import {
  birthdayAt,
  type SimulatedHousehold,
  type SimulatedPerson,
  type Span,
  stated,
} from './person.ts';
import { type Random, weightedDraw } from './random.ts';
import type { LargeFamilyRecord, OrphanRecord } from './register-records.ts';

const CERTIFICATES_FROM = dayNumber('2021-07-01');
const REGISTERED_SHARE = 0.9;
const CERTIFICATE_SHARE = 0.65;

/** Large families, and Honorary Family certificates, of a household: one record for each member. */
export function drawLargeFamily(
  random: Random,
  household: SimulatedHousehold,
  referenceDay: DayNumber,
): LargeFamilyRecord[] {
  const children = household.members.filter((member) => member.role === 'child');
  if (children.length === 0) return [];
  const large = random.chance(REGISTERED_SHARE) ? largeFamilySpan(children) : undefined;
  const certificate = drawCertificate(random, { children, large, referenceDay });
  if (!large && !certificate) return [];
  const grandparent = household.members.at(-1);
  return household.members
    .filter((member) => member.role === 'child' || member !== grandparent)
    .map((member) => {
      member.honorary = certificate !== undefined;
      return {
        personalCode: member.code,
        largeFamilies: spansOf(member, large).map((period) => ({
          familyNumber: household.number,
          ...period,
        })),
        certificates: spansOf(member, certificate).map((period) => ({
          number: `GG-${household.number.slice(1)}-${household.members.indexOf(member) + 1}`,
          ...period,
        })),
      };
    });
}

function spansOf(person: SimulatedPerson, span: Span | undefined) {
  return span ? stated(person, { ...span, from: Math.max(span.from, person.birth) }) : [];
}

/** From the birth of the third child until fewer than three are under 18. */
function largeFamilySpan(children: readonly SimulatedPerson[]): Span | undefined {
  const eldestFirst = [...children].sort((a, b) => a.birth - b.birth);
  const third = eldestFirst[2];
  const lastOfThree = eldestFirst[children.length - 3];
  if (!third || !lastOfThree) return undefined;
  const span = { from: third.birth, to: birthdayAt(lastOfThree, 18) };
  return span.from < span.to ? span : undefined;
}

function drawCertificate(
  random: Random,
  family: { children: SimulatedPerson[]; large: Span | undefined; referenceDay: DayNumber },
): Span | undefined {
  const cared = family.children.flatMap((child) => child.disability[0]?.span ?? [])[0];
  const reason = family.large ?? cared;
  if (!reason || !random.chance(CERTIFICATE_SHARE)) return undefined;
  const from = Math.max(CERTIFICATES_FROM, reason.from) + random.between(10, 400);
  if (from > family.referenceDay || (reason.to !== null && reason.to <= from)) return undefined;
  return { from, to: reason.to };
}

const drawStatus = weightedDraw([
  ['without-parental-care', 72],
  ['orphan', 28],
] as const);

/** Decisions on a child without parental care, and the form of care until 18. */
export function drawCare(
  random: Random,
  {
    person,
    inInstitution,
    referenceDay,
  }: {
    person: SimulatedPerson;
    inInstitution: boolean;
    referenceDay: DayNumber;
  },
): OrphanRecord {
  const adult = birthdayAt(person, 18);
  const from = random.between(person.birth + 60, Math.min(referenceDay, adult) - 60);
  const form = inInstitution
    ? 'institution'
    : random.chance(0.7)
      ? 'guardianship'
      : 'foster-family';
  person.careForm = form;
  person.careFrom = from;
  const status = drawStatus(random);
  return {
    personalCode: person.code,
    decisions: stated(person, { from, to: birthdayAt(person, 24) }).map((period) => ({
      number: `BT-${person.code.slice(7)}`,
      status,
      ...period,
    })),
    care: stated(person, { from, to: adult }).map((period) => ({ form, ...period })),
  };
}
