import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { MoreButton } from '../../features/api/MoreButton.tsx';
import { formatDay } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { ClassBadge } from '../../features/terms/FieldTree.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { type CatalogueEntry, catalogueQuery } from './catalogue-api.ts';
import { freshnessOf } from './freshness.ts';

/** Published data sets of all institutions: what one may apply to read. */
export function CataloguePage() {
  const { t } = useTranslation();
  return (
    <GrantingPage title={t('dataSets.title')} lead={t('dataSets.lead')}>
      {() => <Catalogue />}
    </GrantingPage>
  );
}

function Catalogue() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const found = useInfiniteQuery(catalogueQuery(search));
  function submit(event: FormEvent) {
    event.preventDefault();
    setSearch(typed.trim());
  }
  return (
    <>
      <form className="stack-tight" role="search" onSubmit={submit}>
        <TextInput
          label={t('dataSets.search')}
          hint={t('dataSets.searchHint')}
          inputMode="search"
          value={typed}
          maxLength={100}
          autoComplete="off"
          onChange={setTyped}
        />
        <div>
          <Button type="submit">{t('dataSets.find')}</Button>
        </div>
      </form>
      <Loaded query={found}>
        {({ pages }) => {
          const dataSets = pages.flatMap((page) => page.dataSets);
          if (dataSets.length === 0) return <Nothing isAsked={search !== ''} />;
          return (
            <section className="stack" aria-labelledby="found">
              <h2 id="found" aria-live="polite">
                {search === '' ? t('dataSets.all') : t('dataSets.found', { search })}
              </h2>
              <ul className="rows">
                {dataSets.map((entry) => (
                  <EntryRow key={`${entry.code}@${entry.version}`} entry={entry} />
                ))}
              </ul>
            </section>
          );
        }}
      </Loaded>
      <MoreButton query={found} />
    </>
  );
}

function Nothing({ isAsked }: { isAsked: boolean }) {
  const { t } = useTranslation();
  return isAsked ? (
    <Empty title={t('dataSets.notFound')}>{t('dataSets.notFoundText')}</Empty>
  ) : (
    <Empty title={t('dataSets.none')}>{t('dataSets.noneText')}</Empty>
  );
}

function EntryRow({ entry }: { entry: CatalogueEntry }) {
  const { t } = useTranslation();
  const { code, version, name, source, updates, mostPersonal } = entry;
  return (
    <li>
      <Link
        to="/office/catalogue/$code/$version"
        params={{ code, version: String(version) }}
        className="rows-link"
      >
        <span>
          <strong>{chosen(name)}</strong>
          <br />
          {chosen(source.name)}
          <br />
          <span className="soft small">
            {[
              `${code}@${version}`,
              updates && t(`dataSets.updates.${updates}`),
              freshnessOf(entry, t),
              entry.endsOn && t('dataSets.endsOnDay', { day: formatDay(entry.endsOn) }),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
        </span>
        <span className="rows-end">{mostPersonal ? <ClassBadge of={mostPersonal} /> : null}</span>
      </Link>
    </li>
  );
}
