import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type Face, faceConfig, faces } from '../vite.config.ts';
import { makeInstallable } from './installable.ts';
import { webSources } from './web.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const served = join(project, 'dist', 'web');

// Built beside and then put in place: a server that is running meanwhile never serves half a build.
mkdirSync(join(project, 'dist'), { recursive: true });
const made = mkdtempSync(join(project, 'dist', '.web-'));
try {
  const sources = webSources();
  for (const face of Object.keys(faces) as Face[]) {
    const out = join(made, relative('dist/web', faces[face].out));
    await build({ ...faceConfig(face, out), configFile: false, logLevel: 'warn', mode: 'production' });
    if (face === 'field') await makeInstallable(out, faces[face].base, join(project, 'web', face));
  }
  // A temporary folder is closed to everybody else, but another user may serve what this one built.
  chmodSync(made, 0o755);
  writeFileSync(join(made, '.stamp'), sources);
  const old = `${made}-old`;
  if (existsSync(served)) renameSync(served, old);
  renameSync(made, served);
  rmSync(old, { recursive: true, force: true });
} finally {
  rmSync(made, { recursive: true, force: true });
}
