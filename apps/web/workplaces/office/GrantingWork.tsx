import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

const PAGES = [
  ['/office/groups', 'groups'],
  ['/office/grants', 'grants'],
  ['/office/reviews', 'reviews'],
  ['/office/registers', 'registers'],
  ['/office/permissions', 'permissions'],
] as const;

/** Where who works on what a grantor gives finds what. */
export function GrantingWork() {
  const { t } = useTranslation();
  return (
    <section className="stack" aria-labelledby="granting">
      <h2 id="granting">{t('granting.title')}</h2>
      <ul className="rows" aria-label={t('granting.title')}>
        {PAGES.map(([to, page]) => (
          <li key={to}>
            <Link to={to} className="rows-link">
              <span>
                <strong>{t(`${page}.title`)}</strong>
                <br />
                <span className="soft small">{t(`${page}.lead`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
