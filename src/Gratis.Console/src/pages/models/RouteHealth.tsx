import { HeartPulse } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RouteDetails } from '@/api/routes';
import { Button } from '@/ui/Button';
import { Countdown } from '@/ui/Countdown';
import { HealthBadge } from '@/ui/HealthBadge';
import { Switch } from '@/ui/Switch';
import { PriceBadge, StateBadge } from './Marks';
import { useRouteEdits } from './useRouteEdits';

/** Whether it serves, and why not. */
export function RouteHealth({ route }: { route: RouteDetails }) {
  const { t } = useTranslation('models');
  const { turn, resetHealth } = useRouteEdits(route.route_id);
  const { health, reason, until } = route.health;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <StateBadge state={route.state} />
          <PriceBadge route={route} />
          <HealthBadge health={health} />
          {until !== null && (
            <span className="text-sm text-muted">
              {t('health.until')} <Countdown until={until} />
            </span>
          )}
        </div>
        <Switch
          label={t('details.use')}
          isOn={turn.isPending ? turn.variables : route.enabled}
          isDisabled={turn.isPending}
          onChange={turn.mutate}
        />
      </div>
      {route.state_reason !== null && <p className="break-words text-muted">{route.state_reason}</p>}
      {reason !== null && <p className="break-words text-muted">{reason}</p>}
      {(health !== 'ok' || route.state === 'dead') && (
        <div className="flex flex-col items-start gap-1">
          <Button icon={HeartPulse} isBusy={resetHealth.isPending} onClick={() => resetHealth.mutate()}>
            {t('health.reset')}
          </Button>
          <p className="text-sm text-muted">{t('health.reset_about')}</p>
        </div>
      )}
    </div>
  );
}
