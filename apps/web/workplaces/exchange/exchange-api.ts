import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { WaitingGrantsAnswer } from '../../../../modules/entitlements/statements/statements-api.ts';
import type { IntakeAnswer, QuarantineReasons } from '../../../../modules/exchange/intake/api.ts';
import type {
  DescribedAnswer,
  NoticesAnswer,
  PermissionsAnswer,
  ShownPermission,
} from '../../../../modules/exchange/permissions/api.ts';
import type { RegistersAnswer } from '../../../../modules/registers/register-api.ts';
import { act, read } from '../../features/api/request.ts';

export type Register = z.output<typeof RegistersAnswer>['registers'][number];
export type Intake = z.output<typeof IntakeAnswer>['dataSets'][number];
export type WaitingUpload = Intake['waiting'][number];
export type { ShownPermission };
export type ShownEvent = DescribedPermission['events'][number];
export type DescribedPermission = z.output<typeof DescribedAnswer>;

export const registersQuery = queryOptions({
  queryKey: ['registers'],
  queryFn: () => read<z.output<typeof RegistersAnswer>>('/official/v1/registers'),
});

export function confirmAbsent({ register, absent }: Register): Promise<unknown> {
  const path = `/official/v1/registers/${encodeURIComponent(register)}/absent/confirm`;
  return act(path, { absent });
}

export type WaitingGrants = z.output<typeof WaitingGrantsAnswer>['waiting'][number];

export const waitingGrantsQuery = queryOptions({
  queryKey: ['waiting-grants'],
  queryFn: () => read<z.output<typeof WaitingGrantsAnswer>>('/official/v1/statements'),
});

export function confirmAbsentGrants(waiting: WaitingGrants): Promise<unknown> {
  const { dataSet, version, absent } = waiting;
  return act(`/official/v1/statements/${dataSet}/${version}/absent/confirm`, { absent });
}

export const intakeQuery = queryOptions({
  queryKey: ['intake'],
  queryFn: () => read<z.output<typeof IntakeAnswer>>('/official/v1/data-sets'),
});

type DataSetName = Pick<Intake, 'code' | 'version'>;

export function quarantineQuery({ code, version }: DataSetName) {
  return infiniteQueryOptions({
    queryKey: ['intake', code, version],
    queryFn: ({ pageParam }) =>
      read<z.output<typeof QuarantineReasons>>(
        `/official/v1/data-sets/${code}/${version}/quarantine?limit=50${pageParam && `&after=${pageParam}`}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** A whole register is compared and changed before the answer comes. */
const LOAD_TIMEOUT_MS = 3_600_000;

export function confirmUpload(
  { code, version }: DataSetName,
  { id, removed, changed, added }: WaitingUpload,
): Promise<unknown> {
  const path = `/official/v1/data-sets/${code}/${version}/uploads/${id}/confirm`;
  return act(path, { removed, changed, added }, LOAD_TIMEOUT_MS);
}

export function refuseUpload({ code, version }: DataSetName, id: string): Promise<unknown> {
  return act(`/official/v1/data-sets/${code}/${version}/uploads/${id}/refuse`);
}

export type Part = 'source' | 'holder';

export function permissionsQuery(as: Part) {
  return infiniteQueryOptions({
    queryKey: ['permissions', as],
    queryFn: ({ pageParam }) =>
      read<z.output<typeof PermissionsAnswer>>(
        `/official/v1/permissions?as=${as}${pageParam && `&before=${pageParam}`}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

export function permissionQuery(number: string) {
  return queryOptions({
    queryKey: ['permissions', number],
    queryFn: () => read<DescribedPermission>(`/official/v1/permissions/${number}`),
  });
}

/** A few at a time: they stand above what they are about. */
const NOTICES = 5;

export const noticesQuery = infiniteQueryOptions({
  queryKey: ['permissions', 'notices'],
  queryFn: ({ pageParam }) =>
    read<z.output<typeof NoticesAnswer>>(
      `/official/v1/permissions/notices?limit=${NOTICES}${pageParam && `&before=${pageParam}`}`,
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

/** Below it stands all that is read of permissions. */
export const PERMISSIONS = ['permissions'];

export function grantPermission(number: string): Promise<unknown> {
  return act(`/official/v1/permissions/${number}/grant`);
}

export type PermissionStep = 'refuse' | 'suspend' | 'resume' | 'withdraw';

export function stepPermission(
  number: string,
  { step, reason }: { step: PermissionStep; reason: string },
): Promise<unknown> {
  return act(`/official/v1/permissions/${number}/${step}`, { reason });
}

export function prolongPermission(
  number: string,
  asked: { validUntil: string; quota?: number | null },
): Promise<unknown> {
  return act(`/official/v1/permissions/${number}/prolong`, asked);
}

export function sendMessage(number: string, text: string): Promise<unknown> {
  return act(`/official/v1/permissions/${number}/messages`, { text });
}
