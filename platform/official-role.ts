/**
 * What an official may do. Of a grantor: write reliefs, review what others wrote, keep the accounts. Of
 * a provider: sell. Of a service centre: serve clients. Of any organisation: say who has which role
 * there (without seeing anybody's data), or read the audit and nothing else.
 */
export const OFFICIAL_ROLES = [
  'editor',
  'reviewer',
  'accountant',
  'cashier',
  'agent',
  'administrator',
  'auditor',
] as const;
export type OfficialRole = (typeof OFFICIAL_ROLES)[number];

/** Who works on what a grantor gives: reliefs, grants, lists, permissions. */
export const GRANTING_ROLES = ['editor', 'reviewer'] as const satisfies readonly OfficialRole[];

/** Who reads what is charged. */
export const STATEMENT_ROLES = [...GRANTING_ROLES, 'accountant'] as const;
