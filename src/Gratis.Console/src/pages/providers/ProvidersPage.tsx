import { useRoute } from 'wouter';
import { ProviderDetail } from './ProviderDetail';
import { ProviderOverview } from './ProviderOverview';

/** Every provider there is, or one of them. */
export default function ProvidersPage() {
  const [isOne, params] = useRoute('/providers/:id');
  return isOne ? <ProviderDetail key={params.id} id={params.id} /> : <ProviderOverview />;
}
