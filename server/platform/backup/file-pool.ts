import { open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../ids.ts';
import { syncFolder } from '../sync-folder.ts';
import { poolName } from './backup-key.ts';
import { CHUNK, type Content, readSealed, sealedFile } from './sealed-stream.ts';
import { makeFolder } from './target.ts';

/** A file of people's: its hash and its size. */
export interface PooledFile {
  hash: string;
  bytes: number;
}

/** Sealed contents that all backups of a target share; each lies there once, whatever number of backups name it. */
export interface FilePool {
  /** Puts in what is not there yet. @returns whether it was put in; null when the source has no such file */
  put(file: { hash: string; path: string }): Promise<(PooledFile & { added: boolean }) | null>;
  /** The content, proved by its hash. */
  read(file: PooledFile): AsyncGenerator<Buffer>;
  /** Whether it lies there in its full length, without reading it. */
  has(file: PooledFile): Promise<boolean>;
  /** Removes what no backup names, if it has lain there for two days: a backup under way may still name it. */
  sweep(named: ReadonlySet<string>, now: Date): Promise<number>;
}

const TWO_DAYS = 2 * 86_400_000;
/** Length, mark, nonce, tag of a frame. */
const AROUND = 4 + 1 + 12 + 16;

const contentOf = ({ hash, bytes }: PooledFile): Content => ({ bytes, chunks: Math.ceil(bytes / CHUNK), sha256: hash });

export function filePool(target: string, key: Buffer): FilePool {
  const folder = join(target, 'files');
  const placeOf = (hash: string) => ({ backup: 'files', stream: `file ${hash.slice(0, 12)}… ${hash}` });
  const pathOf = (hash: string) => {
    const name = poolName(key, hash);
    return join(folder, name.slice(0, 2), name);
  };
  return {
    async put({ hash, path }) {
      const source = await open(path, 'r').catch((error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? null : Promise.reject(error),
      );
      if (!source) return null;
      try {
        const { size: bytes } = await source.stat();
        const at = pathOf(hash);
        if (await this.has({ hash, bytes })) {
          const now = new Date();
          await utimes(at, now, now);
          return { hash, bytes, added: false };
        }
        await makeFolder(join(at, '..'));
        const half = `${at}.${newId()}`;
        const sealed = await sealedFile(half, key, placeOf(hash));
        try {
          for (let from = 0; from < bytes; from += CHUNK) {
            const buffer = Buffer.allocUnsafe(Math.min(CHUNK, bytes - from));
            await source.read(buffer, 0, buffer.length, from);
            await sealed.write(buffer);
          }
        } catch (error) {
          await sealed.abandon();
          throw error;
        }
        const written = await sealed.close();
        if (written.sha256 !== hash) {
          await rm(half);
          throw new Error(`The file ${hash} in the data folder is not what its name says: it is damaged there.`);
        }
        await rename(half, at);
        await syncFolder(join(at, '..'));
        return { hash, bytes, added: true };
      } finally {
        await source.close();
      }
    },
    read: (file) => readSealed(pathOf(file.hash), key, placeOf(file.hash), contentOf(file)),
    async has({ hash, bytes }) {
      const there = await stat(pathOf(hash)).catch(() => null);
      // Packing may only make it shorter.
      return there !== null && there.size > 0 && there.size <= bytes + Math.ceil(bytes / CHUNK) * AROUND;
    },
    async sweep(named, now) {
      const kept = new Set([...named].map((hash) => poolName(key, hash)));
      let swept = 0;
      for (const shelf of await readdir(folder).catch(() => [])) {
        for (const name of await readdir(join(folder, shelf))) {
          if (kept.has(name)) continue;
          const path = join(folder, shelf, name);
          if (now.getTime() - (await stat(path)).mtimeMs < TWO_DAYS) continue;
          await rm(path);
          swept += 1;
        }
      }
      return swept;
    },
  };
}
