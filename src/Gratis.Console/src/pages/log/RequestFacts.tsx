import { useTranslation } from 'react-i18next';
import type { RequestStory } from '@/api/requests';
import { Badge } from '@/ui/Badge';
import { Fact } from '@/ui/Fact';
import { Instant } from '@/ui/Instant';
import { Cost, Duration, Tokens } from './figures';
import { OutcomeBadge } from './OutcomeBadge';

/** Which request it was, and what became of it. */
export function RequestFacts({ request }: { request: RequestStory }) {
  const { t } = useTranslation('log');
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
      <Fact name={t('columns.outcome')}>
        <span className="flex flex-wrap items-center gap-2">
          <OutcomeBadge outcome={request.outcome} />
          {request.status !== null && <span className="text-muted">HTTP {request.status}</span>}
          {request.stream && <Badge>{t('details.stream')}</Badge>}
        </span>
      </Fact>
      <Fact name={t('columns.at')}>
        <Instant at={request.at} as="second" />
      </Fact>
      <Fact name={t('filter.operation')}>{t(`operation.${request.operation}`)}</Fact>
      <Fact name={t('details.asked')}>{request.model ?? t('no_model')}</Fact>
      <Fact name={t('details.answered')}>
        {request.route === null ? t('nobody') : [request.route, request.account].filter(Boolean).join(' · ')}
      </Fact>
      <Fact name={t('columns.client')}>{request.client ?? t('details.no_client')}</Fact>
      <Fact name={t('columns.ms')}>
        <Duration ms={request.ms} />
      </Fact>
      <Fact name={t('columns.first_token')}>
        <Duration ms={request.first_token_ms} />
      </Fact>
      <Fact name={t('columns.tokens')}>
        <Tokens request={request} />
      </Fact>
      <Fact name={t('columns.cost')}>
        <Cost value={request.cost_usd} />
      </Fact>
      {request.spill !== null && <Fact name={t('details.spill')}>{request.spill}</Fact>}
    </dl>
  );
}
