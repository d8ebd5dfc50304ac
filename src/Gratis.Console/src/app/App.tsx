import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { SignInPage } from '@/pages/sign-in/SignInPage';
import { Loading } from '@/ui/Loading';
import { ToastArea } from '@/ui/Toast';
import { ErrorBoundary } from './ErrorBoundary';
import { queryClient } from './queryClient';
import { Routes } from './Routes';
import { SessionGate } from './session/SessionGate';
import { Shell } from './shell/Shell';

/** Everything around the pages. Components bring no style elements of their own: the policy of the page would refuse them. */
export function App() {
  return (
    <CSPProvider disableStyleElements>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <ToastArea>
            <Tooltip.Provider delay={300}>
              <Suspense fallback={<Loading />}>
                <Switch>
                  <Route path="/sign-in" component={SignInPage} />
                  <Route>
                    <SessionGate>
                      {(session) => (
                        <Shell session={session}>
                          <Routes />
                        </Shell>
                      )}
                    </SessionGate>
                  </Route>
                </Switch>
              </Suspense>
            </Tooltip.Provider>
          </ToastArea>
        </QueryClientProvider>
      </ErrorBoundary>
    </CSPProvider>
  );
}
