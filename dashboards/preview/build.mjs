import { copyFile, mkdir } from 'node:fs/promises';
import { build } from 'esbuild';

// The code editor of Grafana's components is half of them, and draws nothing here.
await build({
  entryPoints: ['src/main.tsx'],
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  minify: true,
  alias: { 'monaco-editor': './src/no-editor.ts' },
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.svg': 'dataurl', '.woff2': 'file', '.ttf': 'file', '.woff': 'file' },
});
await mkdir('dist', { recursive: true });
await copyFile('src/index.html', 'dist/index.html');
