import { useTranslation } from 'react-i18next';
import type { ValueSource } from '@/api/config';
import { Badge, type Tone } from '@/ui/Badge';

const layers = ['default', 'file', '.env', 'env', 'api'] as const;
const tones: Record<string, Tone> = { api: 'accent', env: 'warn', '.env': 'warn' };

/** Who said a value, and where. */
export function SourceBadge({ source }: { source: ValueSource }) {
  const { t } = useTranslation('settings');
  const layer = layers.find((one) => one === source.layer);
  const name = layer === undefined ? source.layer : t(`layers.${layer === '.env' ? 'dot_env' : layer}`);
  const at = layer === 'default' || layer === 'api' ? null : source.at;
  return (
    <>
      <Badge tone={tones[source.layer] ?? 'neutral'}>{name}</Badge>
      {at !== null && <span className="text-xs break-all text-muted">{at}</span>}
      {source.variables.length > 0 && (
        <span className="text-xs text-muted">{t('variables', { names: source.variables.join(', ') })}</span>
      )}
    </>
  );
}
