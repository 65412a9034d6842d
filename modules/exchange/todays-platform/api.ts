import { z } from 'zod';

/** Calls of the present state platform (DAGR), in its shapes and with its names. */
export interface AccessControlTree {
  name: string;
  /** `partial`: of what is below, `properties` alone. */
  read_access: 'full' | 'partial';
  properties: AccessControlTree[];
}

const AccessControlTree: z.ZodType<AccessControlTree> = z
  .object({
    name: z.string(),
    read_access: z.enum(['full', 'partial']),
    properties: z.lazy(() => z.array(AccessControlTree)),
  })
  .meta({ id: 'AccessControlTree' });

const TodaysPermission = z.object({
  service_name: z.string(),
  permission_number: z.string(),
  purpose_of_use: z.string(),
  use_count: z.int(),
  use_count_quota: z.int().nullable(),
  valid_from: z.string(),
  valid_to: z.string(),
  access_control_tree: AccessControlTree,
});
export type TodaysPermission = z.output<typeof TodaysPermission>;

export const TodaysPermissions = z.array(TodaysPermission).meta({
  example: [
    {
      service_name: 'fpr_person',
      permission_number: 'KP-2026-000123',
      purpose_of_use: 'Pilnvarojamās personas datu pārbaude',
      ...{ use_count: 17, use_count_quota: 10_000 },
      ...{ valid_from: '2026-04-01', valid_to: '2027-03-31' },
      access_control_tree: { name: 'fpr_person', read_access: 'full', properties: [] },
    },
  ],
});

const TodaysService = z.object({
  service_name: z.string(),
  version: z.int(),
  description: z.string(),
  by_key: z.string().meta({ description: 'Address of the service by key.' }),
  changes: z.string().meta({ description: 'Address of the service of changed records.' }),
});
export type TodaysService = z.output<typeof TodaysService>;

export const TodaysServices = z.array(TodaysService).meta({
  example: [
    {
      ...{ service_name: 'vzd_address', version: 1, description: 'Adreses' },
      by_key: '/exchange/v1/data-sets/vzd_address/1/by-key',
      changes: '/exchange/v1/data-sets/vzd_address/1/changes',
    },
  ],
});
