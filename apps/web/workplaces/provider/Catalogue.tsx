import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../sdk/index.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatEuros } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { TextInput } from '../../ui/TextInput.tsx';
import { itemsQuery } from './terminal-api.ts';

const SEARCH_FROM = 12;

/** What the provider sells: a touch puts it into the basket. */
export function Catalogue({ onAdd }: { onAdd(item: Item): void }) {
  const { t } = useTranslation();
  const items = useQuery(itemsQuery);
  const [search, setSearch] = useState('');
  const [added, setAdded] = useState('');
  return (
    <section className="panel stack" aria-labelledby="catalogue">
      <h2 id="catalogue">{t('catalogue.title')}</h2>
      <p className="only-heard" role="status">
        {added}
      </p>
      <Loaded query={items}>
        {(sold) => (
          <>
            {sold.length > SEARCH_FROM ? (
              <TextInput
                label={t('catalogue.search')}
                value={search}
                onChange={setSearch}
                autoComplete="off"
              />
            ) : null}
            {sold.length === 0 ? <p>{t('catalogue.none')}</p> : null}
            <ul className="items">
              {sold
                .filter(({ name }) => chosen(name).toLowerCase().includes(search.toLowerCase()))
                .map((item) => (
                  <li key={item.code}>
                    <button
                      type="button"
                      className="item-button"
                      onClick={() => {
                        onAdd(item);
                        setAdded(t('catalogue.added', { item: chosen(item.name) }));
                      }}
                    >
                      <strong>{chosen(item.name)}</strong>
                      <span className="soft">
                        {item.unitPriceCents === null
                          ? t('catalogue.priceStated')
                          : formatEuros(item.unitPriceCents)}
                      </span>
                    </button>
                  </li>
                ))}
            </ul>
          </>
        )}
      </Loaded>
    </section>
  );
}
