import { inflateSync } from 'node:zlib';

/** What an ordinary paper has not: what runs, sends, plays, or brings another file along. */
const ACTIVE = /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA)(?![A-Za-z0-9])/;
const LOCKED = /\/Encrypt(?![A-Za-z0-9])/;
/** Objects packed into one stream; more than this no paper of 20 MB holds. */
const MOST_UNPACKED = 16 * 1024 * 1024;
const START = 'stream';
const END = 'endstream';

/** Names may be written with their letters as numbers: /J#61vaScript. */
const plainNames = (text: string): string =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The dictionary before a stream: what stands between its `obj` and it, a few hundred letters at most. */
const dictionaryBefore = (text: string, at: number): string => {
  const near = text.slice(Math.max(0, at - 2_000), at);
  return plainNames(near.slice(near.lastIndexOf(' obj') + 1));
};

/** The packed objects of a stream, or null where they cannot be looked at. */
function unpack(content: Buffer, dictionary: string, most: number): string | null {
  const filter = /\/Filter\s{0,20}\[?\s{0,20}\/(\w{1,40})\s{0,20}(\/?)/.exec(dictionary);
  if (!filter) return content.toString('latin1');
  if (filter[1] !== 'FlateDecode' || (filter[2] && dictionary.includes('['))) return null;
  try {
    return inflateSync(content, { maxOutputLength: most }).toString('latin1');
  } catch {
    return null;
  }
}

/**
 * Why a PDF is not taken, or null: it is locked, it hides its objects so that nobody can look at them, or it holds what runs or brings files along.
 * Reads the objects and the object streams, never pictures or fonts; bounded by the size of the file and 16 MB unpacked.
 */
export function whyNotThisPdf(pdf: Buffer): 'locked' | 'active' | null {
  const text = pdf.toString('latin1');
  if (ACTIVE.test(plainNames(text))) return 'active';
  if (LOCKED.test(plainNames(text))) return 'locked';
  let left = MOST_UNPACKED;
  for (let at = text.indexOf(START); at >= 0; ) {
    const begin = at + START.length + (text.startsWith('\r\n', at + START.length) ? 2 : 1);
    const end = text.indexOf(END, begin);
    if (end < 0) break;
    const dictionary = dictionaryBefore(text, at);
    if (/\/ObjStm(?![A-Za-z0-9])/.test(dictionary)) {
      const objects = unpack(pdf.subarray(begin, end), dictionary, left);
      if (objects === null) return 'locked';
      if (ACTIVE.test(plainNames(objects))) return 'active';
      left = Math.max(1, left - objects.length);
    }
    at = text.indexOf(START, end + END.length);
  }
  return null;
}
