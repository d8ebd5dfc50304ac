import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { bundleBudget } from './build/bundleBudget.ts';
import { pagePaths } from './build/pagePaths.ts';
import { precompress } from './build/precompress.ts';

const gateway = process.env['GRATIS_URL'] ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react(), tailwindcss(), pagePaths(), bundleBudget({ kilobytes: 350 }), precompress()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: process.env['GRATIS_CONSOLE_OUT'] ?? '../../artifacts/console',
    emptyOutDir: true,
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // The content security policy knows no inline anything, and nothing smaller than a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  // `npm run dev` beside a running gateway. Its guard wants its own name as Host and Origin.
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/admin', '/health', '/openapi.json'].map((path) => [
        path,
        { target: gateway, changeOrigin: true, headers: { origin: gateway } },
      ]),
    ),
  },
});
