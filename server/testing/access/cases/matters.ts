import { MATTER_KINDS } from '../../../../domain/matters/kinds.ts';
import { inputsOf } from '../../../../domain/matters/testing/inputs.ts';
import { LAMP } from '../../matters.ts';
import { OTHER_VILLAGE } from '../../people.ts';
import type { World } from '../world.ts';
import { type Case, type Cases, forbiddenByItself, forEach, forFiling, forPlaces, VILLAGES } from './case.ts';

/** Matters, the purposes that open their papers, and home verifications. */
export function matterCases({ matters, application, inHand, verification, households }: World): Cases {
  const asked = [...matters, application];
  const withPapers = [application, inHand, verification];
  const joined = { channel: 'portal', contact: { name: '路过', phone: '' } };
  return {
    'matters.request-data': () => forFiling((village, channel) => ({ words: '给我一份', category: 'data.copy', village, channel })),
    'matters.file': () => forFiling((village, channel) => ({ ...LAMP, village, channel })),
    'matters.join': () =>
      matters
        .filter(({ hidden }) => !hidden)
        .flatMap((row) => [
          { subject: row, input: { id: row.id, ...joined } },
          { subject: { ...row, twist: 'at the counter' }, input: { id: row.id, ...joined, channel: 'counter' } },
        ]),
    'matters.promise': () => forPlaces(VILLAGES, (village) => ({ village, category: 'roads.lamp' })),
    'matters.mine': () =>
      forEach(
        asked,
        () => ({}),
        ({ id }) => id,
      ),
    'matters.view': () => forEach([...asked, verification], ({ id }) => ({ id })),
    'matters.targets': () => forEach(asked, ({ id }) => ({ id, step: 'comment' })),
    'matters.queue': () =>
      forEach(
        matters,
        () => ({ tab: 'all', limit: 100 }),
        ({ id }) => id,
      ),
    'matters.counts': () =>
      forEach(
        matters,
        ({ number }) => ({ q: number }),
        () => (body) => Number(body.all) > 0,
      ),
    'matters.reveal': () => forEach(matters, ({ id, reporterId }) => ({ id, reporterId, purpose: '回电话' })),
    'purposes.open': () => {
      const opening = ({ id }: { id: string }) => ({ matterId: id, purpose: '核对材料' });
      return [...forEach(withPapers, opening), ...forbiddenByItself(forEach(matters, opening))];
    },
    'purposes.close': () => forEach(withPapers, ({ id }) => ({ matterId: id })),
    'verifications.request': () =>
      forEach(households, ({ id }) => ({ household: id, words: '请看看', due: '2026-12-10', questions: ['是否常住'] })),
    'verifications.facts': () => forEach(households, ({ id }) => ({ household: id })),
    'verifications.list': () => [{ subject: verification, input: {}, marker: verification.id }],
  };
}

const validInputOf = (name: string): Record<string, unknown> => {
  const step = MATTER_KINDS.map(({ steps }) => steps[name]).find(Boolean);
  return step ? { ...inputsOf(step, 0).input } : {};
};

/** A step, tried on each matter, plainly and for somebody at the counter. */
export function stepCases({ place, matters, application, verification }: World, step: string): Case[] {
  const words = validInputOf(step);
  if ('matter' in words) words.matter = matters[0]?.id;
  delete words.suggested;
  return [...matters, application, verification].flatMap((row) => {
    if ('body' in words) words.body = place.bodies[row.place === OTHER_VILLAGE ? 'otherGovernment' : 'transport'];
    return [
      { subject: row, input: { id: row.id, ...words } },
      { subject: { ...row, twist: 'on behalf' as const, names: 'matter' in words }, input: { id: row.id, ...words, onBehalf: 'counter' } },
    ];
  });
}
