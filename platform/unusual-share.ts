const ONE_OF = 10;

/**
 * Whether so much of a whole would end at once that somebody must be asked first: more than a tenth. A
 * snapshot, a list or a register that leaves out so much may be a wrong one.
 */
export function isUnusualShare(ending: number, whole: number): boolean {
  return ending * ONE_OF > whole;
}
