import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Redirect } from 'wouter';
import { sessionQuery, type Session } from '@/api/session';
import { ErrorState } from '@/ui/ErrorState';
import { Loading } from '@/ui/Loading';
import { signInFrom } from './back';

/** Nothing is shown to who is not signed in. */
export function SessionGate({ children }: { children: (session: Session) => ReactNode }) {
  const query = useQuery(sessionQuery);
  if (query.data) return children(query.data);
  if (query.data === null)
    return <Redirect to={signInFrom(window.location.pathname + window.location.search)} replace />;
  if (query.isError)
    return (
      <main className="mx-auto mt-16 max-w-xl">
        <h1 className="px-4 text-xl">Gratis</h1>
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      </main>
    );
  return <Loading />;
}
