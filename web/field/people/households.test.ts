import { expect, test } from 'vitest';
import { householdsOf, isMeant, residentsMeant } from './households.ts';

const household = (address: string, name: string, pinyin: string, initials: string) => ({
  id: address,
  address,
  members: [{ id: name, name, pinyin, initials, relation: '户主', presence: 'here' as const, phone: '' }],
});
const li = household('三组12号', '李秀兰', 'li xiulan', 'lxl');

test('found by part of a name or door, by pinyin and by initials from their beginning', () => {
  for (const typed of ['秀兰', '12号', 'lixiu', 'li xiu', 'LXL', '']) expect(isMeant(li, typed), typed).toBe(true);
  for (const typed of ['王', 'xl', 'iulan', '13号']) expect(isMeant(li, typed), typed).toBe(false);
});

test('doors in the order one walks them', () => {
  const items = [li, household('三组2号', '马', 'ma', 'm'), household('二组9号', '王', 'wang', 'w')].map((value) => ({
    id: value.id,
    version: '',
    value,
  }));
  expect(
    householdsOf({ parts: new Map([['households', { whole: '', items }]]) })
      .map(({ address }) => address)
      .slice(-2),
  ).toEqual(['三组2号', '三组12号']);
});

test('the people meant: one by their name, all of a house by its door, nobody by nothing', () => {
  const [one] = li.members;
  const family = {
    ...li,
    members: [...li.members, { ...one, id: 'm', name: '马小军', pinyin: 'ma xiaojun', initials: 'mxj' }],
  } as typeof li;
  const names = (typed: string, most = 10) => residentsMeant([family], typed, most).map(({ member }) => member.name);
  expect([names('mxj'), names('12号'), names('12号', 1), names(''), names('王')]).toEqual([
    ['马小军'],
    ['李秀兰', '马小军'],
    ['李秀兰'],
    [],
    [],
  ]);
});
