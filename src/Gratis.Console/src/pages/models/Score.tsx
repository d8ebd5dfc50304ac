import { useTranslation } from 'react-i18next';
import type { RouteDetails } from '@/api/routes';
import { formatNumber } from '@/ui/format';

/** Every number of its score, and what else holds its place. */
export function Score({ route }: { route: RouteDetails }) {
  const { t, i18n } = useTranslation('models');
  const points = new Intl.NumberFormat(i18n.language, { signDisplay: 'exceptZero' });
  return (
    <>
      <p>
        {t('score.total', { points: formatNumber(route.score.total, i18n.language) })}
        {!route.quality.measured && ` · ${t('score.estimated')}`}
      </p>
      <ul className="mt-2 flex flex-col gap-1.5 text-sm text-muted">
        {route.rank_reasons
          .filter((reason) => !route.score.parts.some((part) => reason.startsWith(part.name)))
          .map((reason) => (
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
