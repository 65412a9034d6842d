import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnLooksAnswer } from '../../../../modules/identity/auditing/look-api.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { MoreButton } from '../../features/api/MoreButton.tsx';
import { read } from '../../features/api/request.ts';
import { formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Empty } from '../../ui/Empty.tsx';

const looksQuery = infiniteQueryOptions({
  queryKey: ['looks'],
  queryFn: ({ pageParam }) =>
    read<OwnLooksAnswer>(
      `/recipient/v1/looks${pageParam ? `?before=${encodeURIComponent(pageParam)}` : ''}`,
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.next,
});

/** Which officials looked at the person, and for what. */
export function OfficialLooks() {
  const { t } = useTranslation();
  const found = useInfiniteQuery(looksQuery);
  return (
    <section className="stack" aria-labelledby="officials">
      <h2 id="officials">{t('uses.officials.title')}</h2>
      <Loaded query={found}>
        {({ pages }) => {
          const looks = pages.flatMap((page) => page.looks);
          if (looks.length === 0) {
            return <Empty title={t('uses.officials.none')}>{t('uses.officials.noneText')}</Empty>;
          }
          return (
            <ul className="plain-list stack">
              {looks.map((look) => (
                <LookPanel key={look.id} look={look} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreButton query={found} />
    </section>
  );
}

function LookPanel({ look }: { look: OwnLooksAnswer['looks'][number] }) {
  const { t } = useTranslation();
  const { id, at, reader, did, purpose, words } = look;
  return (
    <li>
      <article className="panel stack" aria-labelledby={id}>
        <div className="stack-tight">
          <h3 id={id}>{reader ? chosen(reader.name) : t('uses.operator')}</h3>
          <p className="soft small">{formatInstant(at)}</p>
        </div>
        <p>{chosen(did)}.</p>
        <p>
          {t('uses.officials.purpose')}: {chosen(purpose)}
        </p>
        {words === null ? null : (
          <p>
            {t('uses.officials.words')}: “{words}”
          </p>
        )}
      </article>
    </li>
  );
}
