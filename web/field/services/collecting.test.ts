import { describe, expect, test } from 'vitest';
import { CollectService } from '../../../domain/matters/proxy-service/contract.ts';
import { entryOf, inputToSend } from '../../../domain/outbox/entry.ts';
import { type Collecting, collectingOf, entryFor, faultsOf, mandateDates, newCollecting } from './collecting.ts';

const file = (key: string) => ({ key, blob: new Blob([key], { type: 'image/jpeg' }) });
const item = {
  ...{ id: '01930000-0000-7000-8000-00000000000a', code: 'a', name: '养老保险待遇申领', department: '', pinyin: '', initials: '' },
  ...{ materials: ['收入证明', '户口簿', '申领表', '照片'], days: 5, instant: false, basis: '', example: '' },
};
const known = { item, grid: '640121104205003', address: '三排12号', last: '2027-02-22', title: '代办', madeAt: '2026-11-24T01:00:00.000Z' };
const collecting = (more: Partial<Collecting> = {}): Collecting => ({
  ...newCollecting(),
  personId: '01930000-0000-7000-8000-00000000000b',
  itemId: item.id,
  papers: {
    收入证明: { photos: [file('p1'), file('p2')], original: false },
    户口簿: { photos: [], ticked: 'seen', original: true },
    申领表: { photos: [], ticked: 'held', original: true },
  },
  signature: file('s'),
  ...more,
});
const kept = (one = collecting()) => entryOf({ ...entryFor(one, known).entry, author: 'li' }, 1);

describe('what is collected at a door', () => {
  test('is what the server takes, once the files have ids; what is held already is not taken as an original', () => {
    const entry = kept();
    const id = (at: number) => `00000000-0000-7000-8000-00000000000${at}`;
    const attachments = entry.attachments.map((one, at) => ({ ...one, fileId: id(at) }));
    const input = CollectService.parse(inputToSend({ ...entry, attachments }));
    expect(input).toMatchObject({
      village: '640121104205',
      materials: [
        { name: '收入证明', how: 'photo', original: false },
        { name: '户口簿', how: 'seen', original: true },
        { name: '申领表', how: 'held', original: false },
      ],
      attachments: [id(0), id(1)],
      mandate: { signed: 'screen', until: '2027-02-22', signer: '', file: id(2) },
    });
    expect(entryFor(collecting(), known).files.size).toBe(3);
  });

  test('comes back from its entry to be mended, each photo to its paper', async () => {
    const one = collecting({ signed: 'paper', signature: undefined, paper: [file('s')], otherSigns: true, signer: '女儿 马小燕' });
    const back = await collectingOf(kept(one), async (key) => new Blob([key]).arrayBuffer());
    expect(back.papers.收入证明?.photos.map(({ key }) => key)).toEqual(['p1', 'p2']);
    const { commandId: _own, ...rest } = entryFor(back, known).entry;
    const { commandId: _other, ...first } = entryFor(one, known).entry;
    expect({ ...rest, thread: '' }).toEqual({ ...first, thread: '' });
  });

  test('without a signature, with a day beyond what the county allows, or without saying who signs, it is not kept', () => {
    const dates = mandateDates(new Date('2026-11-24T17:00:00.000Z'), 90);
    expect(dates).toEqual({ today: '2026-11-25', last: '2027-02-23' });
    expect(faultsOf(collecting(), dates)).toEqual({});
    expect(faultsOf(collecting({ signature: undefined }), dates)).toEqual({ sign: true });
    expect(faultsOf(collecting({ signed: 'paper' }), dates)).toEqual({ sign: true });
    for (const until of ['2026-11-24', '2027-02-24']) expect(faultsOf(collecting({ until }), dates), until).toEqual({ until: true });
    expect(faultsOf(collecting({ otherSigns: true }), dates)).toEqual({ signer: true });
  });
});
