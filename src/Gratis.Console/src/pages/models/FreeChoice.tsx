import { useTranslation } from 'react-i18next';
import type { RouteDetails } from '@/api/routes';
import { Choice } from '@/ui/Choice';
import { saidHere, valueOf } from './claims';
import { EvidenceLine } from './EvidenceLine';
import { useRouteEdits } from './useRouteEdits';

/** Whether it counts as free: as the evidence has it, or as the owner says. */
export function FreeChoice({ route }: { route: RouteDetails }) {
  const { t } = useTranslation('models');
  const { edit } = useRouteEdits(route.route_id);
  return (
    <div className="flex flex-col gap-2">
      <Choice
        label={t('free.label')}
        value={saidHere(route.claims, 'free')}
        isDisabled={edit.isPending}
        onChange={(choice) => edit.mutate({ free: valueOf(choice) })}
        options={[
          { value: 'auto', label: t('free.auto') },
          { value: 'yes', label: t('free.yes') },
          { value: 'no', label: t('free.no') },
        ]}
      />
      <EvidenceLine evidence={route.evidence} />
      <p className="text-sm text-muted">{t('free.about')}</p>
    </div>
  );
}
