import { RESIDENTS } from '../../people.ts';
import type { Opening } from '../world/emergency.ts';
import type { World } from '../world.ts';
import { type Case, type Cases, forEach, inPlace } from './case.ts';

/** Looking in an emergency. */
export function emergencyCases({ openings }: World): Cases {
  const inState = (...states: Opening['state'][]) => openings.filter(({ state }) => states.includes(state));
  const about =
    (states: Opening['state'][], more: Record<string, unknown> = {}) =>
    (): Case[] =>
      forEach(inState(...states), ({ id }) => ({ id, ...more }));
  const listed =
    (...states: Opening['state'][]) =>
    (): Case[] =>
      forEach(
        inState(...states),
        () => ({}),
        ({ id }) => id,
      );
  return {
    'breakGlass.ask': () =>
      (['neighbour', 'villagerNext', 'otherResident'] as const).map((key) => {
        const [name, grid] = RESIDENTS[key];
        const who = { by: 'name', name, village: grid.slice(0, 12) };
        return { subject: inPlace(grid), input: { who, reason: 'missing', words: '洪水要来了，找不到人' } };
      }),
    'breakGlass.mine': listed('waiting', 'open', 'over'),
    'breakGlass.waiting': listed('waiting'),
    'breakGlass.openings': listed('waiting', 'open', 'over'),
    'breakGlass.agree': about(['waiting']),
    'breakGlass.decline': about(['waiting'], { words: '村里已经找到人了' }),
    'breakGlass.view': about(['open']),
    'breakGlass.shut': about(['open']),
    'breakGlass.review': about(['over', 'open'], { verdict: 'justified', words: '当晚有洪水预警' }),
  };
}
