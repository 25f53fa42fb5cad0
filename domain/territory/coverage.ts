import { newHouseholdAt, registerAt } from '../people/act-paths.ts';
import { opinion } from '../policy/law.ts';
import { broken, holds, noData, rule, share, warns } from '../policy/rule.ts';
import { newGridAt } from './act-paths.ts';

const GRIDS = opinion(4, '农村社区全面推行网格化，以村民小组为基本单元划网格，每户都在网格里。');
const COMPLETE = opinion(4, '到 2018 年 6 月底，网格覆盖率和基础信息采集率都要达到百分之百。');

/** Households and residents of a village as the register knows them; nobody is named. */
export interface RegisterFacts {
  /** Grids that exist today. */
  grids: number;
  /** All households, and those that lie in exactly one grid that exists today. */
  households: number;
  householdsInGrid: number;
  /** Households whose dwelling lies in another grid than they do: they would be in two. */
  householdsInTwo: number;
  /** Households with an address and at least one resident. */
  householdsComplete: number;
  /** All residents, those who live in such a household, and those whose household and relation are known. */
  persons: number;
  personsInGrid: number;
  personsComplete: number;
}

const NOTHING = '还没有登记过住户。';

/** Every household lies in exactly one grid; coverage is counted over households and over residents (4.1, 4.9). */
export const householdGrid = rule({
  id: 'household-grid',
  title: '每户都在一个网格里',
  clause: '4.1',
  inPrinciple: false,
  sources: () => [GRIDS],
  from: GRIDS.from,
  until: null,
  topics: ['grids', 'residents'],
  act: { title: '去补网格和住户', roles: ['administrator', 'station-head', 'station-worker'] },
  judge: (facts: RegisterFacts, { place }) => {
    const { grids, households, householdsInGrid, householdsInTwo, persons, personsInGrid } = facts;
    if (!households)
      return grids
        ? noData(NOTHING, [], newHouseholdAt(place.code))
        : noData(`还没有登记过${place.name}的网格和住户。`, [], newGridAt(place.code));
    const said = [
      `有 ${grids} 个网格。`,
      `按户算的覆盖率：${share(householdsInGrid, households)}，分母是登记的全部住户。`,
      `按人算的覆盖率：${share(personsInGrid, persons)}，分母是登记的全部居民。`,
      ...(householdsInTwo ? [`${householdsInTwo} 户的住处在另一个网格。`] : []),
    ];
    if (!grids) return broken(`${place.name}还没有划网格。`, said, newGridAt(place.code));
    const path = registerAt(place.code, 'outside-grid');
    const outside = households - householdsInGrid - householdsInTwo;
    if (householdsInTwo)
      return broken(`有 ${householdsInTwo} 户同时落在两个网格${outside ? `，${outside} 户不在网格里` : ''}。`, said, path);
    if (outside) return broken(`有 ${outside} 户不在现有的网格里。`, said, path);
    if (personsInGrid < persons)
      return warns(`住户都在网格里，还有 ${persons - personsInGrid} 位居民没有归到户。`, said, registerAt(place.code, 'incomplete'));
    return holds(`${households} 户都在网格里。`, said);
  },
});

/** The base information of every household and resident is complete, over both denominators (4.9). */
export const baseInformation = rule({
  id: 'base-information',
  title: '基础信息采齐',
  clause: '4.9',
  inPrinciple: false,
  sources: () => [COMPLETE],
  from: COMPLETE.from,
  until: null,
  topics: ['residents'],
  act: { title: '去补登记', roles: ['grid-worker', 'station-worker', 'station-head'] },
  judge: ({ grids, households, householdsComplete, persons, personsComplete }: RegisterFacts, { place }) => {
    if (!households) return noData(NOTHING, [], grids ? newHouseholdAt(place.code) : newGridAt(place.code));
    const path = registerAt(place.code, 'incomplete');
    const said = [
      `按户算的采集率：${share(householdsComplete, households)}，分母是登记的全部住户；有地址、有人口的算采齐。`,
      `按人算的采集率：${share(personsComplete, persons)}，分母是登记的全部居民；归到户、写明关系的算采齐。`,
    ];
    if (householdsComplete < households) return broken(`有 ${households - householdsComplete} 户缺地址或人口。`, said, path);
    if (personsComplete < persons) return broken(`有 ${persons - personsComplete} 位居民没有归到户或没有写明关系。`, said, path);
    return holds(`${households} 户、${persons} 位居民的基础信息都采齐了。`, said, path);
  },
});
