import { useTranslation } from 'react-i18next';
import { formatExact, formatInstant, formatSecond, formatTime } from './format';

const formats = { minute: formatInstant, second: formatSecond, time: formatTime };

/** An instant in local time, as precise as it has to be there; to the millisecond on hover. */
export function Instant({ at, as = 'minute' }: { at: string; as?: keyof typeof formats }) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} title={formatExact(at, i18n.language)} className="tabular-nums">
      {formats[as](at, i18n.language)}
    </time>
  );
}
