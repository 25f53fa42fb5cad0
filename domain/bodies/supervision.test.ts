import { describe, expect, test } from 'vitest';
import { inForce } from '../policy/law.ts';
import { FUNING, on, post, TODAY, YUANLONG } from '../policy/testing/board.ts';
import { judgeAppointment } from './rules.ts';
import { maySupervise, supervisionCommittee } from './supervision.ts';
import type { HeldPost, PostOf } from './term.ts';

describe('the supervision committee (5.3)', () => {
  const member = (name: string, head = false, woman: boolean | null = false, posts: PostOf[] = []) => ({
    ...{ id: name, name, head, woman, posts },
  });
  const three = [member('甲', true), member('乙', false, true), member('丙')];
  const judged = (members: ReturnType<typeof member>[], occasion = on('2026-11-24', FUNING)) =>
    supervisionCommittee.judge({ known: true, bodyId: 'b', members }, occasion);
  test('three to five, one head, one woman', () => {
    expect(judged(three).verdict).toBe('holds');
    expect(judged(three.slice(0, 2)).sentence).toBe('居务监督委员会有 2 人，应是 3 到 5 人。');
    expect(judged([...three, ...three.map((one) => ({ ...one, head: false }))]).verdict).toBe('broken');
    expect(judged(three.map((one) => ({ ...one, head: false }))).sentence).toBe('居务监督委员会没有主任。');
    expect(judged(three.map((one) => ({ ...one, woman: false }))).sentence).toBe('居务监督委员会没有妇女成员。');
    expect(judged(three.map((one) => ({ ...one, woman: null }))).verdict).toBe('no-data');
  });
  test('in a village the opinion’s numbers only warn; that there is a committee is the law', () => {
    expect(judged(three.slice(0, 2), TODAY).verdict).toBe('warning');
    expect(supervisionCommittee.judge({ known: true, bodyId: null, members: [] }, TODAY)).toMatchObject({
      verdict: 'broken',
      sentence: '原隆村没有村务监督委员会。',
    });
  });

  describe('the law that changed on 2026-01-01 is the law of the day', () => {
    const seat = (place: typeof FUNING) => [
      { ...post('committee-member', place.community ? 'residents-committee' : 'villagers-committee'), bodyTerritory: place.code },
    ];
    const watching = (place: typeof FUNING, day: string) => maySupervise({ name: '丁力', posts: seat(place) }, place, day);
    test('in a community a member of the residents’ committee may watch it until 2025-12-31 and not from 2026-01-01', () => {
      expect(watching(FUNING, '2025-12-31').allowed).toBe(true);
      expect(watching(FUNING, '2026-01-01')).toEqual({
        allowed: false,
        reason: '丁力在 2026-01-01 是居委会成员，不能同时监督居委会。',
        clause: '5.3',
        source: '城市居民委员会组织法第三十六条',
      });
      const committee = [...three.slice(0, 2), member('丁力', false, false, seat(FUNING))];
      expect(judged(committee, on('2025-12-31', FUNING)).verdict).toBe('holds');
      expect(judged(committee, on('2026-01-01', FUNING)).sentence).toBe('丁力在 2026-01-01 是居委会成员，不能同时监督居委会。');
    });
    test('in a village neither before nor after, but another article says so', () => {
      expect([watching(YUANLONG, '2025-12-31'), watching(YUANLONG, '2026-01-01')]).toMatchObject([
        { allowed: false, source: '村民委员会组织法第三十二条' },
        { allowed: false, source: '村民委员会组织法第三十七条' },
      ]);
      const articles = (day: string) => inForce(supervisionCommittee.sources(YUANLONG), day).map(({ article }) => article);
      expect([articles('2025-12-31'), articles('2026-01-01')]).toEqual([['第三十二条'], ['第三十七条']]);
    });
    test('the appointment is refused by the same words, whichever post comes second', () => {
      const body = (kind: 'supervision-committee' | 'residents-committee') => ({
        id: 'b',
        kind,
        territory: FUNING.code,
        community: true,
        validFrom: '2017-01-01',
        validUntil: null,
      });
      const person = { id: 'ding', name: '丁力', livesIn: null };
      const held = (role: PostOf['role'], bodyKind: PostOf['bodyKind']): HeldPost => ({
        ...post(role, bodyKind, { bodyTerritory: FUNING.code }),
        id: 'p',
        personId: 'ding',
        bodyId: 'c',
        territory: FUNING.code,
      });
      const want = (role: HeldPost['role'], validFrom: string, validUntil: string | null) => ({
        role,
        territory: FUNING.code,
        allowance: '',
        validFrom,
        validUntil,
      });
      const watch = (from: string, until: string | null) =>
        judgeAppointment(
          { body: body('supervision-committee'), person, own: [held('committee-member', 'residents-committee')], others: [] },
          want('supervision-member', from, until),
        );
      expect(watch('2025-06-01', '2025-12-31').allowed).toBe(true);
      expect(watch('2026-01-01', null)).toMatchObject({ allowed: false, clause: '5.3' });
      const sit = judgeAppointment(
        { body: body('residents-committee'), person, own: [held('supervision-member', 'supervision-committee')], others: [] },
        want('committee-member', '2026-03-01', null),
      );
      expect(sit).toMatchObject({ allowed: false, clause: '5.3' });
    });
  });
});
