import 'i18next';
import type common from '../../locales/en/common.json';
import type api from '../../locales/en/api.json';
import type overview from '../../locales/en/overview.json';
import type playground from '../../locales/en/playground.json';
import type settings from '../../locales/en/settings.json';
import type signIn from '../../locales/en/sign-in.json';

/** Makes keys typed: one line a namespace. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      api: typeof api;
      overview: typeof overview;
      playground: typeof playground;
      settings: typeof settings;
      'sign-in': typeof signIn;
    };
  }
}
