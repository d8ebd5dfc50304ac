import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useSignOut, type Session } from '@/api/session';
import type { Page } from '@/pages/page';
import { pages } from '@/pages/registry';
import { Button } from '@/ui/Button';
import { classes } from '@/ui/classes';
import { toast } from '@/ui/Toast';
import { Preferences } from './Preferences';

interface NavigationProps {
  session: Session;
  isInDrawer?: boolean;
  onNavigate?: () => void;
}

export function Navigation({ session, isInDrawer = false, onNavigate }: NavigationProps) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const signOut = useSignOut((error) => toast.failed(t('sign_out_failed'), error));
  return (
    <div className="flex h-full flex-col">
      {!isInDrawer && <p className="flex h-14 items-center px-5 text-lg font-semibold tracking-tight">Gratis</p>}
      <nav aria-label={t('navigation')} className="min-h-0 flex-1 overflow-y-auto p-2">
        <ul className="flex flex-col gap-0.5">
          {pages.map((page) => (
            <li key={page.id}>
              <NavigationLink page={page} isCurrent={isAt(page, location)} {...(onNavigate && { onNavigate })} />
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex flex-col gap-3 border-t border-line p-3">
        <Preferences />
        <Button
          look="quiet"
          icon={LogOut}
          isBusy={signOut.isPending}
          className="justify-start"
          onClick={() => signOut.mutate()}
        >
          {t('sign_out')}
        </Button>
        <p className="px-3 text-xs text-muted">{t('version', { version: session.version })}</p>
      </div>
    </div>
  );
}

function NavigationLink({ page, isCurrent, onNavigate }: { page: Page; isCurrent: boolean; onNavigate?: () => void }) {
  const { t } = useTranslation();
  return (
    <Link
      href={page.path}
      onClick={onNavigate}
      aria-current={isCurrent ? 'page' : undefined}
      className={classes(
        'flex h-9 items-center gap-2.5 rounded-md px-3 no-underline -outline-offset-2',
        isCurrent ? 'bg-hover font-medium text-accent' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      <page.icon size={16} aria-hidden />
      {t(`pages.${page.id}`)}
    </Link>
  );
}

function isAt(page: Page, location: string): boolean {
  return [page.path, ...(page.aliases ?? [])].some(
    (path) => location === path || (path !== '/' && location.startsWith(`${path}/`)),
  );
}
