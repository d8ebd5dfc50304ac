import { useTranslation } from 'react-i18next';
import type { Health } from '@/api/providers';
import { Badge, type Tone } from './Badge';

const tones: Record<Health, Tone> = {
  ok: 'good',
  trouble: 'warn',
  busy: 'neutral',
  cooling: 'warn',
  spent: 'warn',
  payment_wanted: 'bad',
  refused_key: 'bad',
  gone: 'bad',
};

/** How a route or provider stands, in a word. */
export function HealthBadge({ health }: { health: Health }) {
  const { t } = useTranslation();
  return <Badge tone={tones[health]}>{t(`health.${health}`)}</Badge>;
}
