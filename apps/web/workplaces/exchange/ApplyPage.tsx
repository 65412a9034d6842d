import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rigaDay } from '../../../../platform/clock/day.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { serverNow } from '../../features/session/server-clock.ts';
import { TextInput } from '../../ui/TextInput.tsx';
import { applyForPermission, type CataloguedDataSet, cataloguedQuery } from './catalogue-api.ts';
import { PERMISSIONS } from './exchange-api.ts';
import { TermsForm } from './TermsForm.tsx';
import { emptyDraft, type WrittenTerms } from './terms-draft.ts';

/** An official asks that their institution may read a data set of another. */
export function ApplyPage() {
  const { t } = useTranslation();
  const params = useParams({ from: '/office/catalogue/$code/$version/apply' });
  const found = useQuery(cataloguedQuery(params));
  return (
    <GrantingPage title={t('apply.title')} lead={t('apply.lead')}>
      {({ organisation }) => (
        <>
          <p>
            <Link to="/office/catalogue/$code/$version" params={params}>
              {t('apply.back')}
            </Link>
          </p>
          <Loaded query={found}>
            {(dataSet) => <ApplyForm dataSet={dataSet} isOperator={organisation === null} />}
          </Loaded>
        </>
      )}
    </GrantingPage>
  );
}

/** The operator asks for an institution, and says for which. */
function ApplyForm({ dataSet, isOperator }: { dataSet: CataloguedDataSet; isOperator: boolean }) {
  const { t } = useTranslation();
  const { code, version, name, source, fields } = dataSet;
  const [holder, setHolder] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const work = useMutation({
    mutationFn: (terms: WrittenTerms) =>
      applyForPermission({
        ...{ dataSet: code, versions: [version], terms },
        ...(isOperator && { holder: holder.trim() }),
      }),
    onSuccess: async ({ number }) => {
      await queries.invalidateQueries({ queryKey: PERMISSIONS });
      await navigate({ to: '/office/permissions/$number', params: { number } });
    },
  });
  return (
    <section className="panel stack" aria-labelledby="of">
      <h2 id="of">{`${chosen(name)}, ${chosen(source.name)}`}</h2>
      <TermsForm
        fields={fields}
        begun={emptyDraft(rigaDay(serverNow()))}
        mayPrice={false}
        verb={t('apply.verb')}
        isBusy={work.isPending}
        onSubmit={(terms) => work.mutate(terms)}
      >
        {isOperator ? (
          <TextInput
            label={t('apply.holder')}
            hint={t('apply.holderHint')}
            value={holder}
            maxLength={64}
            autoComplete="off"
            onChange={setHolder}
          />
        ) : null}
      </TermsForm>
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
    </section>
  );
}
