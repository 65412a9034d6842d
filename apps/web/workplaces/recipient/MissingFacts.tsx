import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { chosen } from '../../features/language/start-language.ts';
import { missingFactsQuery } from './recipient-api.ts';

/** Reliefs that the person may have once registers have stated what is missing, and what that is. */
export function MissingFacts() {
  const { t } = useTranslation();
  const missing = useQuery(missingFactsQuery);
  return (
    <section className="stack" aria-labelledby="missing">
      <h2 id="missing">{t('missingFacts.title')}</h2>
      <Loaded query={missing}>
        {({ reliefs }) =>
          reliefs.length === 0 ? (
            <p className="soft">{t('missingFacts.none')}</p>
          ) : (
            <>
              <p className="soft measure">{t('missingFacts.text')}</p>
              <ul className="plain-list grid">
                {reliefs.map(({ relief, missing: facts }) => (
                  <li key={relief.code} className="panel stack-tight">
                    <h3>
                      <Link to="/me/reliefs/$code" params={{ code: relief.code }}>
                        {chosen(relief.name)}
                      </Link>
                    </h3>
                    <ul className="reasons sentences">
                      {facts.map((fact) => (
                        <li key={fact.lv}>{chosen(fact)}</li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </section>
  );
}
