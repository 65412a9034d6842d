import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rigaDay } from '../../../../platform/clock/day.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { serverNow } from '../../features/session/server-clock.ts';
import { sharedFields } from '../../features/terms/field-choice.ts';
import { TermsForm } from '../../features/terms/TermsForm.tsx';
import { draftOf, emptyDraft, type WrittenTerms } from '../../features/terms/terms-draft.ts';
import { TextInput } from '../../ui/TextInput.tsx';
import { applyForPermission, type CataloguedDataSet, cataloguedQuery } from './catalogue-api.ts';
import { type DescribedPermission, PERMISSIONS, permissionQuery } from './exchange-api.ts';
import { VersionChoice } from './VersionChoice.tsx';

/** An official asks that their institution may read a data set of another. */
export function ApplyPage() {
  const { t } = useTranslation();
  const params = useParams({ from: '/office/catalogue/$code/$version/apply' });
  const { like } = useSearch({ from: '/office/catalogue/$code/$version/apply' });
  const found = useQuery(cataloguedQuery(params));
  const example = useQuery({ ...permissionQuery(like ?? ''), enabled: like !== undefined });
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
            {(dataSet) =>
              example.isLoading ? (
                <p>{t('state.loading')}</p>
              ) : (
                <ApplyForm
                  key={dataSet.version}
                  dataSet={dataSet}
                  like={example.data}
                  isOperator={organisation === null}
                />
              )
            }
          </Loaded>
        </>
      )}
    </GrantingPage>
  );
}

interface FormProps {
  dataSet: CataloguedDataSet;
  /** Whose terms are asked for again. */
  like: DescribedPermission | undefined;
  isOperator: boolean;
}

/** The operator asks for an institution, and says for which. */
function ApplyForm({ dataSet, like, isOperator }: FormProps) {
  const { t } = useTranslation();
  const { code, version, name, source, versions } = dataSet;
  const [holder, setHolder] = useState(like?.holder.code ?? '');
  const [chosenVersions, setVersions] = useState<readonly number[]>([version]);
  const others = useQueries({
    queries: chosenVersions.map((one) => cataloguedQuery({ code, version: one })),
  });
  const known = others.flatMap(({ data }) => (data ? [data.fields] : []));
  const fields = sharedFields(dataSet.fields, known);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const work = useMutation({
    mutationFn: (terms: WrittenTerms) =>
      applyForPermission({
        ...{ dataSet: code, versions: [...chosenVersions], terms },
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
        begun={like ? draftOf(like) : emptyDraft(rigaDay(serverNow()))}
        mayPrice={false}
        verb={t('apply.verb')}
        isBusy={work.isPending}
        onSubmit={(terms) => work.mutate(terms)}
      >
        {versions.length > 1 ? (
          <VersionChoice dataSet={dataSet} chosen={chosenVersions} onChange={setVersions} />
        ) : null}
        {fields.length < dataSet.fields.length ? (
          <p className="hint measure">
            {t('apply.fieldsShared', {
              fields: dataSet.fields
                .filter((field) => !fields.includes(field))
                .map(({ path }) => path)
                .join(', '),
            })}
          </p>
        ) : null}
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
