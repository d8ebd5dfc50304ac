import { defineConfig, mergeConfig } from 'vitest/config';
import build from './vite.config.ts';

export default mergeConfig(
  build,
  defineConfig({
    test: { environment: 'jsdom', setupFiles: './build/testSetup.ts', restoreMocks: true, unstubGlobals: true },
  }),
);
