/** The languages of the console, each in its own words. */
export const languages = { en: 'English', zh: '简体中文' } as const;

export type Language = keyof typeof languages;

export function isLanguage(text: string | null | undefined): text is Language {
  return text !== null && text !== undefined && text in languages;
}

/** The first of the browser's wishes that is spoken here. */
export function bestLanguage(wishes: readonly string[]): Language {
  return wishes.map((wish) => wish.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en';
}
