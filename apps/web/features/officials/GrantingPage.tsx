import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { GRANTING_ROLES, type OfficialRole } from '../../../../platform/official-role.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { SignedIn } from '../session/SignedIn.tsx';
import type { Session } from '../session/session.ts';

type ActingOfficial = NonNullable<Extract<Session, { kind: 'person' }>['official']>;

interface Props {
  title: string;
  lead?: string;
  /** Who may see it, when not they alone. */
  roles?: readonly OfficialRole[];
  children(official: ActingOfficial): ReactNode;
}

/** A page for those who work on what a grantor gives, or as it says; others are told how to become one. */
export function GrantingPage({ title, lead, roles = GRANTING_ROLES, children }: Props) {
  const { t } = useTranslation();
  return (
    <SignedIn as="person">
      {({ official }) => (
        <Page title={title} lead={lead}>
          {official && roles.some((role) => official.roles.includes(role)) ? (
            children(official)
          ) : (
            <Empty title={t('office.notOfficial')}>{t('office.notOfficialText')}</Empty>
          )}
        </Page>
      )}
    </SignedIn>
  );
}
