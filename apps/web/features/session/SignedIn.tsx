import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Loaded } from '../api/Loaded.tsx';
import { type Session, sessionQuery } from './session.ts';

interface Props<Kind extends Session['kind']> {
  as: Kind;
  children(session: Extract<Session, { kind: Kind }>): ReactNode;
}

/** Shows its pages only to whom they belong; others are led to the right way in. */
export function SignedIn<Kind extends 'person' | 'terminal'>({ as, children }: Props<Kind>) {
  const session = useQuery(sessionQuery);
  return (
    <Loaded query={session}>
      {(current) =>
        current.kind === as ? (
          children(current as Extract<Session, { kind: Kind }>)
        ) : (
          <Navigate to={wayIn(as, current)} replace />
        )
      }
    </Loaded>
  );
}

/** A cashier who goes back from the terminal stays at it: they close it first. */
function wayIn(as: 'person' | 'terminal', session: Session) {
  if (as === 'terminal') return '/sign-in/terminal';
  return session.kind === 'terminal' && session.cashier ? '/terminal/basket' : '/sign-in';
}
