import 'i18next';
import type common from '../../locales/en/common.json';
import type overview from '../../locales/en/overview.json';
import type signIn from '../../locales/en/sign-in.json';

/** Makes keys typed: one line a namespace. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      overview: typeof overview;
      'sign-in': typeof signIn;
    };
  }
}
