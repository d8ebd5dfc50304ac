import i18next from 'i18next';
import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch, useLocation } from 'wouter';
import type { Page } from '@/pages/page';
import { pages } from '@/pages/registry';
import { Loading } from '@/ui/Loading';
import { PageHeader } from '@/ui/PageHeader';
import { ErrorBoundary } from './ErrorBoundary';

const routes = pages.map((page) => ({ page, Content: withText(page) }));

/** The page of this address, with its own words and its own failures. */
export function Routes() {
  const [location] = useLocation();
  return (
    <ErrorBoundary key={location.split('/')[1]}>
      <Suspense fallback={<Loading />}>
        <Switch>
          {routes.flatMap(({ page, Content }) =>
            [page.path, ...(page.aliases ?? [])].map((path) => (
              <Route key={path} path={path === '/' ? path : `${path}/*?`}>
                <Titled page={page}>
                  <Content />
                </Titled>
              </Route>
            )),
          )}
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}

/** A page and its text come together, neither waits for the other. */
function withText(page: Page): ComponentType {
  return lazy(async () => {
    const [content] = await Promise.all([page.load(), i18next.loadNamespaces(page.id)]);
    return content;
  });
}

function Titled({ page, children }: { page: Page; children: ReactNode }) {
  const { t } = useTranslation();
  const title = t(`pages.${page.id}`);
  useEffect(() => {
    document.title = `${title} · Gratis`;
  }, [title]);
  return children;
}

function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('not_found.title')} />
      <Link href="/">{t('not_found.home')}</Link>
    </>
  );
}
