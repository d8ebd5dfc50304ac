import {
  Activity,
  BookOpen,
  ChartLine,
  Gauge,
  KeyRound,
  ListOrdered,
  MessagesSquare,
  Plug,
  ScrollText,
  Server,
  Settings,
  Split,
  Star,
  Timer,
} from 'lucide-react';
import type { Page } from './page';

/** Every page there is, in the order of the navigation. The gateway answers these addresses with the console, and no others. */
export const pages: readonly Page[] = [
  { id: 'overview', path: '/', aliases: ['/status'], icon: Gauge, load: () => import('./overview/OverviewPage') },
  { id: 'providers', path: '/providers', icon: Server, load: () => import('./providers/ProvidersPage') },
  { id: 'models', path: '/models', icon: ListOrdered, load: () => import('./models/ModelsPage') },
  { id: 'favourites', path: '/favourites', icon: Star, load: () => import('./favourites/FavouritesPage') },
  { id: 'pools', path: '/pools', icon: Split, load: () => import('./pools/PoolsPage') },
  { id: 'quotas', path: '/quotas', icon: Timer, load: () => import('./quotas/QuotasPage') },
  { id: 'playground', path: '/chat', icon: MessagesSquare, load: () => import('./playground/PlaygroundPage') },
  { id: 'live', path: '/live', icon: Activity, load: () => import('./live/LivePage') },
  { id: 'log', path: '/log', icon: ScrollText, load: () => import('./log/LogPage') },
  { id: 'usage', path: '/usage', icon: ChartLine, load: () => import('./usage/UsagePage') },
  { id: 'client-keys', path: '/client-keys', icon: KeyRound, load: () => import('./client-keys/ClientKeysPage') },
  { id: 'connect', path: '/connect', icon: Plug, load: () => import('./connect/ConnectPage') },
  { id: 'settings', path: '/settings', icon: Settings, load: () => import('./settings/SettingsPage') },
  { id: 'api', path: '/api-reference', icon: BookOpen, load: () => import('./api/ApiPage') },
];
