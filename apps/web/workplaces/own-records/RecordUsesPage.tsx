import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnUsesAnswer } from '../../../../modules/exchange/uses/api.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { read } from '../../features/api/request.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { OfficialLooks } from './OfficialLooks.tsx';
import { RecordUsePanel } from './RecordUsePanel.tsx';

const usesQuery = infiniteQueryOptions({
  queryKey: ['record-uses'],
  queryFn: ({ pageParam }) =>
    read<OwnUsesAnswer>(
      `/recipient/v1/record-uses${pageParam ? `?before=${encodeURIComponent(pageParam)}` : ''}`,
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

/** Who looked at the person: officials, and systems of institutions. */
export function RecordUsesPage() {
  return <SignedIn as="person">{() => <Looks />}</SignedIn>;
}

function Looks() {
  const { t } = useTranslation();
  return (
    <Page title={t('uses.title')} lead={t('uses.lead')}>
      <OfficialLooks />
      <RecordUses />
    </Page>
  );
}

function RecordUses() {
  const { t } = useTranslation();
  const found = useInfiniteQuery(usesQuery);
  return (
    <section className="stack" aria-labelledby="systems">
      <h2 id="systems">{t('uses.systems')}</h2>
      <Loaded query={found}>
        {({ pages }) => {
          const uses = pages.flatMap((page) => page.uses);
          if (uses.length === 0) return <Empty title={t('uses.none')}>{t('uses.noneText')}</Empty>;
          return (
            <div className="stack">
              <ul className="plain-list stack" aria-label={t('uses.list')}>
                {uses.map((use) => (
                  <RecordUsePanel key={use.id} use={use} />
                ))}
              </ul>
              {found.isFetchNextPageError ? <ProblemNotice problem={found.error} /> : null}
              {found.hasNextPage ? (
                <div>
                  <Button isDisabled={found.isFetching} onPress={() => found.fetchNextPage()}>
                    {t('uses.more')}
                  </Button>
                </div>
              ) : null}
            </div>
          );
        }}
      </Loaded>
    </section>
  );
}
