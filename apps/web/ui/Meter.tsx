import { Meter as AriaMeter } from 'react-aria-components';

interface Props {
  label: string;
  /** What is left, in words. */
  text: string;
  left: number;
  of: number;
  /** Of the bar; the words say the same. */
  tone?: 'good' | 'warn' | 'bad';
}

/** How much of something is left, or has passed. The words carry it; the bar draws it. */
export function Meter({ label, text, left, of, tone = 'good' }: Props) {
  return (
    <AriaMeter
      className="stack-tight"
      aria-label={label}
      value={left}
      minValue={0}
      maxValue={Math.max(1, of)}
      valueLabel={text}
    >
      {({ percentage }) => (
        <>
          <div className="row-apart small">
            <span>{label}</span>
            <strong>{text}</strong>
          </div>
          <div className="meter-track">
            <div className="meter-fill" data-tone={tone} style={{ width: `${percentage}%` }} />
          </div>
        </>
      )}
    </AriaMeter>
  );
}
