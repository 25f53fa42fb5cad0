import { describe, expect, it, test } from 'vitest';
import { filesIn, laidOver, withBytes, withoutBytes } from './draft-files.ts';

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

describe('what a quick hand did before a draft was put back', () => {
  const begun = {
    words: '路灯坏了',
    photos: [file('old')],
    papers: {
      户口簿: { photos: [file('page 1')], ticked: undefined, original: true },
      申请表: { photos: [], ticked: 'seen', original: false },
    },
    signature: file('signed'),
  };

  it('adds its photos to those put back', () => {
    expect(laidOver(begun, { photos: [file('new')] })).toEqual({ ...begun, photos: [file('old'), file('new')] });
  });

  it('keeps the papers it did not touch, and every page of the one it did', () => {
    const early = { papers: { 户口簿: { photos: [file('page 2')], ticked: undefined, original: false } } };
    expect(laidOver(begun, early)).toEqual({
      ...begun,
      papers: { ...begun.papers, 户口簿: { photos: [file('page 1'), file('page 2')], ticked: undefined, original: false } },
    });
  });

  it('replaces words and a signature, and takes what was not there', () => {
    const early = { words: '不是路灯，是水管', signature: file('signed anew'), signer: '女儿' };
    expect(laidOver(begun, early)).toEqual({ ...begun, ...early });
    expect(laidOver(begun, {})).toEqual(begun);
  });
});
