import { GRID, NEXT_VILLAGE } from '../../people.ts';
import type { World } from '../world.ts';
import { type Case, type Cases, forEach, forOwners, forPlaces } from './case.ts';

/** A number that is well formed; nobody of the world has its index. */
const WHOLE_NUMBER = '11010519491231002X';
const NEW_NUMBER = { number: '640121185003070013', agreed: 1 };

/** The register, identity numbers, one's own data, and who looked. */
export function peopleCases({ place, households }: World): Cases {
  const people = (input: (row: World['households'][number]) => Record<string, unknown>) => forEach(households, input);
  const ofTheHead = households.map((row) => ({ ...row, persons: [row.person] }));
  const found = { input: ({ member }: { member: string }) => ({ q: member }), marker: ({ personId }: { personId: string }) => personId };
  return {
    'people.view': () => people(({ personId }) => ({ id: personId, purpose: '核对门牌' })),
    'people.reveal': () => people(({ personId }) => ({ id: personId, purpose: '核对门牌' })),
    'people.identity': () => forEach(ofTheHead, ({ personId }) => ({ id: personId })),
    'people.revealIdentity': () => people(({ personId }) => ({ id: personId, purpose: '办理养老' })),
    'people.saveIdentity': () => people(({ personId }) => ({ id: personId, ...NEW_NUMBER })),
    'people.eraseIdentity': () => people(({ personId }) => ({ id: personId })),
    'people.search': () => [
      ...households.map(
        (row): Case => ({
          subject: { ...row, twist: 'whole number' },
          input: { q: WHOLE_NUMBER },
          marker: 'nobody has the index of this number',
        }),
      ),
      ...forEach(households, found.input, found.marker),
      ...forEach(
        households.map((row) => ({ ...row, twist: 'named place' as const })),
        ({ member, grid }) => ({ q: member, territory: grid }),
        found.marker,
      ),
    ],
    'people.save': () => [
      ...people(({ id }) => ({ householdId: id, name: '新来的', relation: '子', presence: 'here' })),
      ...forEach(
        households.map((row) => ({ ...row, twist: 'not for a name twice' as const })),
        ({ id, member }) => ({ householdId: id, name: member, relation: '子', presence: 'here' }),
      ),
    ],
    'people.saveHousehold': () => forPlaces([GRID, `${NEXT_VILLAGE}001`], (grid) => ({ grid, address: '二组 9 号' })),
    'ownData.giveIdentity': () => {
      const [wife, resident, neighbour] = forOwners(['wife', 'resident', 'neighbour'], (key) => ({
        personId: place.people[key],
        ...NEW_NUMBER,
      })) as [Case, Case, Case];
      return [
        { ...wife, subject: { ...wife.subject, persons: ['resident', 'wife'] } },
        // The resident's own number stands there already.
        { ...resident, subject: { ...resident.subject, twist: 'own rules' } },
        neighbour,
      ];
    },
    'ownData.copyFor': () => people(({ personId }) => ({ personId, purpose: '本人到站里要一份' })),
    'ownData.withdrawConsent': () => people(({ personId }) => ({ id: personId })),
    'audit.search': () =>
      forEach(
        households,
        ({ personId }) => ({ personId }),
        ({ person }) => `核对门牌 ${person}`,
      ),
    'audit.mine': () =>
      forEach(
        ofTheHead,
        () => ({}),
        ({ person }) => `核对门牌 ${person}`,
      ),
  };
}
