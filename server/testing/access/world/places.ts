import { countyOf } from '../../../../domain/territory/code.ts';
import type { Town } from '../../matters.ts';
import { NEXT_VILLAGE, OTHER_VILLAGE, VILLAGE } from '../../people.ts';

/** A grid in the other county, and a judged rule of the clause board in each village. */
export async function somePlaces(place: Town): Promise<void> {
  const first = { parent: OTHER_VILLAGE, level: 'grid', name: '第一网格', short_name: '第一网格', pinyin: '', initials: '' };
  await place.prepare(async ({ db }) => {
    await db
      .insertInto('division')
      .values({ code: `${OTHER_VILLAGE}001`, ...first })
      .execute();
    await db
      .insertInto('clause_cell')
      .values(
        [VILLAGE, NEXT_VILLAGE, OTHER_VILLAGE].map((village) => ({
          county: countyOf(village),
          village,
          rule: 'grid-staffing',
          verdict: 'holds',
          sentence: '都有人。',
          facts: JSON.stringify([]),
          since: place.clock.now(),
        })),
      )
      .execute();
  });
}
