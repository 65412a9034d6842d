/** The door of persons: people, households, relations, organisations and dated facts. */
export {
  countAbsent,
  forgetNamed,
  listAbsent,
  noteNamed,
  noteNamedOrganisations,
} from './absent/absent.ts';
export type { Dropped, KindsOfRelations, Stated, Subject } from './absent/held.ts';
export type { Ending } from './absent/sql/list-absent-in.ts';
export { addOrganisations } from './add-organisations.ts';
export { addPersons } from './add-persons.ts';
export { countPersons } from './count-persons.ts';
export { personErrors } from './errors.ts';
export { findOrAddForeigner, isForeignIdentifier } from './find-or-add-foreigner.ts';
export {
  findPersonByCode,
  findPersonsByCode,
  findPersonsByFormerCode,
  findPersonsNamed,
} from './find-person-by-code.ts';
export { listChildren } from './list-children.ts';
export { listMembers } from './list-members.ts';
export { listOrganisations, organisationsMark } from './list-organisations.ts';
export { listPersonIds } from './list-person-ids.ts';
export { listPersonRanges } from './list-person-ranges.ts';
export { listPersonalCodeHashes, listPersonalCodes } from './list-personal-codes.ts';
export { LOOK_ACTS, LOOKS, type LookAct, PURPOSES } from './looks/look.ts';
export { makeLookRecord } from './looks/make-look-record.ts';
export { readNearness } from './looks/read-nearness.ts';
export type { OrganisationStatement } from './organisation.ts';
export type { PersonStatement, RelationKind, RelationsStated } from './person.ts';
export type { PersonFacts } from './person-facts.ts';
export { checkDigit, holdsPersonalCode, parsePersonalCode } from './personal-code.ts';
export { readPersonFacts } from './read-person-facts.ts';
export { readPersonNames } from './read-person-names.ts';
export { readPersonalCode } from './read-personal-code.ts';
export { recordFacts, recordHouseholdFacts } from './record-facts.ts';
export { recordHouseholds, recordRelations } from './record-relations.ts';
export {
  listRepresentations,
  listRepresentedOrganisations,
} from './representations/list-representations.ts';
export { readOrganisationNames } from './representations/read-organisation-names.ts';
export { recordRepresentations } from './representations/record-representations.ts';
export {
  MANNERS,
  type Manner,
} from './representations/representation.ts';
