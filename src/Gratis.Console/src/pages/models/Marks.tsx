import { AudioLines, Braces, Brain, Eye, Globe, Wrench, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { capabilities, type Capability, type CatalogueRoute, type RouteState } from '@/api/routes';
import { Badge, type Tone } from '@/ui/Badge';
import { classes } from '@/ui/classes';
import { priceOf } from './filters';

const icons: Record<Capability, LucideIcon> = {
  tools: Wrench,
  vision: Eye,
  audio: AudioLines,
  structured_output: Braces,
  reasoning: Brain,
  web_search: Globe,
};

/** What it is known to do. Each has its own place, so that a column can be run down with the eye; empty places say no or unknown. */
export function CapabilityIcons({ route }: { route: CatalogueRoute }) {
  const { t } = useTranslation('models');
  const known = capabilities.filter((one) => route.capabilities[one] === true);
  return (
    <span className="inline-flex gap-1.5" title={known.map((one) => t(`capability.${one}`)).join(', ')}>
      <span className="sr-only">
        {known.length === 0 ? t('capability.none') : known.map((one) => t(`capability.${one}`)).join(', ')}
      </span>
      {capabilities.map((one) => {
        const Icon = icons[one];
        return (
          <Icon
            key={one}
            size={14}
            aria-hidden
            className={classes('shrink-0 text-muted', route.capabilities[one] !== true && 'invisible max-md:hidden')}
          />
        );
      })}
    </span>
  );
}

const priceTones: Record<ReturnType<typeof priceOf>, Tone> = { free: 'good', local: 'accent', paid: 'neutral' };

export function PriceBadge({ route }: { route: CatalogueRoute }) {
  const { t } = useTranslation('models');
  const price = priceOf(route);
  return <Badge tone={priceTones[price]}>{t(`price.${price}`)}</Badge>;
}

const stateTones: Record<RouteState, Tone> = { enabled: 'good', found: 'accent', disabled: 'neutral', dead: 'bad' };

export function StateBadge({ state }: { state: RouteState }) {
  const { t } = useTranslation('models');
  return <Badge tone={stateTones[state]}>{t(`state.${state}`)}</Badge>;
}
