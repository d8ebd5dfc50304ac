import { useTranslation } from 'react-i18next';
import { useNow } from './clock';
import { formatInstant } from './format';

/** How long until an instant; the instant itself, in local time, stands in its title. */
export function Countdown({ until }: { until: string }) {
  const { t, i18n } = useTranslation();
  const left = remaining(Date.parse(until), useNow());
  return (
    <time dateTime={until} title={formatInstant(until, i18n.language)} className="whitespace-nowrap tabular-nums">
      {left ?? t('countdown.now')}
    </time>
  );
}

/** The two largest units: `2d 4h`, `3h 05m`, `4m 09s`, `12s`; null when it is over. */
export function remaining(until: number, now: number): string | null {
  const seconds = Math.ceil((until - now) / 1000);
  if (!(seconds > 0)) return null;
  const [d, h, m, s] = [
    Math.floor(seconds / 86400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  if (d > 0) return `${d}d ${h}h`;
  if (h > 0) return `${h}h ${pad(m)}m`;
  return m > 0 ? `${m}m ${pad(s)}s` : `${s}s`;
}

const pad = (value: number) => String(value).padStart(2, '0');
