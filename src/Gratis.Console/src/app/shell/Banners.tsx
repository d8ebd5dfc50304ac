import { FlaskConical, Unplug, type LucideIcon } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listen } from '@/api/client';
import type { Session } from '@/api/session';
import { classes } from '@/ui/classes';

/** What is true of all that is shown below: it is simulated, or it is old. */
export function Banners({ session }: { session: Session }) {
  const { t } = useTranslation();
  const isReachable = useReachable();
  return (
    <>
      {session.demo && (
        <Banner icon={FlaskConical} className="text-warn">
          <strong>{t('demo.title')}</strong> {t('demo.about')}
        </Banner>
      )}
      <div role="status">
        {!isReachable && (
          <Banner icon={Unplug} className="text-bad">
            <strong>{t('error.unreachable')}</strong> {t('error.stale')}
          </Banner>
        )}
      </div>
    </>
  );
}

function Banner({ icon: Icon, className, children }: { icon: LucideIcon; className: string; children: ReactNode }) {
  return (
    <div className="flex gap-2.5 border-b border-line bg-surface px-4 py-2 sm:px-6">
      <Icon size={16} aria-hidden className={classes('mt-0.5 shrink-0', className)} />
      <p>{children}</p>
    </div>
  );
}

function useReachable(): boolean {
  const [isReachable, setReachable] = useState(true);
  useEffect(() => listen({ reached: setReachable, signedOut: () => undefined }), []);
  return isReachable;
}
