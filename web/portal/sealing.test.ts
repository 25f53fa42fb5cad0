import { describe, expect, it, vi } from 'vitest';
import { newKey, open, type Sealed, seal } from './sealing.ts';

const NOW = 1_790_000_000_000;
const draft = () => ({
  words: '学校门口路灯坏了',
  photos: [{ key: 'a', blob: new Blob(['picture'], { type: 'image/jpeg' }) }],
  voice: { blob: new Blob(['sound'], { type: 'audio/webm' }), seconds: 3 },
});
const key = async () => (await newKey()) as CryptoKey;
const bytesOf = ({ data, files }: Sealed) => Buffer.concat([data, ...files.map((file) => file.data)].map((bytes) => Buffer.from(bytes)));

describe('what is sealed', () => {
  it('opens again with its files, at its own place alone and with its own key alone', async () => {
    const mine = await key();
    const sealed = await seal(mine, 'draft\nappeal', draft(), NOW);
    expect(sealed.at).toBe(NOW);
    const back = await open<ReturnType<typeof draft>>(mine, 'draft\nappeal', sealed);
    expect(back.words).toBe('学校门口路灯坏了');
    expect([await back.photos[0]?.blob.text(), back.photos[0]?.blob.type]).toEqual(['picture', 'image/jpeg']);
    expect([await back.voice.blob.text(), back.voice.seconds]).toEqual(['sound', 3]);
    await expect(open(mine, 'outbox\nappeal', sealed)).rejects.toThrow();
    await expect(open(await key(), 'draft\nappeal', sealed)).rejects.toThrow();
  });

  it('shows neither words nor pictures, and never the same twice', async () => {
    const mine = await key();
    const [one, other] = [await seal(mine, 'p', draft(), NOW), await seal(mine, 'p', draft(), NOW)];
    for (const word of ['路灯', 'picture', 'sound', 'words']) expect(bytesOf(one).includes(word), word).toBe(false);
    expect(bytesOf(one).equals(bytesOf(other))).toBe(false);
  });

  it('seals a picture once, however often the words beside it change, also after it was opened', async () => {
    const mine = await key();
    const kept = draft();
    const first = await seal(mine, 'p', kept, NOW);
    const encrypting = vi.spyOn(crypto.subtle, 'encrypt');
    const second = await seal(mine, 'p', { ...kept, words: '再写一句' }, NOW);
    expect(second.files).toEqual(first.files);
    await seal(mine, 'p', await open(mine, 'p', second), NOW);
    expect(encrypting).toHaveBeenCalledTimes(2);
    encrypting.mockRestore();
  });

  it('has a key that cannot be taken out of the browser', async () => {
    await expect(crypto.subtle.exportKey('raw', await key())).rejects.toThrow();
  });
});
