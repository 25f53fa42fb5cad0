import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Face, faces } from '../vite.config.ts';

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

export type Manifest = Record<string, Chunk>;

/** What a face may weigh until its first usable screen, in KB of gzip. */
export const budgets: Record<Face, number> = { portal: 60, field: 100, office: 400 };

/** The files a browser must load before anything shows: the entry, all it imports at once, and their styles. */
export function firstFiles(manifest: Manifest): string[] {
  const seen = new Set<string>();
  const visit = (key: string): string[] => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return [];
    seen.add(key);
    return [chunk.file, ...(chunk.css ?? []), ...(chunk.imports ?? []).flatMap(visit)];
  };
  return [
    ...new Set(
      Object.keys(manifest)
        .filter((key) => manifest[key]?.isEntry)
        .flatMap(visit),
    ),
  ];
}

/** The weight of a built face until its first screen, in KB of gzip (1 KB = 1000 bytes), page included. */
export function weighFace(face: Face, project: string): number {
  const folder = join(project, faces[face].out);
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  const bytes = ['index.html', ...firstFiles(manifest)].map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}
