import { useTranslation } from 'react-i18next';
import type { LoggedRequest } from '@/api/requests';
import { formatCompact, formatDollars, formatDuration } from '@/ui/format';

/** `1.2k → 345`: what went in and what came out; a dash where the answer did not tell. */
export function Tokens({ request }: { request: Pick<LoggedRequest, 'input_tokens' | 'output_tokens'> }) {
  const { t, i18n } = useTranslation('log');
  const { input_tokens: input, output_tokens: output } = request;
  if (input === null && output === null) return '–';
  const words = (value: number | null) => (value === null ? '–' : formatCompact(value, i18n.language));
  return (
    <span
      title={t('tokens', { input: words(input), output: words(output) })}
    >{`${words(input)} → ${words(output)}`}</span>
  );
}

/** Dollars; a dash where nobody knows. */
export function Cost({ value }: { value: number | null }) {
  const { i18n } = useTranslation();
  return value === null ? '–' : `$${formatDollars(value, i18n.language)}`;
}

export function Duration({ ms }: { ms: number | null }) {
  const { i18n } = useTranslation();
  return ms === null ? '–' : formatDuration(ms, i18n.language);
}
