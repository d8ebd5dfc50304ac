import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin, ResolvedConfig } from 'vite';

const compressible = /\.(js|css|html|svg|json)$/;

/** Puts `.br` and `.gz` beside every text of a kilobyte or more, so that the gateway compresses nothing. */
export function precompress(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'gratis:precompress',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    async closeBundle() {
      const entries = await readdir(config.build.outDir, { recursive: true });
      for (const name of entries.filter((entry) => compressible.test(entry))) {
        const path = join(config.build.outDir, name);
        const content = await readFile(path);
        if (content.length < 1024) continue;
        await writeFile(`${path}.br`, brotliCompressSync(content));
        await writeFile(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
