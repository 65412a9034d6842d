import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { AddGroupForm } from './AddGroupForm.tsx';
import { type Group, groupsQuery } from './granting-api.ts';

/** The recipient groups of the official's organisation. */
export function GroupsPage() {
  const { t } = useTranslation();
  return (
    <GrantingPage title={t('groups.title')} lead={t('groups.lead')}>
      {({ roles, organisation }) => (
        <>
          <Groups />
          {roles.includes('editor') && organisation ? <AddGroupForm /> : null}
        </>
      )}
    </GrantingPage>
  );
}

function Groups() {
  const { t } = useTranslation();
  const groups = useQuery(groupsQuery);
  return (
    <Loaded query={groups}>
      {({ groups: all }) =>
        all.length === 0 ? (
          <Empty title={t('groups.none')}>{t('groups.noneText')}</Empty>
        ) : (
          <ul className="rows" aria-label={t('groups.title')}>
            {all.map((group) => (
              <GroupRow key={group.code} group={group} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function GroupRow({ group: { code, name, keptBy, members } }: { group: Group }) {
  const { t } = useTranslation();
  return (
    <li>
      <Link to="/office/groups/$code" params={{ code }} className="rows-link">
        <span>
          <strong>{chosen(name)}</strong>
          <br />
          <span className="soft small">{t(`groups.keptBy.${keptBy}`)}</span>
        </span>
        <span className="rows-end">
          <strong>{formatNumber(members)}</strong>
          <br />
          <span className="soft small">{t('groups.members', { count: members })}</span>
        </span>
      </Link>
    </li>
  );
}
