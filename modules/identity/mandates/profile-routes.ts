import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import type { OwnProviders } from '../login-means/own-providers.ts';
import { requireSession } from '../require-session.ts';
import { requireSameOrigin } from '../session-cookie.ts';
import { chooseOfficial, chooseOrganisation, chooseProfile } from './choose-profile.ts';
import { describeOrganisations } from './list-organisation-profiles.ts';
import { describeOfficials, describeProfiles } from './list-profiles.ts';
import { ChooseProfileRequest, ProfilesAnswer } from './mandate-api.ts';

/** Answer to the session itself, whoever it acts for at the moment. */
export function profileRoutes(app: HttpApp, ownProviders: OwnProviders): void {
  const open = { permission: 'public' } as const;
  const tags = ['Sign-on'];
  app.get(
    '/login/v1/profiles',
    {
      config: open,
      schema: {
        tags,
        summary: 'In which capacities the signed-in person may act',
        response: { 200: ProfilesAnswer },
      },
    },
    async (request) => {
      const session = await requireSession(request);
      const profiles = await describeProfiles(request.context, session);
      const organisations = await describeOrganisations(request.context, session);
      const officials = await describeOfficials(request.context, session);
      return {
        profiles: profiles.map(({ acts, ...rest }) => ({ ...rest, acts: [...acts] })),
        organisations: organisations.map(({ organisation, by, acts, chosen }) => ({
          ...{
            organisationId: organisation.id,
            registrationNumber: organisation.registrationNumber,
          },
          ...{ name: organisation.name, by, acts: [...acts], chosen },
        })),
        officials: officials.map(({ organisation, ...rest }) => ({
          ...{ ...rest, organisation: organisation?.name ?? null },
        })),
      };
    },
  );
  app.post(
    '/login/v1/profile',
    {
      config: open,
      schema: {
        tags,
        summary:
          'Act for oneself, a child, who gave a mandate, an organisation, or as an official or cashier, from now on',
        body: ChooseProfileRequest,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      requireSameOrigin(request);
      const session = await requireSession(request);
      const { context, body } = request;
      if ('officialId' in body) {
        await chooseOfficial(context, session, { ...body, ownProviders });
      } else if ('organisationId' in body) {
        await chooseOrganisation(context, session, body.organisationId);
      } else await chooseProfile(context, session, body.personId);
      return await reply.code(204).send(null);
    },
  );
}
