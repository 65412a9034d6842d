/** The door of the means of identification: what a person shows, found by a keyed hash of its value. */
export { blockMeans } from './block-means.ts';
export { meansErrors } from './errors.ts';
export { issueOneTimeCode } from './issue-one-time-code.ts';
export { listMeans } from './list-means.ts';
export { loadMeans, type MeansReport } from './load-means.ts';
export { hashMeansValue, isBankCardNumber } from './means.ts';
export { purgeOneTimeCodes } from './purge-one-time-codes.ts';
export { registerMeans } from './register-means.ts';
export { reportMeansLost } from './report-means-lost.ts';
export { meansRoutes } from './routes.ts';
export { unblockMeans } from './unblock-means.ts';
