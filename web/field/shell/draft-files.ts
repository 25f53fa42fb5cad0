/** A photo, signature or voice note in something being written; found anywhere in it by having a key and bytes. */
export interface DraftFile {
  key: string;
  blob: Blob;
}

/** How a file stands in what is kept: its bytes lie beside it under the key. */
interface KeptFile {
  key: string;
  blob: { type: string };
}

const isFile = (value: object): value is DraftFile => 'key' in value && 'blob' in value && value.blob instanceof Blob;
const isKept = (value: object): value is KeptFile =>
  'key' in value && 'blob' in value && typeof (value.blob as { type?: unknown } | undefined)?.type === 'string';

/** Every file in something being written. */
export function filesIn(value: unknown): DraftFile[] {
  if (typeof value !== 'object' || value === null || value instanceof Blob) return [];
  return isFile(value) ? [value] : Object.values(value).flatMap(filesIn);
}

/** What is kept of something being written: everything but the bytes. */
export function withoutBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isFile(value)) return { ...value, blob: { type: value.blob.type } };
  if (Array.isArray(value)) return value.map(withoutBytes);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutBytes(one)]));
}

/** What was kept, with its bytes again; a file whose bytes are gone is left out. */
export async function withBytes(value: unknown, bytesOf: (key: string) => Promise<ArrayBuffer | undefined>): Promise<unknown> {
  if (typeof value !== 'object' || value === null) return value;
  if (isKept(value)) {
    const bytes = await bytesOf(value.key);
    return bytes && { ...value, blob: new Blob([bytes], { type: value.blob.type }) };
  }
  if (Array.isArray(value)) return (await Promise.all(value.map((one) => withBytes(one, bytesOf)))).filter((one) => one !== undefined);
  const entries = await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await withBytes(one, bytesOf)] as const));
  return Object.fromEntries(entries);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Blob) && !isFile(value);

/**
 * What a quick hand did before something unfinished was put back, laid over it: lists (photos) are joined, what stands under names (papers, answers)
 * name by name, everything else is as the hand left it.
 */
export function laidOver(begun: unknown, early: unknown): unknown {
  if (Array.isArray(begun) && Array.isArray(early)) return [...begun, ...early];
  if (!isRecord(begun) || !isRecord(early)) return early;
  const entries = Object.entries(early).map(([name, value]) => [name, name in begun ? laidOver(begun[name], value) : value] as const);
  return { ...begun, ...Object.fromEntries(entries) };
}
