import 'i18next';
import type common from '../../locales/en/common.json';
import type api from '../../locales/en/api.json';
import type clientKeys from '../../locales/en/client-keys.json';
import type connect from '../../locales/en/connect.json';
import type favourites from '../../locales/en/favourites.json';
import type live from '../../locales/en/live.json';
import type log from '../../locales/en/log.json';
import type models from '../../locales/en/models.json';
import type overview from '../../locales/en/overview.json';
import type playground from '../../locales/en/playground.json';
import type pools from '../../locales/en/pools.json';
import type providers from '../../locales/en/providers.json';
import type quotas from '../../locales/en/quotas.json';
import type settings from '../../locales/en/settings.json';
import type signIn from '../../locales/en/sign-in.json';
import type usage from '../../locales/en/usage.json';

/** Makes keys typed: one line a namespace. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      common: typeof common;
      api: typeof api;
      'client-keys': typeof clientKeys;
      connect: typeof connect;
      favourites: typeof favourites;
      live: typeof live;
      log: typeof log;
      models: typeof models;
      overview: typeof overview;
      playground: typeof playground;
      pools: typeof pools;
      providers: typeof providers;
      quotas: typeof quotas;
      settings: typeof settings;
      'sign-in': typeof signIn;
      usage: typeof usage;
    };
  }
}
