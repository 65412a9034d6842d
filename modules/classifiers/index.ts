/** The door of the classifiers: SKOS-like schemes and calendars, in memory and in the database. */
export type { Calendar } from './calendar.ts';
export { type Classifiers, makeClassifiers } from './classifiers.ts';
export { classifierErrors } from './errors.ts';
export { type ClassifierContent, loadClassifiers } from './load-classifiers.ts';
export {
  classifiersFromFiles,
  readCalendarFiles,
  readSchemeFiles,
} from './read-classifier-files.ts';
export { readClassifiers } from './read-classifiers.ts';
export { classifierRoutes } from './routes.ts';
export { type Collection, type Concept, type Names, parseScheme, type Scheme } from './scheme.ts';
