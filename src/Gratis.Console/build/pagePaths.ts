import { runnerImport, type Plugin } from 'vite';
import type { Page } from '../src/pages/page';

/** Writes the addresses of all pages beside the bundle: the gateway answers exactly those with the console. */
export function pagePaths(): Plugin {
  return {
    name: 'gratis:page-paths',
    apply: 'build',
    async generateBundle() {
      const { module } = await runnerImport<{ pages: readonly Page[] }>('./src/pages/registry.ts', {
        configFile: false,
        resolve: { alias: { '@': new URL('../src', import.meta.url).pathname } },
      });
      const paths = ['/sign-in', ...module.pages.flatMap((page) => [page.path, ...(page.aliases ?? [])])];
      this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(paths) });
    },
  };
}
