import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import sharp from 'sharp';

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)],
  );

/**
 * Makes a built face installable and usable without a network: icons, the manifest, and the service worker with the list of every file it keeps.
 * The list's hash names the cache, so a new build is a new cache.
 */
export async function makeInstallable(out: string, base: string, face: string): Promise<void> {
  copyFileSync(join(face, 'icon.svg'), join(out, 'icon.svg'));
  for (const size of [192, 512])
    await sharp(join(face, 'icon.svg'), { density: 72 * 16 })
      .resize(size)
      .png()
      .toFile(join(out, `icon-${size}.png`));
  const manifest = {
    name: '邻里外勤',
    short_name: '邻里外勤',
    description: '网格员的一天：没有网络也能记、能办。',
    lang: 'zh-CN',
    start_url: base,
    scope: base,
    display: 'standalone',
    background_color: '#fbfaf7',
    theme_color: '#0b5351',
    icons: [192, 512].map((size) => ({
      src: `${base}icon-${size}.png`,
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'any maskable',
    })),
  };
  writeFileSync(join(out, 'manifest.webmanifest'), JSON.stringify(manifest));
  const kept = filesOf(out)
    .map((file) => relative(out, file))
    .filter((file) => !file.startsWith('.vite'))
    .sort();
  const hash = createHash('sha256');
  for (const file of kept)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(out, file)))
      .update('\0');
  const addresses = kept.filter((file) => file !== 'index.html').map((file) => `${base}${file}`);
  const settings = { cache: `linli-field-${hash.digest('hex').slice(0, 16)}`, page: base, files: [base, ...addresses] };
  const code = readFileSync(join(face, 'shell', 'service-worker.js'), 'utf8').replace('__SETTINGS__', JSON.stringify(settings));
  writeFileSync(join(out, 'service-worker.js'), code);
}
