import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { chosen } from '../../features/language/start-language.ts';
import { missingFactsQuery, publicReliefsQuery } from './recipient-api.ts';

/** Reliefs that the person does not have, and not for want of facts: each leads to why not. */
export function OtherReliefs({ held }: { held: ReadonlySet<string> }) {
  const { t } = useTranslation();
  const reliefs = useQuery(publicReliefsQuery);
  const missing = useQuery(missingFactsQuery);
  const waiting = new Set(missing.data?.reliefs.map(({ relief }) => relief.code));
  const others = (reliefs.data?.reliefs ?? []).filter(
    ({ code }) => !held.has(code) && !waiting.has(code),
  );
  if (others.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="others">
      <div className="stack-tight">
        <h2 id="others">{t('reliefs.others')}</h2>
        <p className="soft">{t('reliefs.othersText')}</p>
      </div>
      <ul className="rows">
        {others.map(({ code, name, grantor }) => (
          <li key={code}>
            <Link to="/me/reliefs/$code" params={{ code }} className="rows-link">
              <span>
                <strong>{chosen(name)}</strong>
                <br />
                <span className="soft small">{chosen(grantor)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
