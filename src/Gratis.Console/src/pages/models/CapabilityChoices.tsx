import { Stethoscope } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { capabilities, type ProbeResult, type RouteDetails } from '@/api/routes';
import { Badge, type Tone } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { saidHere, valueOf } from './claims';
import { useRouteEdits } from './useRouteEdits';

/** What it can do: as it is known, as the owner says, or asked now. */
export function CapabilityChoices({ route }: { route: RouteDetails }) {
  const { t } = useTranslation('models');
  const { edit, probe } = useRouteEdits(route.route_id);
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-2">
        {capabilities.map((one) => (
          <li key={one}>
            <Choice
              label={t('capability.belief', {
                what: t(`capability.${one}`),
                belief: t(`belief.${believed(route, one)}`),
              })}
              value={saidHere(route.claims, one)}
              isDisabled={edit.isPending}
              onChange={(choice) => edit.mutate({ capabilities: { [one]: valueOf(choice) } })}
              options={[
                { value: 'auto', label: t('capability.auto') },
                { value: 'yes', label: t('capability.yes') },
                { value: 'no', label: t('capability.no') },
              ]}
            />
          </li>
        ))}
      </ul>
      <div className="flex flex-col items-start gap-1">
        <Button icon={Stethoscope} isBusy={probe.isPending} onClick={() => probe.mutate()}>
          {t('probe.start')}
        </Button>
        <p className="text-sm text-muted">{t('probe.about')}</p>
      </div>
      <div role="status">{probe.data && <ProbeResults result={probe.data} />}</div>
    </div>
  );
}

const tones: Record<ProbeResult['results'][number]['status'], Tone> = {
  supported: 'good',
  unsupported: 'bad',
  inconclusive: 'warn',
  not_probed: 'neutral',
};

function ProbeResults({ result }: { result: ProbeResult }) {
  const { t } = useTranslation('models');
  const { budget } = result;
  return (
    <div className="rounded-md border border-line bg-sunken p-3">
      <ul className="flex flex-col gap-2">
        {result.results.map((one) => (
          <li key={one.tag}>
            <span className="flex items-center gap-2">
              <Badge tone={tones[one.status]}>{t(`probe.${one.status}`)}</Badge>
              <span className="font-medium">{tagName(one.tag, t)}</span>
            </span>
            {one.detail !== null && <p className="mt-0.5 text-sm break-words text-muted">{one.detail}</p>}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-muted">
        {t('probe.budget', { provider: budget.provider, used: budget.used, limit: budget.limit })}
      </p>
    </div>
  );
}

function tagName(tag: string, t: ReturnType<typeof useTranslation<'models'>>['t']): string {
  const known = capabilities.find((one) => one === tag);
  return known ? t(`capability.${known}`) : tag === 'text' ? t('probe.text') : tag;
}

function believed(route: RouteDetails, one: (typeof capabilities)[number]): 'yes' | 'no' | 'unknown' {
  const value = route.capabilities[one];
  return value === null ? 'unknown' : value ? 'yes' : 'no';
}
