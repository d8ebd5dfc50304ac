import { useTranslation } from 'react-i18next';
import type { RouteDetails } from '@/api/routes';
import { formatNumber } from '@/ui/format';

/** Every number of its score, and what else holds its place. */
export function Score({ route }: { route: RouteDetails }) {
  const { t, i18n } = useTranslation('models');
  const points = new Intl.NumberFormat(i18n.language, { signDisplay: 'exceptZero' });
  // The total and its parts are shown as such; what is left is why it stands where its score alone would not put it.
  const shown = ['score', ...route.score.parts.map((part) => part.name)];
  const others = route.rank_reasons.filter((reason) => !shown.some((name) => reason.startsWith(`${name} `)));
  return (
    <>
      <p>
        {t('score.total', { points: formatNumber(route.score.total, i18n.language) })}
        {!route.quality.measured && ` · ${t('score.estimated')}`}
      </p>
      <ul className="mt-2 flex flex-col gap-1.5 text-sm text-muted">
        {others.map((reason) => (
          <li key={reason} className="break-words">
            {reason}
          </li>
        ))}
        {route.score.parts.map((part) => (
          <li key={part.name} className="grid grid-cols-[6rem_3.5rem_minmax(0,1fr)] gap-2">
            <span className="text-ink">{part.name}</span>
            <span className="text-right text-ink tabular-nums">{points.format(part.points)}</span>
            <span className="break-words">{part.why}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
