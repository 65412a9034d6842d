import { useTranslation } from 'react-i18next';
import { type OfficialRole, STATEMENT_ROLES } from '../../../../platform/official-role.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Alerts } from './Alerts.tsx';
import { AuditSearch } from './AuditSearch.tsx';
import { DeskCodeForm } from './DeskCodeForm.tsx';
import { GrantingWork } from './GrantingWork.tsx';
import { Officials } from './Officials.tsx';
import { PaperMandateForm } from './PaperMandateForm.tsx';
import { Terminals } from './Terminals.tsx';

/** What an official works on, by their roles. */
export function OfficePage() {
  return (
    <SignedIn as="person">
      {({ official }) => <Office officialId={official?.officialId} roles={official?.roles ?? []} />}
    </SignedIn>
  );
}

interface Props {
  officialId: string | undefined;
  roles: readonly OfficialRole[];
}

function Office({ officialId, roles }: Props) {
  const { t } = useTranslation();
  if (roles.length === 0) {
    return (
      <Page title={t('office.work')}>
        <Empty title={t('office.notOfficial')}>{t('office.notOfficialText')}</Empty>
      </Page>
    );
  }
  const administers = roles.includes('administrator');
  const audits = roles.includes('auditor');
  const serves = roles.includes('agent');
  const sells = roles.includes('cashier');
  const grants = STATEMENT_ROLES.some((role) => roles.includes(role));
  const named = roles.map((role) => t(`office.role.${role}`)).join(', ');
  return (
    <Page title={t('office.work')} lead={t('office.workLead', { roles: named })}>
      {sells ? <Terminals officialId={officialId} /> : null}
      {grants ? <GrantingWork roles={roles} /> : null}
      {administers ? <Officials /> : null}
      {administers && !sells ? <Terminals /> : null}
      {audits ? <Alerts /> : null}
      {audits ? <AuditSearch /> : null}
      {serves ? <DeskCodeForm /> : null}
      {serves ? <PaperMandateForm /> : null}
      {grants || administers || audits || serves || sells ? null : (
        <Empty title={t('office.noPage')}>{t('office.noPageText')}</Empty>
      )}
    </Page>
  );
}
