import { useTranslation } from 'react-i18next';
import { Select } from '@/ui/Field';
import { changeLanguage } from '../i18n/i18n';
import { isLanguage, languages, type Language } from '../i18n/languages';
import { setTheme, themes, useTheme, type Theme } from '../theme/theme';

/** Theme and language of this browser. */
export function Preferences() {
  const { t, i18n } = useTranslation();
  const theme = useTheme();
  return (
    <div className="grid grid-cols-2 gap-2 text-sm">
      <Select<Theme>
        label={t('theme.label')}
        isLabelHidden
        value={theme}
        onChange={setTheme}
        options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
      />
      <Select<Language>
        label={t('language')}
        isLabelHidden
        value={isLanguage(i18n.language) ? i18n.language : 'en'}
        onChange={(language) => void changeLanguage(language)}
        options={Object.entries(languages).map(([value, label]) => ({ value: value as Language, label }))}
      />
    </div>
  );
}
