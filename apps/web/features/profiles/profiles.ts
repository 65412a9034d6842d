import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ProfilesAnswer } from '../../../../modules/identity/mandates/mandate-api.ts';
import { act, read } from '../api/request.ts';
import { renewSession } from '../session/session.ts';

export type Profile = z.output<typeof ProfilesAnswer>['profiles'][number];

export type OrganisationProfile = z.output<typeof ProfilesAnswer>['organisations'][number];

export type OfficialProfile = z.output<typeof ProfilesAnswer>['officials'][number];

export const profilesQuery = queryOptions({
  queryKey: ['profiles'],
  queryFn: () => read<z.output<typeof ProfilesAnswer>>('/login/v1/profiles'),
});

/** Acts for somebody, an organisation, or as an official, from now on, and forgets what was read before. */
export async function chooseProfile(
  queries: QueryClient,
  chosen:
    | { personId: string }
    | { organisationId: string }
    | { officialId: string; terminalId?: string },
): Promise<void> {
  await act('/login/v1/profile', chosen);
  await renewSession(queries);
}
