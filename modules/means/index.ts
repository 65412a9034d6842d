/** The door of the means of identification: what a person shows, found by a keyed hash of its value. */
export { blockMeans } from './block-means.ts';
export { meansErrors } from './errors.ts';
export { findMeans, type ShownMeans } from './find-means.ts';
export { issueOneTimeCode, type OneTimeCode } from './issue-one-time-code.ts';
export { type HeldMeans, listMeans } from './list-means.ts';
export { loadMeans, type MeansRecord, type MeansReport } from './load-means.ts';
export {
  BANK_CARD,
  endingOf,
  hashMeansValue,
  isBankCardNumber,
  isMeansValue,
  type MeansStatus,
  normaliseMeansValue,
  ONE_TIME_CODE,
} from './means.ts';
export { purgeOneTimeCodes } from './purge-one-time-codes.ts';
export { type MeansStatement, registerMeans } from './register-means.ts';
export { reportMeansLost } from './report-means-lost.ts';
export { meansRoutes } from './routes.ts';
export { unblockMeans } from './unblock-means.ts';
