import { useTranslation } from 'react-i18next';
import type { Evidence } from '@/api/routes';
import { formatInstant, formatNumber } from '@/ui/format';
import { isPage } from './claims';

const layers = [
  'cost_observed',
  'owner',
  'price',
  'provider_rule',
  'suffix',
  'believed',
  'unproven',
  'local',
  'shipped',
  'learned',
] as const;
const sources = ['guess', 'built_in', 'second_opinion', 'provider_list', 'observed', 'probe', 'owner'] as const;

/** Who says so, where that stands, since when, and how sure that is. */
export function EvidenceLine({ evidence }: { evidence: Evidence }) {
  const { t, i18n } = useTranslation('models');
  const layer = layers.find((one) => one === evidence.layer);
  const source = sources.find((one) => one === evidence.source);
  return (
    <div className="text-sm break-words text-muted">
      <span>
        {layer ? t(`layer.${layer}`) : evidence.layer}
        {evidence.source !== evidence.layer && ` · ${source ? t(`source.${source}`) : evidence.source}`}
        {evidence.confidence < 1 &&
          ` · ${t('claims.sure', { percent: formatNumber(Math.round(evidence.confidence * 100), i18n.language) })}`}
        {evidence.at !== null && (
          <>
            {' · '}
            <time dateTime={evidence.at} title={evidence.at}>
              {formatInstant(evidence.at, i18n.language)}
            </time>
          </>
        )}
      </span>
      {evidence.from !== null && (
        <p>
          {isPage(evidence.from) ? (
            <a href={evidence.from} target="_blank" rel="noreferrer noopener">
              {evidence.from}
            </a>
          ) : (
            evidence.from
          )}
        </p>
      )}
      {evidence.detail !== null && <p>{evidence.detail}</p>}
    </div>
  );
}
