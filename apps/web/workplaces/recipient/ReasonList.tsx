import { chosen } from '../../features/language/start-language.ts';
import type { Reason } from './recipient-api.ts';

/** A reason with what it was reached from. What does not hold is said so in words by the server. */
export function ReasonList({ reasons }: { reasons: Reason[] }) {
  return (
    <ul className="reasons sentences">
      {distinct(reasons).map((reason) => (
        <li key={reason.text.lv}>
          {chosen(reason.text)}
          {reason.parts.length > 0 ? <ReasonList reasons={reason.parts} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** Two children can give the same reason in the same words: once is enough. */
function distinct(reasons: Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [reason.text.lv, reason])).values()];
}
