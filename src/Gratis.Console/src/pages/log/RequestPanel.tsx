import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { requestQuery } from '@/api/requests';
import { QueryState } from '@/ui/QueryState';
import { SidePanel } from '@/ui/SidePanel';
import { Bodies } from './Bodies';
import { Plan } from './Plan';
import { RequestFacts } from './RequestFacts';
import { Section } from './Section';
import { Trail } from './Trail';

/** All that is known of one request. */
export function RequestPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('log');
  const query = useQuery(requestQuery(id));
  return (
    <SidePanel title={t('details.title', { id })} isOpen onClose={onClose}>
      <QueryState query={query}>
        {(request) => (
          <div className="flex flex-col gap-6 p-4">
            <RequestFacts request={request} />
            <Section title={t('details.attempts', { count: request.attempts.length })}>
              {request.attempts.length > 0 ? (
                <Trail steps={request.attempts} />
              ) : (
                <p className="text-muted">{t('details.no_attempts')}</p>
              )}
            </Section>
            <Plan request={request} />
            <Bodies request={request} />
          </div>
        )}
      </QueryState>
    </SidePanel>
  );
}
