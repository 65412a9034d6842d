import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { chooseProfile } from '../../features/profiles/profiles.ts';
import { TerminalList } from '../../features/terminals/TerminalList.tsx';
import { OWN_TERMINALS } from '../../features/terminals/terminals.ts';

interface Props {
  /** As whom a cashier opens one; absent: an administrator only looks. */
  officialId?: string | undefined;
}

/** Points of service and terminals of the own organisation. */
export function Terminals({ officialId }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const sells = officialId !== undefined;
  return (
    <section className="stack" aria-labelledby="terminals">
      <div className="stack-tight">
        <h2 id="terminals">{t('terminals.title')}</h2>
        <p className="soft measure">{t(sells ? 'terminals.chooseLead' : 'terminals.lead')}</p>
      </div>
      <TerminalList
        source={OWN_TERMINALS}
        open={
          sells ? (terminalId) => chooseProfile(queries, { officialId, terminalId }) : undefined
        }
        none={
          <div className="panel stack-tight">
            <h3>{t('terminals.none')}</h3>
            <p className="soft measure">
              {t(sells ? 'terminals.noneAskAdministrator' : 'terminals.noneText')}
            </p>
          </div>
        }
      />
    </section>
  );
}
