/** The door of persons: people, households, relations, organisations and dated facts. */
export { addOrganisations } from './add-organisations.ts';
export { addPersons, type PersonsAdded } from './add-persons.ts';
export { countPersons } from './count-persons.ts';
export { personErrors } from './errors.ts';
export { FACT_KINDS, type FactKind } from './fact-kinds.ts';
export { getOrganisation, listOrganisations } from './find-organisation.ts';
export { findPersonByCode, findPersonsByCode } from './find-person-by-code.ts';
export { listPersonIds } from './list-person-ids.ts';
export type {
  Organisation,
  OrganisationKind,
  OrganisationRole,
  OrganisationStatement,
} from './organisation.ts';
export type { HouseholdMembership, PersonStatement, Relation, RelationKind } from './person.ts';
export type { Fact, Period, PersonFacts, RelationToPerson } from './person-facts.ts';
export { checkDigit, type PersonalCode, parsePersonalCode } from './personal-code.ts';
export { readPersonFacts } from './read-person-facts.ts';
export { readPersonNames } from './read-person-names.ts';
export {
  type FactStatement,
  type FactsOfRegister,
  type FactsRecorded,
  recordFacts,
} from './record-facts.ts';
export { type RelationsStated, recordHouseholds, recordRelations } from './record-relations.ts';
export { streamPersonFacts } from './stream-person-facts.ts';
