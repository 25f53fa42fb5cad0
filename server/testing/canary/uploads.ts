import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { CANARIES } from './canaries.ts';

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
/** A chunk of a RIFF file, filled up to an even length. */
const chunk = (name: string, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from(name), u32(content.length), content, Buffer.alloc(content.length % 2)]);

/** A photo as a phone makes it, with the person's name, words and number in EXIF and XMP. */
export function pictureOfPerson(): Promise<Buffer> {
  const { picture, name, phone } = CANARIES;
  return sharp({ create: { width: 300, height: 200, channels: 3, background: '#567856' } })
    .withExif({
      IFD0: { ImageDescription: picture, Artist: `${name} ${phone}` },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '38/1 15/1 36/1' },
    })
    .withXmp(
      `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${picture}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
    )
    .jpeg()
    .toBuffer();
}

/** A second of sound with a title, as recorders name their files; it is kept as it comes. */
export function voiceOfPerson(): Buffer {
  const format = Buffer.concat([Buffer.from([1, 0, 1, 0]), u32(8000), u32(8000), Buffer.from([1, 0, 8, 0])]);
  const title = chunk('LIST', Buffer.concat([Buffer.from('INFO'), chunk('INAM', Buffer.from(CANARIES.voice))]));
  const content = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), title, chunk('data', Buffer.alloc(8000, 128))]);
  return Buffer.concat([Buffer.from('RIFF'), u32(content.length), content]);
}

/** A PDF that says in its comment whose it is; it is kept as it comes. */
export const paperOfPerson = (): Buffer => Buffer.from(`%PDF-1.4\n% ${CANARIES.paper} ${randomBytes(8).toString('hex')}\n%%EOF\n`);
