import { useSyncExternalStore } from 'react';
import { stored } from '../stored';

export const themes = ['system', 'light', 'dark'] as const;

export type Theme = (typeof themes)[number];

// The key is read by public/theme.js too, before the first paint.
const choice = stored('gratis.theme');
const listeners = new Set<() => void>();

export function setTheme(theme: Theme): void {
  choice.write(theme === 'system' ? null : theme);
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  listeners.forEach((changed) => changed());
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, current);
}

function current(): Theme {
  return themes.find((theme) => theme === choice.read()) ?? 'system';
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
