import { createReadStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { newId, sha256 } from './ids.ts';
import { whyNotThisPdf } from './pdf-contents.ts';
import { Problem } from './problem.ts';
import { type Scanner, ScannerAway } from './scanner.ts';
import { syncFolder } from './sync-folder.ts';

export const LARGEST_FILE = 20 * 1024 * 1024;
const LARGEST_SIDE = 2560;
const MOST_PIXELS = 64_000_000;
const THUMBNAIL = 320;

const VOICE = new Set([
  'audio/webm',
  'video/webm',
  'audio/ogg',
  'audio/opus',
  'audio/mp4',
  'audio/x-m4a',
  'video/mp4',
  'audio/mpeg',
  'audio/wav',
  'audio/aac',
  'audio/amr',
]);
const PHOTO = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/avif', 'image/gif']);

export interface StoredFile {
  sha256: string;
  mediaType: string;
  kind: 'photo' | 'voice' | 'document';
  bytes: number;
  thumbnailSha256: string | null;
}

/** Files on disk under their content's hash; what lies there never changes. */
export interface FileStore {
  /** Asks the scanner, judges the type by content, takes metadata out of pictures, keeps the result. Throws a Problem for anything but photos, voice notes and PDF, and for what nobody could scan. */
  keep(content: Buffer): Promise<StoredFile>;
  read(hash: string): NodeJS.ReadableStream;
  has(hash: string): Promise<boolean>;
  remove(hash: string): Promise<void>;
  /** Takes a content out of the store, into a folder on the same disk. */
  putAside(hash: string, folder: string): Promise<void>;
  /** Hashes on disk older than an instant, for finding orphans. */
  olderThan(instant: Date): Promise<string[]>;
}

const notAPicture = () => new Problem('wrong-media-type', { detail: '这张图片打不开，请换一张。' });

const NOT_THIS_PDF = {
  active: '这个 PDF 里带有会自己运行的内容或者附件，请拍照上传，或者另存为普通 PDF 再传。',
  locked: '这个 PDF 加了密码，打不开。请去掉密码再传，或者拍照上传。',
};

/** Photos are encoded anew: no place, no device, no thumbnail of the original survives. */
async function photo(content: Buffer): Promise<{ picture: Buffer; thumbnail: Buffer }> {
  try {
    const source = sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).rotate();
    const picture = await source
      .clone()
      .resize(LARGEST_SIDE, LARGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer();
    const thumbnail = await source.clone().resize(THUMBNAIL, THUMBNAIL, { fit: 'cover' }).jpeg({ quality: 75 }).toBuffer();
    return { picture, thumbnail };
  } catch {
    throw notAPicture();
  }
}

/** The mark before a text in UTF-16, which looks like the start of an MPEG frame of a layer no recorder writes. */
const startsAsText = (content: Buffer): boolean => content[0] === 0xff && content[1] === 0xfe;

const NO_SCANNER = 5;

/** What came is scanned as it came: a picture encoded anew would no longer show what was in it. */
async function scanned(scanner: Scanner, content: Buffer): Promise<void> {
  const { found } = await scanner.judge(content).catch((error) => {
    if (!(error instanceof ScannerAway)) throw error;
    throw new Problem('unavailable', { detail: '文件现在查不了病毒，先不能收。过一会儿再传，您填的内容没有丢。', retryAfter: NO_SCANNER });
  });
  if (found === null) return;
  const problem = new Problem('harmful-file', { detail: '请去掉它再交，或者重新拍一张、重新录一段。' });
  problem.virus = found;
  throw problem;
}

interface StoreOptions {
  /** Brings the names in a folder to the disk. */
  sync?: (folder: string) => Promise<void>;
  /** Asked before anything is kept; null where the operator has none. */
  scanner?: Scanner | null;
}

/** The files under a folder. */
export function openFileStore(folder: string, { sync = syncFolder, scanner = null }: StoreOptions = {}): FileStore {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);

  async function put(content: Buffer): Promise<string> {
    const hash = sha256(content);
    const path = pathOf(hash);
    try {
      await access(path);
    } catch {
      const shelf = join(folder, hash.slice(0, 2));
      const first = await mkdir(shelf, { recursive: true });
      const temporary = `${path}.${newId()}`;
      await writeFile(temporary, content, { flush: true });
      await rename(temporary, path);
      // The name too, and the folder it stands in: a row must not outlive its content in a power cut.
      await sync(shelf);
      if (first !== undefined) for (let at = shelf; at.length >= first.length; at = dirname(at)) await sync(dirname(at));
    }
    return hash;
  }

  return {
    async keep(content) {
      if (content.length > LARGEST_FILE) throw new Problem('too-large', { detail: '文件最大 20 MB。' });
      if (content.length === 0) throw new Problem('invalid-input', { detail: '文件是空的。' });
      if (scanner) await scanned(scanner, content);
      // Voice notes of some browsers come as `audio/ogg; codecs=opus`.
      const type = startsAsText(content) ? '' : ((await fileTypeFromBuffer(content))?.mime.split(';')[0] ?? '');
      if (PHOTO.has(type)) {
        const { picture, thumbnail } = await photo(content);
        const [hash, thumbnailSha256] = [await put(picture), await put(thumbnail)];
        return { sha256: hash, mediaType: 'image/jpeg', kind: 'photo', bytes: picture.length, thumbnailSha256 };
      }
      if (type === 'application/pdf') {
        const why = whyNotThisPdf(content);
        if (why) throw new Problem('wrong-media-type', { detail: NOT_THIS_PDF[why] });
        return { sha256: await put(content), mediaType: type, kind: 'document', bytes: content.length, thumbnailSha256: null };
      }
      if (VOICE.has(type)) {
        const mediaType = type.replace('video/', 'audio/').replace('audio/x-m4a', 'audio/mp4');
        return { sha256: await put(content), mediaType, kind: 'voice', bytes: content.length, thumbnailSha256: null };
      }
      throw new Problem('wrong-media-type', { detail: '只收照片、语音和 PDF。' });
    },
    read: (hash) => createReadStream(pathOf(hash)),
    has: (hash) =>
      access(pathOf(hash)).then(
        () => true,
        () => false,
      ),
    remove: (hash) => rm(pathOf(hash), { force: true }),
    putAside: (hash, aside) => rename(pathOf(hash), join(aside, hash)),
    async olderThan(instant) {
      const found: string[] = [];
      for (const shelf of await readdir(folder).catch(() => [])) {
        for (const name of await readdir(join(folder, shelf)).catch(() => [])) {
          if ((await stat(join(folder, shelf, name))).mtimeMs < instant.getTime()) found.push(name);
        }
      }
      return found;
    },
  };
}
