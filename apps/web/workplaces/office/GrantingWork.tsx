import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  GRANTING_ROLES,
  type OfficialRole,
  STATEMENT_ROLES,
} from '../../../../platform/official-role.ts';

const PAGES = [
  ['/office/groups', 'groups', GRANTING_ROLES],
  ['/office/grants', 'grants', GRANTING_ROLES],
  ['/office/reviews', 'reviews', GRANTING_ROLES],
  ['/office/registers', 'registers', GRANTING_ROLES],
  ['/office/catalogue', 'dataSets', GRANTING_ROLES],
  ['/office/permissions', 'permissions', GRANTING_ROLES],
  ['/office/statement', 'statement', STATEMENT_ROLES],
] as const satisfies readonly (readonly [string, string, readonly OfficialRole[]])[];

/** Where who works on what a grantor gives, or keeps its accounts, finds what. */
export function GrantingWork({ roles }: { roles: readonly OfficialRole[] }) {
  const { t } = useTranslation();
  return (
    <section className="stack" aria-labelledby="granting">
      <h2 id="granting">{t('granting.title')}</h2>
      <ul className="rows" aria-label={t('granting.title')}>
        {PAGES.filter(([, , open]) => open.some((role) => roles.includes(role))).map(
          ([to, page]) => (
            <li key={to}>
              <Link to={to} className="rows-link">
                <span>
                  <strong>{t(`${page}.title`)}</strong>
                  <br />
                  <span className="soft small">{t(`${page}.lead`)}</span>
                </span>
              </Link>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}
