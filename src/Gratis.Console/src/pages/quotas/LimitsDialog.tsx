import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { configQuery } from '@/api/config';
import { sessionQuery } from '@/api/session';
import { Dialog } from '@/ui/Dialog';
import { QueryState } from '@/ui/QueryState';
import { LimitsForm } from './LimitsForm';

/** What the owner says of a provider's limits; without a word of theirs the built-in and learned ones count. */
export function LimitsDialog({ provider, onClose }: { provider: string; onClose: () => void }) {
  const { t } = useTranslation('quotas');
  const query = useQuery(configQuery);
  const session = useQuery(sessionQuery);
  return (
    <Dialog title={t('edit.title', { provider })} description={t('edit.about')} isOpen onClose={onClose}>
      {session.data?.demo === true && <p className="mb-4 text-warn">{t('edit.demo')}</p>}
      <QueryState query={query}>
        {(config) => <LimitsForm provider={provider} config={config} onClose={onClose} />}
      </QueryState>
    </Dialog>
  );
}
