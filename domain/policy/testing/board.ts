import type { PostOf } from '../../bodies/term.ts';

/** Places, days and posts that the tests of the board's rules judge. */
export const YUANLONG = { code: '640121104205', name: '原隆村', community: false };
export const FUNING = { code: '640121104001', name: '福宁社区', community: true };
export const GRID = `${YUANLONG.code}001`;
export const on = (day: string, place = YUANLONG) => ({ place, day, now: new Date(`${day}T09:00:00+08:00`) });
export const TODAY = on('2026-11-24');

export const post = (role: PostOf['role'], bodyKind: PostOf['bodyKind'], more: Partial<PostOf> = {}): PostOf => ({
  role,
  bodyKind,
  bodyTerritory: YUANLONG.code,
  validFrom: '2024-01-01',
  validUntil: null,
  ...more,
});
export const secretary = post('party-secretary', 'party-organisation');
export const groupHead = post('group-head', 'villagers-committee');
