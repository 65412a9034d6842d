import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { currentLanguage } from '../language/start-language.ts';
import { chooseProfile, type OfficialProfile, type OrganisationProfile } from './profiles.ts';

/** An organisation that the person represents: to choose, or why they cannot by themselves. */
export function OrganisationRow({ profile }: { profile: OrganisationProfile }) {
  const { t } = useTranslation();
  const name = profile.name[currentLanguage()];
  const { organisationId, registrationNumber, by } = profile;
  return (
    <Row
      chosen={profile.chosen}
      choice={{ organisationId }}
      to="/me/mandates"
      verb={by === 'jointly' ? null : t('profiles.chooseOrganisation', { name })}
    >
      {name}{' '}
      <span className="soft">
        {registrationNumber}, {t(`profiles.by.${by}`)}
      </span>
    </Row>
  );
}

/** As which official the person may act. */
export function OfficialRow({ official }: { official: OfficialProfile }) {
  const { t } = useTranslation();
  const name = official.organisation?.[currentLanguage()] ?? t('acting.operator');
  const roles = official.roles.map((role) => t(`office.role.${role}`)).join(', ');
  return (
    <Row
      chosen={official.chosen}
      choice={{ officialId: official.officialId }}
      to="/office"
      verb={t('profiles.chooseOfficial', { name })}
    >
      {name} <span className="soft">{roles}</span>
    </Row>
  );
}

interface RowProps {
  chosen: boolean;
  choice: { organisationId: string } | { officialId: string };
  to: '/office' | '/me/mandates';
  /** Null: it cannot be chosen. */
  verb: string | null;
  children: ReactNode;
}

function Row({ chosen, choice, to, verb, children }: RowProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const work = useMutation({
    mutationFn: () => chooseProfile(queries, choice),
    onSuccess: () => navigate({ to }),
  });
  return (
    <li className="stack-tight">
      <div className="row-apart">
        <span>{children}</span>
        {chosen ? <Badge tone="good">{t('profiles.chosen')}</Badge> : null}
        {chosen || verb === null ? null : (
          <Button isDisabled={work.isPending} onPress={() => work.mutate()}>
            {verb}
          </Button>
        )}
      </div>
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
    </li>
  );
}
