import { useTranslation } from 'react-i18next';

/** A region as people call it: `eu`, `us`, `global`, `local`. */
export function useRegionName(): (region: string) => string {
  const { t, i18n } = useTranslation('providers');
  return (region) => {
    if (region === 'global' || region === 'local' || region === 'eu') return t(`region.${region}`);
    try {
      return new Intl.DisplayNames(i18n.language, { type: 'region' }).of(region.toUpperCase()) ?? region;
    } catch {
      // The owner may call a region whatever the config takes.
      return region;
    }
  };
}
