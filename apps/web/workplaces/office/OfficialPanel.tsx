import { useTranslation } from 'react-i18next';
import { formatLastDay } from '../../features/language/formats.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import type { NamedRole, Official } from './office-api.ts';

const TONES = { waiting: 'warn', held: 'good', ended: undefined } as const;

/** One official with the roles that are open. */
export function OfficialPanel(props: { official: Official; onEnd(role: NamedRole): void }) {
  const { t } = useTranslation();
  const { name, signsOn, ended, roles } = props.official;
  const open = roles.filter(({ state }) => state !== 'ended');
  const way = ended ? 'office.ended' : signsOn ? 'office.signsOn' : 'office.byKey';
  return (
    <article className="panel stack">
      <div className="stack-tight">
        <h3>{name}</h3>
        <p className="soft">{t(way)}</p>
      </div>
      {open.length === 0 ? <p className="soft">{t('office.noRoles')}</p> : null}
      <ul className="plain-list stack">
        {open.map((role) => {
          const of = { name, role: t(`office.role.${role.role}`) };
          const tone = TONES[role.state];
          return (
            <li key={role.id} className="stack-tight">
              <span>
                <strong>{of.role}</strong>{' '}
                <span className="soft">
                  {t('office.until', { day: formatLastDay(role.validTo) })}
                </span>{' '}
                <Badge {...(tone ? { tone } : {})}>{t(`office.state.${role.state}`)}</Badge>
              </span>
              <div>
                <Button variant="quiet" onPress={() => props.onEnd({ ...role, name })}>
                  {t('office.end', of)}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </article>
  );
}
