import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import {
  formatDay,
  formatEuros,
  formatLastDay,
  formatNumber,
} from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Facts } from '../../ui/Facts.tsx';
import type { Meant } from './mapping-api.ts';

interface Row {
  name: string;
  value: string;
  from: string;
  to: string | null;
}

interface Props {
  means: Meant;
  /** Of what a record means only some is shown: that it has no fact says nothing. */
  isPart?: boolean;
}

/** What a record means: whom it names, and what it states, drawn on a line of time. */
export function Meaning({ means, isPart = false }: Props) {
  const { t } = useTranslation();
  const rows = rowsOf(means, t);
  const { person, organisation } = means;
  return (
    <>
      {person || organisation ? (
        <Facts
          rows={[
            [
              t('mapping.outcome.name'),
              person ? person.name : organisation && chosen(organisation.name),
            ],
            [t('mapping.outcome.born'), person && formatDay(person.birthDate)],
            [t('mapping.outcome.died'), person?.deathDate ? formatDay(person.deathDate) : null],
            [t('mapping.outcome.number'), organisation && organisation.registrationNumber],
          ]}
        />
      ) : null}
      {rows.length === 0 && !isPart ? <p className="soft">{t('mapping.outcome.none')}</p> : null}
      {rows.length > 0 ? <Timeline rows={rows} /> : null}
    </>
  );
}

const DAY_MS = 86_400_000;
const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** Each period as a bar; the words say the same. What has no end goes on past the edge. */
function Timeline({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation();
  const days = rows.flatMap(({ from, to }) => (to === null ? [from] : [from, to])).map(timeOf);
  const first = Math.min(...days);
  const last = Math.max(...days, first + DAY_MS);
  const isOpen = rows.some(({ to }) => to === null);
  const span = (last - first) * (isOpen ? 1.15 : 1);
  const share = (time: number) => `${((time - first) / span) * 100}%`;
  return (
    <ul className="plain-list stack">
      {rows.map(({ name, value, from, to }) => (
        <li key={`${name} ${value} ${from}`} className="stack-tight">
          <div className="row-apart small">
            <span>{name}</span>
            <strong>{value}</strong>
          </div>
          <div className="meter-track span-track" aria-hidden="true">
            <div
              className="span-fill"
              style={{
                left: share(timeOf(from)),
                width: to === null ? '100%' : share(first + timeOf(to) - timeOf(from)),
              }}
            />
          </div>
          <span className="soft small">
            {to === null
              ? t('mapping.outcome.from', { from: formatDay(from) })
              : t('mapping.outcome.period', { from: formatDay(from), last: formatLastDay(to) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function rowsOf({ facts, households, relations, representatives }: Meant, t: TFunction): Row[] {
  return [
    ...facts.map((fact) => ({ ...fact, name: chosen(fact.name), value: shownValue(fact, t) })),
    ...households.map(({ number, ...period }) => ({
      ...{ ...period, name: t('mapping.outcome.household'), value: number },
    })),
    ...relations.map(({ kind, side, personalCode, ...period }) => ({
      ...{ ...period, name: t(`mapping.relation.${side}.${kind}`), value: personalCode },
    })),
    ...representatives.map(({ personalCode, manner, ...period }) => ({
      ...{ ...period, name: t(`mapping.represents.${manner}`), value: personalCode },
    })),
  ];
}

function shownValue({ type, value, valueName }: Meant['facts'][number], t: TFunction): string {
  if (valueName) return chosen(valueName);
  if (typeof value === 'string') return type === 'date' ? formatDay(value) : value;
  if (type === 'boolean') return t(value === 1 ? 'state.yes' : 'state.no');
  return type === 'money' ? formatEuros(value) : formatNumber(value);
}
