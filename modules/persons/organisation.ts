export type OrganisationKind = 'institution' | 'municipality' | 'merchant';
export type OrganisationRole = 'grantor' | 'provider';

/** An organisation as its register states it. */
export interface OrganisationStatement {
  code: string;
  registrationNumber: string | null;
  name: { lv: string; en: string };
  kind: OrganisationKind;
  roles: OrganisationRole[];
  /** Where it is; for a municipality, the territory that it governs. */
  territory: string | null;
}

export interface Organisation extends OrganisationStatement {
  id: string;
}
