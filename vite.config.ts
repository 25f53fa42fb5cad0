import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(readFileSync(here('./package.json'), 'utf8')) as { version: string };

/** Each face is one build: its folder, where it is served, and which React it runs. */
export const faces = {
  portal: { base: '/', out: 'dist/web' },
  field: { base: '/field/', out: 'dist/web/field' },
  office: { base: '/office/', out: 'dist/web/office' },
} as const;

export type Face = keyof typeof faces;

/** Phones run preact: same components, a quarter of the bytes. The order matters, the longer names come first. */
const preactForReact = [
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react-dom\/test-utils$/, replacement: 'preact/test-utils' },
  { find: /^react-dom$/, replacement: 'preact/compat' },
  { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^react\/jsx-dev-runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^react$/, replacement: 'preact/compat' },
];

/**
 * Every zod type brings along how it is written as JSON Schema, which only the server's OpenAPI document needs: 5 KB of gzip that no page ever runs.
 * Stops the build where zod keeps them elsewhere, so that nobody carries them unknowingly.
 */
function withoutJsonSchema(): Plugin {
  const left = new Set<string>();
  return {
    name: 'without-json-schema',
    apply: 'build',
    load(id) {
      const file = /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/.exec(id)?.[1];
      if (!file) return;
      left.add(file);
      const names = [...readFileSync(id, 'utf8').matchAll(/^export (?:const|function|\{ \w+ as) (\w+)/gm)].map(
        ([, name]) => `none as ${name}`,
      );
      return `const none = () => () => { throw new Error('pages write no JSON Schema'); };\nexport { ${names.join(', ')} };`;
    },
    buildEnd(error) {
      if (!error && left.size !== 2)
        throw new Error('zod keeps its JSON Schema elsewhere now: look at withoutJsonSchema in vite.config.ts');
    },
  };
}

/** The build of one face; `out` moves the result so that a running server never sees half a build. */
export function faceConfig(face: Face, out: string = here(faces[face].out)): UserConfig {
  const phone = face !== 'office';
  return {
    root: here(`web/${face}`),
    base: faces[face].base,
    publicDir: 'public',
    cacheDir: here('node_modules/.cache/linli/vite'),
    plugins: [withoutJsonSchema(), ...(phone ? [] : [react()])],
    resolve: { alias: phone ? preactForReact : [], dedupe: ['react', 'react-dom', 'preact'] },
    define: {
      __LINLI_VERSION__: JSON.stringify(version),
      // Schemas otherwise try to compile themselves, which the content security policy forbids and every console then reports.
      'globalThis.__zod_globalConfig': '{"jitless":true}',
    },
    oxc: { jsx: { runtime: 'automatic' } },
    build: {
      outDir: out,
      emptyOutDir: false,
      // Residents and grid workers keep old phones for years; the office has current browsers.
      target: phone ? ['chrome87', 'safari14'] : ['chrome109', 'safari16'],
      assetsDir: 'assets',
      assetsInlineLimit: 2048,
      manifest: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1200,
      modulePreload: { polyfill: false },
    },
    server: { proxy: { '/api': process.env.LINLI_API ?? 'http://127.0.0.1:8200' }, fs: { allow: [here('.')] } },
  };
}

/** `npx vite --mode portal|field|office` serves one face with hot reload beside a running server; builds go through scripts/build-web.mjs. */
export default defineConfig(({ mode }) => faceConfig(mode === 'office' || mode === 'field' ? mode : 'portal'));
