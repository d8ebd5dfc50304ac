import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { stored } from '../stored';
import { bestLanguage, isLanguage, type Language, languages } from './languages';

// One file a language and page, each a chunk of its own that comes with its page.
const files = import.meta.glob<ResourceKey>('../../locales/*/*.json', { import: 'default' });

const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`../../locales/${language}/${namespace}.json`];
    if (load)
      load().then(
        (text) => done(null, text),
        (error: unknown) => done(error as Error, null),
      );
    else done(new Error(`There is no text for ${namespace} in ${language}.`), null);
  },
};

const choice = stored('gratis.language');

/** Ready when the shell's own words are there. */
export async function startI18n(language: Language = chosenLanguage()): Promise<void> {
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: Object.keys(languages),
      // Both languages are whole (a test holds that), so nothing is loaded to fall back to.
      fallbackLng: false,
      ns: ['common'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
    });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  choice.write(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

function chosenLanguage(): Language {
  const chosen = choice.read();
  return isLanguage(chosen) ? chosen : bestLanguage(navigator.languages);
}
