import { BookOpen, Gauge, MessagesSquare, Settings } from 'lucide-react';
import type { Page } from './page';

/** Every page there is, in the order of the navigation. The gateway answers these addresses with the console, and no others. */
export const pages: readonly Page[] = [
  { id: 'overview', path: '/', aliases: ['/status'], icon: Gauge, load: () => import('./overview/OverviewPage') },
  { id: 'playground', path: '/chat', icon: MessagesSquare, load: () => import('./playground/PlaygroundPage') },
  { id: 'settings', path: '/settings', icon: Settings, load: () => import('./settings/SettingsPage') },
  { id: 'api', path: '/api-reference', icon: BookOpen, load: () => import('./api/ApiPage') },
];
