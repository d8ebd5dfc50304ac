import { describe, expect, it } from 'vitest';
import { languages } from '@/app/i18n/languages';
import { pages } from '@/pages/registry';

interface Text {
  [key: string]: Text | string;
}

const files = import.meta.glob<Text>('./*/*.json', { eager: true, import: 'default' });
const names = [...new Set(Object.keys(files).map((path) => path.split('/')[2] ?? ''))];
const textOf = (language: string, name: string) => Object.entries(flatten(files[`./${language}/${name}`] ?? {}));

/** Languages differ in how many plurals they have, not in what they say. */
const meaning = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');

describe.each(Object.keys(languages))('the text in %s', (language) => {
  it.each(names)('says in %s everything that the others say', (name) => {
    const keys = (of: string) => [...new Set(textOf(of, name).map(([key]) => meaning(key)))].sort();
    expect(keys(language)).toEqual(keys('en'));
    expect(textOf(language, name).length).toBeGreaterThan(0);
  });

  it.each(names)('fills in %s the same places', (name) => {
    const places = (text: string) => [...text.matchAll(/{{\w+}}/g)].map(([place]) => place).sort();
    const english = new Map(textOf('en', name).map(([key, text]) => [key, places(text)]));
    for (const [key, text] of textOf(language, name)) {
      expect(text.trim(), key).not.toBe('');
      if (english.has(key)) expect(places(text), key).toEqual(english.get(key));
    }
  });

  it('has a file for every page', () =>
    expect(names).toEqual(expect.arrayContaining(pages.map((page) => `${page.id}.json`))));
});

function flatten(text: Text, prefix = ''): Record<string, string> {
  return Object.entries(text).reduce<Record<string, string>>(
    (all, [key, value]) =>
      typeof value === 'string' ? { ...all, [prefix + key]: value } : { ...all, ...flatten(value, `${prefix}${key}.`) },
    {},
  );
}
