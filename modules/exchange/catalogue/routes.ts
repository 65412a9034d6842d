import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { nextVersionCursor, readVersionCursor, VersionName } from '../version.ts';
import { CatalogueAnswer, CataloguedAnswer, CatalogueQuery } from './api.ts';
import { describeCatalogued, listCatalogue } from './list-catalogue.ts';

const config = { permission: 'official', roles: GRANTING_ROLES } as const;
const tags = ['Permissions'];

/** Where an official finds what to apply for. */
export function catalogueRoutes(app: HttpApp): void {
  app.get(
    '/official/v1/catalogue',
    {
      config,
      schema: {
        tags,
        summary: 'Published data sets of all institutions, a page at a time.',
        querystring: CatalogueQuery,
        response: { 200: CatalogueAnswer },
      },
    },
    async ({ context, query: { search, after, limit } }) => {
      const asked = { search, after: readVersionCursor(after), limit };
      const dataSets = await listCatalogue(context, asked);
      return { dataSets, next: nextVersionCursor(dataSets, limit) };
    },
  );
  app.get(
    '/official/v1/catalogue/:code/:version',
    {
      config,
      schema: {
        tags,
        summary: 'One published version of a data set, with its fields and their classes.',
        params: VersionName,
        response: { 200: CataloguedAnswer },
      },
    },
    async ({ context, params }) => await describeCatalogued(context, params),
  );
}
