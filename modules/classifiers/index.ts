/** The door of the classifiers: SKOS-like schemes and calendars, in memory and in the database. */
export type { Classifiers } from './classifiers.ts';
export { classifierErrors } from './errors.ts';
export type { FactKind } from './fact-kind.ts';
export { loadClassifiers } from './load-classifiers.ts';
export { noteSilence } from './note-silence.ts';
export { classifiersFromFiles, readContentFiles } from './read-classifier-files.ts';
export { classifiersMark, readClassifiers, readFactKinds } from './read-classifiers.ts';
export { classifierRoutes } from './routes.ts';
