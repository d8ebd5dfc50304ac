import 'i18next';
import type common from '../../locales/en/common.json';
import type live from '../../locales/en/live.json';
import type log from '../../locales/en/log.json';
import type overview from '../../locales/en/overview.json';
import type quotas from '../../locales/en/quotas.json';
import type signIn from '../../locales/en/sign-in.json';
import type usage from '../../locales/en/usage.json';

/** Makes keys typed: one line a namespace. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      live: typeof live;
      log: typeof log;
      overview: typeof overview;
      quotas: typeof quotas;
      'sign-in': typeof signIn;
      usage: typeof usage;
    };
  }
}
