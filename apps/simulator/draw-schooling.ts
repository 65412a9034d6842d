import { firstOfSeptember, yearOf } from './day-number.ts';
import type { SimulatedHousehold, SimulatedPerson } from './person.ts';
import { stated } from './person.ts';
import { codeOn, drawCollegePlace, drawSchoolPlace } from './places.ts';
import { type Random, weightedDraw } from './random.ts';
import type { EducationRecord } from './register-records.ts';

const FIRST_YEAR = 2020;
/** A child starts grade 1 in the year of the seventh birthday. */
const GRADE_ONE_YEARS = 7;

const drawAfterBasic = weightedDraw([
  ['secondary', 62],
  ['vocational', 34],
  ['none', 4],
] as const);

type Enrolment = EducationRecord['enrolments'][number];
type Studies = Pick<Enrolment, 'stage' | 'kind' | 'grade' | 'studyForm'> & { place: string };

interface Path {
  preschoolFrom: number;
  basicPlace: string;
  upperPlace: string;
  collegePlace: string;
  afterBasic: 'secondary' | 'vocational' | 'none';
  higherYears: number;
  form: 'full-time' | 'part-time' | 'distance';
  higherForm: 'full-time' | 'part-time';
}

/**
 * The enrolments of a person, one for each school year since 2020/2021 up to that of the reference
 * day; grades advance on 1 September. Notes on the person whether studies go on.
 */
export function drawSchooling(
  random: Random,
  person: SimulatedPerson,
  household: SimulatedHousehold,
  schoolYear: number,
): EducationRecord | undefined {
  const birthYear = yearOf(person.birth);
  const oldest = schoolYear - birthYear;
  if (oldest < 2 || FIRST_YEAR - birthYear > 24) return undefined;
  const path = drawPath(random, household);
  const enrolments: Enrolment[] = [];
  for (let year = Math.max(FIRST_YEAR, birthYear + 2); year <= schoolYear; year++) {
    const studies = studiesAt(path, year - birthYear);
    const [span] = stated(person, { from: firstOfSeptember(year), to: firstOfSeptember(year + 1) });
    if (!studies || !span) continue;
    enrolments.push(enrolment(year, studies, span));
    if (year === schoolYear) {
      person.studying = studies.stage !== 'preschool';
      person.pupil = studies.grade !== null;
    }
  }
  const last = enrolments.at(-1);
  if (!last) return undefined;
  const present = Number(last.schoolYear.slice(0, 4)) === schoolYear ? last.territory : null;
  return { personalCode: person.code, territory: present, enrolments };
}

function drawPath(random: Random, { home }: SimulatedHousehold): Path {
  const afterBasic = drawAfterBasic(random);
  const higher = random.chance(afterBasic === 'secondary' ? 0.62 : 0.12);
  const upperPlace = drawSchoolPlace(random, home, true);
  return {
    preschoolFrom: random.chance(0.75) ? random.between(2, 4) : 5,
    basicPlace: drawSchoolPlace(random, home, false),
    upperPlace,
    collegePlace: drawCollegePlace(random),
    afterBasic,
    higherYears: higher ? random.between(2, 5) : 0,
    form: random.chance(0.985) ? 'full-time' : 'distance',
    higherForm: random.chance(0.72) ? 'full-time' : 'part-time',
  };
}

/** What somebody studies in the school year that begins in the year of this birthday. */
function studiesAt(path: Path, birthday: number): Studies | undefined {
  const grade = birthday - GRADE_ONE_YEARS + 1;
  const { form, basicPlace, upperPlace, collegePlace, higherForm } = path;
  const general = { kind: 'general', studyForm: form };
  if (grade < 1) {
    if (birthday < path.preschoolFrom) return undefined;
    const preschool = { stage: 'preschool', kind: 'general', grade: null, studyForm: null };
    return { ...preschool, place: basicPlace };
  }
  if (grade <= 9) return { ...general, stage: 'basic', grade, place: basicPlace };
  if (path.afterBasic === 'secondary' && grade <= 12) {
    return { ...general, stage: 'secondary', grade, place: upperPlace };
  }
  const lastBefore = path.afterBasic === 'secondary' ? 12 : 13;
  if (path.afterBasic === 'vocational' && grade <= 13) {
    const vocational = { stage: 'vocational', kind: 'vocational', grade: null };
    return { ...vocational, studyForm: 'full-time', place: collegePlace };
  }
  if (path.afterBasic !== 'none' && grade <= lastBefore + path.higherYears) {
    const higher = { stage: 'higher', kind: 'higher', grade: null };
    return { ...higher, studyForm: higherForm, place: collegePlace };
  }
  return undefined;
}

function enrolment(
  year: number,
  { place, ...studies }: Studies,
  span: { from: string; to: string | null },
): Enrolment {
  return {
    schoolYear: `${year}/${year + 1}`,
    // Numbers beginning with 98 are given by no real register.
    institution: `98${place}${studies.stage === 'basic' ? '01' : '02'}`,
    territory: codeOn(place, firstOfSeptember(year)),
    ...studies,
    ...span,
  };
}
