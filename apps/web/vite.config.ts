import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** One page, its parts named by their content so that they can be cached for ever. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '^/(login|recipient|ids|classifiers|problems)/': 'http://127.0.0.1:8080' } },
});
