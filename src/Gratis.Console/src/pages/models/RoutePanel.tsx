import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { routeQuery, type RouteDetails } from '@/api/routes';
import { QueryState } from '@/ui/QueryState';
import { SidePanel } from '@/ui/SidePanel';
import { CapabilityChoices } from './CapabilityChoices';
import { ClaimList } from './ClaimList';
import { FreeChoice } from './FreeChoice';
import { Place } from './Place';
import { RouteFacts } from './RouteFacts';
import { RouteHealth } from './RouteHealth';
import { Score } from './Score';

interface RoutePanelProps {
  /** Nothing is open without. */
  id: string | undefined;
  count: number;
  onClose: () => void;
  onPlace: (id: string, rank: number) => void;
}

/** Everything about one route, and everything that its owner may say of it. */
export function RoutePanel({ id, count, onClose, onPlace }: RoutePanelProps) {
  return (
    <SidePanel title={id ?? ''} isOpen={id !== undefined} onClose={onClose}>
      {id !== undefined && <Content key={id} id={id} count={count} onPlace={onPlace} />}
    </SidePanel>
  );
}

function Content({ id, count, onPlace }: { id: string; count: number; onPlace: RoutePanelProps['onPlace'] }) {
  const { t } = useTranslation('models');
  const query = useQuery(routeQuery(id));
  return (
    <QueryState query={query}>
      {(route: RouteDetails) => (
        <div className="divide-y divide-line">
          <Section>
            <RouteHealth route={route} />
          </Section>
          <Section title={t('order.title')}>
            <Place key={route.rank} route={route} count={count} onPlace={(rank) => onPlace(id, rank)} />
          </Section>
          <Section title={t('free.title')}>
            <FreeChoice route={route} />
          </Section>
          <Section title={t('capability.title')}>
            <CapabilityChoices route={route} />
          </Section>
          <Section title={t('facts.title')}>
            <RouteFacts route={route} />
          </Section>
          <Section title={t('score.title')}>
            <Score route={route} />
          </Section>
          <Section title={t('claims.title')}>
            <ClaimList claims={route.claims} />
          </Section>
        </div>
      )}
    </QueryState>
  );
}

function Section({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="p-4">
      {title !== undefined && <h3 className="mb-2.5 text-base">{title}</h3>}
      {children}
    </section>
  );
}
