import { classifiersFromFiles } from '../../modules/classifiers/index.ts';
import { type DayNumber, dayNumber } from './day-number.ts';
import { type Random, weightedDraw } from './random.ts';
import { TERRITORY_WEIGHTS } from './territory-weights.ts';

/** A place to live: a state city, a town or a parish. */
export interface Place {
  code: string;
  municipality: string;
  kind: 'city' | 'town' | 'parish';
}

const RIGA = '0001000';
/** Municipalities around Rīga, from which some pupils go to school in Rīga. */
const AROUND_RIGA = new Set([
  ...['0023000', '0034000', '0039000', '0040000', '0041000'],
  ...['0044000', '0045000', '0047000', '0048000'],
]);
const TOWN_SHARE = 0.4;

/** Varakļānu novads became part of Madonas novads: its places have new codes since that day. */
const REFORM_DAY = dayNumber('2025-07-01');
const NEW_CODES: Readonly<Record<string, string>> = {
  '0054010': '0038510',
  '0054110': '0038520',
  '0054120': '0038530',
  '0054130': '0038540',
  '0054140': '0038550',
};

const classifiers = classifiersFromFiles();
const concepts =
  classifiers.schemes.find((scheme) => scheme.code === 'territories')?.concepts ?? [];
const places: readonly Place[] = concepts
  .filter((concept) => concept.validFrom === null)
  .flatMap((concept): Place[] => {
    const { code } = concept;
    const municipality = classifiers.municipalityOf(code) ?? code;
    if (classifiers.includes('territories', 'state-cities', code)) {
      return [{ code, municipality, kind: 'city' }];
    }
    if (concept.broader === null) return [];
    const urban = classifiers.includes('territories', 'urban', code);
    return [{ code, municipality, kind: urban ? 'town' : 'parish' }];
  });

const byMunicipality = Map.groupBy(places, (place) => place.municipality);

const drawHome = weightedDraw(
  places.map((place) => {
    const parishes = (byMunicipality.get(place.municipality)?.length ?? 2) - 1;
    const share = { city: 1, town: TOWN_SHARE, parish: (1 - TOWN_SHARE) / parishes }[place.kind];
    return [place, (TERRITORY_WEIGHTS[place.municipality] ?? 0) * share] as const;
  }),
);

const drawCollegeTown = weightedDraw([
  [RIGA, 68],
  ['0002000', 7],
  ['0003000', 8],
  ['0005000', 6],
  ['0006000', 3],
  ['0007000', 3],
  ['0053010', 5],
]);

export function drawPlace(random: Random): Place {
  return drawHome(random);
}

export function isRiga(place: Place): boolean {
  return place.code === RIGA;
}

/** Where somebody who lives here goes to school. */
export function drawSchoolPlace(random: Random, home: Place, upper: boolean): string {
  if (AROUND_RIGA.has(home.municipality) && random.chance(0.15)) return RIGA;
  if (home.kind === 'parish' && (upper || random.chance(0.5))) return townOf(home);
  return home.code;
}

export function drawCollegePlace(random: Random): string {
  return drawCollegeTown(random);
}

function townOf(place: Place): string {
  const town = byMunicipality.get(place.municipality)?.find((one) => one.kind === 'town');
  return town?.code ?? place.code;
}

/** The code of a place on a day. */
export function codeOn(code: string, day: DayNumber): string {
  return day < REFORM_DAY ? code : (NEW_CODES[code] ?? code);
}

export function municipalityOn(place: Place, day: DayNumber): string {
  return classifiers.municipalityOf(codeOn(place.code, day)) ?? place.municipality;
}

/** The codes of a place over a period: two when the reform falls into it. */
export function codesOver(
  code: string,
  period: { from: DayNumber; to: DayNumber | null },
): { code: string; from: DayNumber; to: DayNumber | null }[] {
  const { from, to } = period;
  const later = NEW_CODES[code];
  if (!later || (to !== null && to <= REFORM_DAY)) return [{ code, from, to }];
  if (from >= REFORM_DAY) return [{ code: later, from, to }];
  return [
    { code, from, to: REFORM_DAY },
    { code: later, from: REFORM_DAY, to },
  ];
}
