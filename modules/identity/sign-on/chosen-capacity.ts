/** For whom a person chose to act towards a client: for a person, or for an organisation. */
export type ChosenCapacity =
  | { representedId: string; organisationId?: undefined }
  | { organisationId: string; representedId?: undefined };
