import { Activity, ChartLine, Gauge, ScrollText, Timer } from 'lucide-react';
import type { Page } from './page';

/** Every page there is, in the order of the navigation. The gateway answers these addresses with the console, and no others. */
export const pages: readonly Page[] = [
  { id: 'overview', path: '/', aliases: ['/status'], icon: Gauge, load: () => import('./overview/OverviewPage') },
  { id: 'quotas', path: '/quotas', icon: Timer, load: () => import('./quotas/QuotasPage') },
  { id: 'live', path: '/live', icon: Activity, load: () => import('./live/LivePage') },
  { id: 'log', path: '/log', icon: ScrollText, load: () => import('./log/LogPage') },
  { id: 'usage', path: '/usage', icon: ChartLine, load: () => import('./usage/UsagePage') },
];
