import { useTranslation } from 'react-i18next';
import { capabilities, type Claim } from '@/api/routes';
import { Badge } from '@/ui/Badge';
import { classes } from '@/ui/classes';
import { topicsOf } from './claims';
import { EvidenceLine } from './EvidenceLine';

/** Everything that anybody says of a route, by topic: what is believed, and what it was believed against. */
export function ClaimList({ claims }: { claims: readonly Claim[] }) {
  const { t } = useTranslation('models');
  if (claims.length === 0) return <p className="text-muted">{t('claims.none')}</p>;
  return (
    <dl className="flex flex-col gap-3">
      {topicsOf(claims).map(({ topic, claims: own }) => (
        <div key={topic} className="rounded-md border border-line">
          <dt className="border-b border-line bg-sunken px-3 py-1 text-sm font-medium">{topicName(topic, t)}</dt>
          {own.map((claim) => (
            <dd key={`${claim.source} ${claim.from ?? ''} ${claim.value} ${claim.at ?? ''}`} className="px-3 py-2">
              <span className="flex items-center gap-2">
                <span className={classes('min-w-0 break-words', isOverruled(claim, own) && 'text-muted line-through')}>
                  {word(claim.value, t)}
                </span>
                {claim.believed && own.length > 1 && <Badge tone="accent">{t('claims.believed')}</Badge>}
              </span>
              <EvidenceLine evidence={claim} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

/** Who says the same as the one that is believed was not wrong. */
const isOverruled = (claim: Claim, own: readonly Claim[]) =>
  !claim.believed && own.some((other) => other.believed && other.value !== claim.value);

type T = ReturnType<typeof useTranslation<'models'>>['t'];

const topics = ['free', 'price', 'context', 'max_output', 'tier', 'expires', 'released'] as const;

function topicName(topic: string, t: T): string {
  const capability = capabilities.find((one) => one === topic);
  if (capability) return t(`capability.${capability}`);
  const known = topics.find((one) => one === topic);
  return known ? t(`topic.${known}`) : topic;
}

const word = (value: string, t: T) => (value === 'true' ? t('belief.yes') : value === 'false' ? t('belief.no') : value);
