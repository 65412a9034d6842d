import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Loaded } from '../api/Loaded.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { OfficialRow, OrganisationRow } from './ProfileRows.tsx';
import { chooseProfile, type Profile, profilesQuery } from './profiles.ts';

/** In which capacities the person may act; nothing, when it is only their own. */
export function ProfilePicker() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const profiles = useQuery(profilesQuery);
  const work = useMutation({
    mutationFn: ({ personId }: Profile) => chooseProfile(queries, { personId }),
    onSuccess: (_, { capacity, acts }) => {
      const to = capacity === 'self' ? '/me/mandates' : FIRST_PAGE[acts[0] ?? 'see-reliefs'];
      return navigate({ to });
    },
  });
  return (
    <Loaded query={profiles}>
      {({ profiles: all, organisations, officials }) =>
        all.length + organisations.length + officials.length < 2 ? null : (
          <section className="panel stack" aria-labelledby="profiles">
            <h2 id="profiles">{t('profiles.title')}</h2>
            {work.isError ? <ProblemNotice problem={work.error} /> : null}
            <ul className="plain-list stack">
              {all.map((profile) => (
                <li key={profile.personId} className="row-apart">
                  <span>
                    {profile.name}{' '}
                    <span className="soft">{t(`profiles.capacity.${profile.capacity}`)}</span>
                  </span>
                  {profile.chosen ? (
                    <Badge tone="good">{t('profiles.chosen')}</Badge>
                  ) : (
                    <Button isDisabled={work.isPending} onPress={() => work.mutate(profile)}>
                      {t('profiles.choose', { name: profile.name })}
                    </Button>
                  )}
                </li>
              ))}
              {organisations.map((one) => (
                <OrganisationRow key={one.organisationId} profile={one} />
              ))}
              {officials.map((official) => (
                <OfficialRow key={official.officialId} official={official} />
              ))}
            </ul>
          </section>
        )
      }
    </Loaded>
  );
}

/** Where one begins to act, by the first thing that one may. */
const FIRST_PAGE = {
  'see-reliefs': '/me/reliefs',
  'see-transactions': '/me/history',
  'see-records': '/me/records',
  'manage-means': '/me/cards',
  'see-mandates': '/me/mandates',
  'use-services': '/me/mandates',
} as const;
