/** What lies on this device: bytes only the key of this browser opens, and the files that belong to them, each sealed once. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
  files: SealedFile[];
  /** When it was sealed, in milliseconds; what is only for a while goes by it. */
  at: number;
}

interface SealedFile {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
  type: string;
}

/** Stands for a file inside what is sealed, by its place among the files. */
const MARK = 'sealed file';

const encoder = new TextEncoder();
const AES = { name: 'AES-GCM', length: 256 } as const;

/** A key that this browser makes and never gives out, not even to the page. Undefined where it seals nothing (no https). */
export async function newKey(): Promise<CryptoKey | undefined> {
  return crypto.subtle?.generateKey(AES, false, ['encrypt', 'decrypt']);
}

async function sealBytes(key: CryptoKey, place: string, bytes: BufferSource) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(place) }, key, bytes) };
}

const openBytes = (key: CryptoKey, place: string, { iv, data }: { iv: BufferSource; data: ArrayBuffer }) =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(place) }, key, data);

/** Photos are large and words change with every key: each photo is sealed once. */
const sealedBefore = new WeakMap<Blob, Promise<SealedFile>>();

async function sealFile(key: CryptoKey, file: Blob): Promise<SealedFile> {
  return { ...(await sealBytes(key, 'file', await file.arrayBuffer())), type: file.type };
}

/** Seals a value, files anywhere in it, for one place; moved to another place it does not open. */
export async function seal(key: CryptoKey, place: string, value: unknown, at: number): Promise<Sealed> {
  const files: Promise<SealedFile>[] = [];
  const text = JSON.stringify(value, (_name, part: unknown) => {
    if (!(part instanceof Blob)) return part;
    const sealed = sealedBefore.get(part) ?? sealFile(key, part);
    sealedBefore.set(part, sealed);
    return { [MARK]: files.push(sealed) - 1 };
  });
  const [words, ...sealed] = await Promise.all([sealBytes(key, place, encoder.encode(text)), ...files]);
  return { ...words, files: sealed, at };
}

/** Opens what `seal` made for this place. Throws for anything else. */
export async function open<Value>(key: CryptoKey, place: string, { files, ...words }: Sealed): Promise<Value> {
  const blobs = await Promise.all(
    files.map(async (file) => {
      const blob = new Blob([await openBytes(key, 'file', file)], { type: file.type });
      sealedBefore.set(blob, Promise.resolve(file));
      return blob;
    }),
  );
  const text = new TextDecoder().decode(await openBytes(key, place, words));
  return JSON.parse(text, (_name, part: unknown) =>
    part && typeof part === 'object' && MARK in part ? blobs[Number((part as Record<string, unknown>)[MARK])] : part,
  ) as Value;
}
