import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { formatDay } from '../../features/language/formats.ts';
import { termsIn } from '../../features/terms/terms-draft.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { applyForPermission } from './catalogue-api.ts';
import { type DescribedPermission, PERMISSIONS } from './exchange-api.ts';

interface Props {
  permission: DescribedPermission;
  /** Of the holder, or of the operator, who asks for it. */
  isHolding: boolean;
  isOperator: boolean;
}

const OVER: readonly DescribedPermission['state'][] = ['refused', 'withdrawn'];

/** That versions end, and the next one with the same terms in one step. */
export function NextVersion({ permission, isHolding, isOperator }: Props) {
  const { t } = useTranslation();
  const { ends, newer, state } = permission;
  const next = isHolding ? newer.at(-1) : undefined;
  if (OVER.includes(state) || (ends.length === 0 && next === undefined)) return null;
  return (
    <Notice tone={ends.length > 0 ? 'warn' : 'good'}>
      {ends.map(({ version, endsOn }) => (
        <p key={version}>{t('permissions.versionEnds', { version, day: formatDay(endsOn) })}</p>
      ))}
      {next !== undefined ? (
        <>
          <p>{t('permissions.nextIs', { version: next })}</p>
          <Applying permission={permission} version={next} isOperator={isOperator} />
        </>
      ) : isHolding ? (
        <p>{t('permissions.nextNone')}</p>
      ) : null}
    </Notice>
  );
}

function Applying({
  permission,
  version,
  isOperator,
}: Pick<Props, 'permission' | 'isOperator'> & { version: number }) {
  const { t } = useTranslation();
  const { number, dataSet, holder } = permission;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const work = useMutation({
    mutationFn: () =>
      applyForPermission({
        ...{ dataSet, versions: [version], terms: termsIn(permission) },
        ...(isOperator && { holder: holder.code }),
      }),
    onSuccess: async (applied) => {
      await queries.invalidateQueries({ queryKey: PERMISSIONS });
      await navigate({ to: '/office/permissions/$number', params: { number: applied.number } });
    },
  });
  return (
    <>
      <div className="row">
        <Button
          variant={permission.ends.length > 0 ? 'primary' : 'secondary'}
          isDisabled={work.isPending}
          onPress={() => work.mutate()}
        >
          {t('permissions.nextApply', { version })}
        </Button>
        <Link
          to="/office/catalogue/$code/$version/apply"
          params={{ code: dataSet, version: String(version) }}
          search={{ like: number }}
        >
          {t('permissions.nextOther')}
        </Link>
      </div>
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
    </>
  );
}
