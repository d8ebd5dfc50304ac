import { Menu } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Session } from '@/api/session';
import { IconButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Banners } from './Banners';
import { Navigation } from './Navigation';

/** What stands around every page: navigation at the side, in a drawer where there is no room for a side. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const { t } = useTranslation();
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [location] = useLocation();
  useEffect(() => {
    // Not the effect's result: newer browsers answer with a promise, and React would call it.
    window.scrollTo(0, 0);
  }, [location]);

  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        {t('skip')}
      </a>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-surface px-2 md:hidden">
        <IconButton
          icon={Menu}
          label={t('navigation')}
          aria-expanded={isDrawerOpen}
          onClick={() => setDrawerOpen(true)}
        />
        <span className="font-semibold">Gratis</span>
      </header>
      <aside className="sticky top-0 hidden h-dvh border-r border-line bg-surface md:block">
        <Navigation session={session} />
      </aside>
      <Dialog title="Gratis" isDrawer isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)}>
        <Navigation session={session} isInDrawer onNavigate={() => setDrawerOpen(false)} />
      </Dialog>
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        <Banners session={session} />
        <div className="mx-auto max-w-7xl px-4 py-5 sm:px-6">{children}</div>
      </main>
    </div>
  );
}
