import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { IssuedKey } from '@/api/clientKeys';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { Dialog } from '@/ui/Dialog';

/** The key itself, this once. */
export function SecretDialog({ issued, onClose }: { issued: IssuedKey; onClose: () => void }) {
  const { t } = useTranslation('client-keys');
  return (
    <Dialog isOpen onClose={onClose} title={t('secret.title', { name: issued.name })} description={t('secret.about')}>
      <div className="flex flex-wrap items-center gap-2">
        <code
          aria-label={t('secret.key')}
          className="min-w-0 flex-1 basis-60 rounded-md border border-line bg-sunken px-2.5 py-1.5 font-mono text-sm break-all select-all"
        >
          {issued.key}
        </code>
        <CopyButton text={issued.key} label={t('secret.copy')} />
      </div>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-2">
        <Link href="/connect" onClick={onClose}>
          {t('secret.connect')}
        </Link>
        <Button look="primary" onClick={onClose}>
          {t('secret.done')}
        </Button>
      </div>
    </Dialog>
  );
}
