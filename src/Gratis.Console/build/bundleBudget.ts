import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** Fails the build when what the browser loads before it shows anything is more than the budget, gzipped. */
export function bundleBudget({ kilobytes }: { kilobytes: number }): Plugin {
  return {
    name: 'gratis:bundle-budget',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const first = firstLoad(bundle);
      const size = [...first].reduce((sum, name) => sum + gzippedSize(bundle[name]), 0) / 1024;
      if (size > kilobytes)
        this.error(`First load is ${size.toFixed(0)} KB gzip, ${kilobytes} are allowed: ${[...first].join(', ')}`);
      this.info(`First load: ${size.toFixed(0)} KB gzip of ${kilobytes}.`);
    },
  };
}

/** The entry, everything that it imports statically, and their style sheets. */
function firstLoad(bundle: Rolldown.OutputBundle): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string) => {
    const chunk = bundle[name];
    if (seen.has(name) || chunk === undefined) return;
    seen.add(name);
    if (chunk.type !== 'chunk') return;
    chunk.imports.forEach(visit);
    chunk.viteMetadata?.importedCss.forEach(visit);
  };
  for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) visit(chunk.fileName);
  return seen;
}

function gzippedSize(output: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): number {
  if (output === undefined) return 0;
  return gzipSync(output.type === 'chunk' ? output.code : output.source).length;
}
