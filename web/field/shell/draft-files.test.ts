import { expect, test } from 'vitest';
import { filesIn, withBytes, withoutBytes } from './draft-files.ts';

const file = (key: string) => ({ key, blob: new Blob([key], { type: 'image/png' }) });
const draft = { words: '水管', photos: [file('a'), file('b')], mandate: { signature: { ...file('c'), seconds: 3 } }, none: undefined };

test('files are found wherever they stand, kept beside, and put back; one whose bytes are gone is left out', async () => {
  expect(filesIn(draft).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  const kept = JSON.parse(JSON.stringify(withoutBytes(draft)));
  expect(kept.photos).toEqual(['a', 'b'].map((key) => ({ key, blob: { type: 'image/png' } })));
  const bytes = async (key: string) => (key === 'b' ? undefined : await new Blob([key]).arrayBuffer());
  const again = (await withBytes(kept, bytes)) as typeof draft;
  expect(again.photos.map(({ key }) => key)).toEqual(['a']);
  expect(again.mandate.signature).toMatchObject({ key: 'c', seconds: 3 });
  expect(await again.mandate.signature.blob.text()).toBe('c');
  expect(again.mandate.signature.blob.type).toBe('image/png');
  expect(again.words).toBe('水管');
});
