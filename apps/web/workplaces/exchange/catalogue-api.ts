import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  CatalogueAnswer,
  CataloguedDataSet,
  CatalogueEntry,
} from '../../../../modules/exchange/catalogue/api.ts';
import type { StatementAnswer } from '../../../../modules/exchange/uses/api.ts';
import { act, read, replace } from '../../features/api/request.ts';
import type { WrittenTerms } from '../../features/terms/terms-draft.ts';
import type { Part, ShownPermission } from './exchange-api.ts';

export type { CataloguedDataSet, CatalogueEntry };
export type Statement = StatementAnswer;

export function catalogueQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['catalogue', search],
    queryFn: ({ pageParam }) =>
      read<z.output<typeof CatalogueAnswer>>(
        `/official/v1/catalogue?${new URLSearchParams({ search, ...(pageParam && { after: pageParam }) })}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

export function cataloguedQuery({ code, version }: { code: string; version: number | string }) {
  return queryOptions({
    queryKey: ['catalogued', code, String(version)],
    queryFn: () =>
      read<CataloguedDataSet>(`/official/v1/catalogue/${encodeURIComponent(code)}/${version}`),
  });
}

export function applyForPermission(application: {
  dataSet: string;
  versions: number[];
  holder?: string;
  terms: WrittenTerms;
}): Promise<ShownPermission> {
  return act('/official/v1/permissions', application);
}

export function revisePermission(number: string, terms: WrittenTerms): Promise<ShownPermission> {
  return replace(`/official/v1/permissions/${number}/terms`, { terms });
}

/** More lines than an institution has permissions. */
const PAGES_MAX = 40;

/** The whole statement of a month: what is summed, drawn and saved is the same. */
export function statementQuery(month: string, as: Part) {
  return queryOptions({
    queryKey: ['statement', month, as],
    queryFn: async () => {
      let after = '';
      let whole: Statement | undefined;
      for (let page = 0; page < PAGES_MAX; page++) {
        const asked = new URLSearchParams({ month, as, ...(after && { after }) });
        const found = await read<Statement>(`/official/v1/permissions/statement?${asked}`);
        whole = { ...(whole ?? found), lines: [...(whole?.lines ?? []), ...found.lines] };
        if (found.next === null) break;
        after = found.next;
      }
      if (!whole) throw new Error('A statement has a page.');
      return whole;
    },
  });
}
