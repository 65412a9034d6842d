/** How strong a login is (Regulation (EU) 910/2014, Article 8), the weakest first. */
export const ASSURANCE_LEVELS = ['low', 'substantial', 'high'] as const;
export type AssuranceLevel = (typeof ASSURANCE_LEVELS)[number];

const ACR_PREFIX = 'http://eidas.europa.eu/LoA/';

/** The level as OpenID Connect names it: the address that eIDAS gave it. */
export function acrOf(level: AssuranceLevel): string {
  return ACR_PREFIX + level;
}

export function levelOfAcr(acr: string | undefined): AssuranceLevel | undefined {
  return ASSURANCE_LEVELS.find((level) => acrOf(level) === acr);
}

export function isAtLeast(level: AssuranceLevel | undefined, least: AssuranceLevel): boolean {
  return level !== undefined && rankOf(level) >= rankOf(least);
}

/** The stronger of two levels. */
export function strongerOf(one: AssuranceLevel, other: AssuranceLevel): AssuranceLevel {
  return rankOf(one) >= rankOf(other) ? one : other;
}

/** The weakest of some levels; undefined when there are none. */
export function weakestOf(levels: readonly AssuranceLevel[]): AssuranceLevel | undefined {
  return ASSURANCE_LEVELS.find((level) => levels.includes(level));
}

function rankOf(level: AssuranceLevel): number {
  return ASSURANCE_LEVELS.indexOf(level);
}
