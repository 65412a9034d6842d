import { useTranslation } from 'react-i18next';
import { formatLastDay } from '../../features/language/formats.ts';
import { Button } from '../../ui/Button.tsx';
import type { NamedRole } from './office-api.ts';

interface Props {
  part: 'waiting' | 'review';
  roles: readonly NamedRole[];
  onStep(role: NamedRole): void;
}

/** Roles for which something is to be done, each with what it is. */
export function RoleList({ part, roles, onStep }: Props) {
  const { t } = useTranslation();
  const verb = part === 'waiting' ? 'office.approve' : 'office.prolong';
  return (
    <section className="panel stack" aria-labelledby={`roles-${part}`}>
      <h3 id={`roles-${part}`}>{t(`office.${part}.title`)}</h3>
      {roles.length === 0 ? <p className="soft">{t(`office.${part}.none`)}</p> : null}
      {part === 'review' && roles.length > 0 ? (
        <p className="soft">{t('office.review.text')}</p>
      ) : null}
      <ul className="plain-list stack">
        {roles.map((role) => {
          const of = { name: role.name, role: t(`office.role.${role.role}`) };
          return (
            <li key={role.id} className="row-apart">
              <span>
                {of.name}: {of.role}{' '}
                <span className="soft">
                  {t('office.until', { day: formatLastDay(role.validTo) })}
                </span>
              </span>
              <Button onPress={() => onStep(role)}>{t(verb, of)}</Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
