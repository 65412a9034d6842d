import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Grants, Proposal } from '../../../../modules/entitlements/grants/grant-api.ts';
import type {
  Groups,
  Memberships,
  NewGroup,
} from '../../../../modules/entitlements/groups/group-api.ts';
import type { Lists, Previewed } from '../../../../modules/entitlements/lists/list-api.ts';
import type { ReviewsAnswer } from '../../../../modules/transactions/reviews/review-api.ts';
import { act, read } from '../../features/api/request.ts';
import { sendFile } from '../../features/api/send-file.ts';
import type { Names } from '../../features/session/session.ts';
import { mediaTypeOf } from './media-type.ts';

export type Group = z.output<typeof Groups>['groups'][number];
export type MemberList = z.output<typeof Lists>['lists'][number];
export type ListPreview = z.output<typeof Previewed>;
export type RowProblem = ListPreview['problems'][number];
export type Grant = z.output<typeof Grants>['grants'][number];
export type Review = ReviewsAnswer['reviews'][number];

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: () => read<z.output<typeof Groups>>('/official/v1/groups'),
});

export function addGroup(group: z.input<typeof NewGroup>): Promise<unknown> {
  return act('/official/v1/groups', group);
}

export function findMember(
  group: string,
  personalCode: string,
): Promise<z.output<typeof Memberships>> {
  return act(`/official/v1/groups/${group}/find-member`, { personalCode });
}

/** Below `groups`: a list that is decided changes how many are in the group. */
export function listsQuery(group: string) {
  return queryOptions({
    queryKey: ['groups', group, 'lists'],
    queryFn: () => read<z.output<typeof Lists>>(`/official/v1/groups/${group}/lists`),
  });
}

export interface ChosenList {
  group: string;
  mode: MemberList['mode'];
  file: File;
  onSent(share: number): void;
}

export async function previewList({ group, mode, ...rest }: ChosenList): Promise<ListPreview> {
  const path = `/official/v1/groups/${group}/lists/preview?mode=${mode}`;
  return await sendFile(path, { ...rest, mediaType: await mediaTypeOf(rest.file) });
}

export async function proposeList({ group, mode, ...rest }: ChosenList): Promise<MemberList> {
  const path = `/official/v1/groups/${group}/lists?mode=${mode}`;
  return await sendFile(path, { ...rest, mediaType: await mediaTypeOf(rest.file) });
}

export function rejectList(id: string): Promise<unknown> {
  return act(`/official/v1/lists/${id}/reject`);
}

/** As many as the server gives at once: a shorter page is the last. */
const GRANTS_PAGE = 100;

/** Below it stands all that is read of grants. */
export const ALL_GRANTS = ['grants'];

export function grantsQuery(status: Grant['status']) {
  return infiniteQueryOptions({
    queryKey: [...ALL_GRANTS, status],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ status, ...(pageParam && { before: pageParam }) });
      return read<z.output<typeof Grants>>(`/official/v1/grants?${asked}`);
    },
    initialPageParam: '',
    getNextPageParam: ({ grants }) => (grants.length < GRANTS_PAGE ? undefined : grants.at(-1)?.id),
  });
}

export function proposeGrant(proposal: z.input<typeof Proposal>): Promise<unknown> {
  return act('/official/v1/grants', proposal);
}

export function rejectGrant(id: string, reason: string): Promise<unknown> {
  return act(`/official/v1/grants/${id}/reject`, { reason });
}

/** People state the last day; without one the relief ends today. */
export function withdrawGrant(
  id: string,
  { reason, on }: { reason: string; on: string | null },
): Promise<unknown> {
  return act(`/official/v1/grants/${id}/withdraw`, { reason, ...(on !== null && { on }) });
}

/** Reliefs that can be granted, by their code: what everybody may read of them. */
export const reliefsQuery = queryOptions({
  queryKey: ['reliefs-of-all'],
  queryFn: () =>
    read<{ reliefs: { code: string; name: Names; grantorCode: string | null }[] }>(
      '/reliefs/v1/reliefs',
    ),
});

export const reviewsQuery = infiniteQueryOptions({
  queryKey: ['reviews'],
  queryFn: ({ pageParam }) => read<ReviewsAnswer>(`/official/v1/reviews?after=${pageParam}`),
  initialPageParam: 0,
  getNextPageParam: (page) => page.next,
});

export function settleReview(id: number, outcome: string): Promise<unknown> {
  return act(`/official/v1/reviews/${id}/settle`, { outcome });
}
