import { Meter as AriaMeter } from 'react-aria-components';

interface Props {
  label: string;
  /** What is left, in words. */
  text: string;
  left: number;
  of: number;
}

/** How much of a quota is left. The words carry it; the bar draws it. */
export function Meter({ label, text, left, of }: Props) {
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
            <div className="meter-fill" style={{ width: `${percentage}%` }} />
          </div>
        </>
      )}
    </AriaMeter>
  );
}
