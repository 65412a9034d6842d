/** The door of the registers: how records of data sets become persons, facts and organisations. */
export { registerErrors } from './errors.ts';
export { confirmAbsent } from './following/confirm-absent.ts';
export { setUpRegisters } from './following/set-up-registers.ts';
export { FOLLOWING, startFollower } from './following/start-follower.ts';
export { describeRegisters, type RegisterState } from './freshness/describe-registers.ts';
export { watchFreshness } from './freshness/watch-freshness.ts';
export { loadRegisterFiles, type RegisterLoad } from './load-register-files.ts';
export { recordTester, testMapping } from './mapping/mapping-example.ts';
export { mappingProblemText } from './mapping/mapping-problem.ts';
export { readExamples } from './mapping/read-examples.ts';
export { measureRegisters } from './metrics.ts';
export { parseLine, parseRecord } from './parse-record.ts';
export { readLines } from './read-lines.ts';
export { EMPTY_PERIOD, PersonalCodeText } from './record-fields.ts';
export { type RecordReport, refuse } from './record-report.ts';
export { DEFINITIONS as REGISTERS_FOLDER, readRegister, readRegisters } from './register-texts.ts';
export { registerRoutes } from './routes.ts';
